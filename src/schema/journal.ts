// The journal: the ordered, append-only list of everything that entered a drill from outside (STYLE 1, DESIGN D3).
// Kinds are `noun.verb-phrase`; a kind that was ever written is never renamed or reused. Outcomes are not stored: they follow.
import { z } from 'zod';
import { COMMANDS } from './commands/index.ts';
import { LevelSchema, RoleSchema, SeveritySchema } from './scenario/command.ts';
import { ConsoleVariantSchema } from './scenario/console.ts';
import { CauseSchema } from './scenario/truth.ts';

const text = (max: number) => z.string().max(max);
const ratio = z.number().min(0).max(1);
const target = z.string().min(1).max(130);

export const AudienceNameSchema = z.enum(['executive', 'support', 'status page', 'war room']);
export type AudienceName = z.output<typeof AudienceNameSchema>;
const AlertMatcherSchema = z.strictObject({ name: text(80).min(1), op: z.enum(['=', '!=', '=~', '!~']), value: text(500) });

/** Looks: what a trainee opened. `seq` of a look is what evidence pins point at. */
const LOOKS = {
  'look.alert': z.strictObject({ alert: text(100) }),
  'look.metrics': z.strictObject({ panel: text(200).describe('Title of a dashboard panel, or a service') }),
  'look.query': z.strictObject({ expr: text(2000), minutes: z.number().positive().max(10_000).optional().describe('How far back') }),
  'look.logs': z.strictObject({
    query: text(200).default(''),
    service: text(80).optional(),
    level: z.enum(['debug', 'info', 'warn', 'error']).optional(),
  }),
  'look.log-context': z
    .strictObject({ line: z.int().min(0).describe('seq of a log line') })
    .describe('What was written just before and after it'),
  'look.alerts': z.strictObject({}).describe('All alerts with their groups, silences, and what was held back'),
  'look.traces': z
    .strictObject({
      service: text(80).optional(),
      name: text(80).optional(),
      slowerThanMs: z.number().min(0).max(3_600_000).optional(),
      errors: z.boolean().optional(),
      sinceMinutes: z.number().positive().max(10_000).optional().describe('Begun in the last so many minutes'),
      fromS: z.number().min(0).max(1e7).optional().describe('Begun at or after this second of the run'),
      toS: z.number().min(0).max(1e7).optional().describe('Begun at or before this second of the run'),
      order: z.enum(['newest', 'slowest']).optional(),
    })
    .describe('Search of the traces that were kept'),
  'look.trace': z.strictObject({ trace: text(32) }).describe('One trace as a waterfall'),
  'look.pods': z.strictObject({ service: target.optional() }).describe('Pods of one service or of all'),
  'look.events': z.strictObject({}).describe('What the orchestrator reports: pods started, killed, scaled'),
  'look.slos': z.strictObject({}).describe('Objectives, error budgets, burn rates, policy'),
  'look.checks': z.strictObject({}).describe('Results of the synthetic checks'),
  'look.deployments': z.strictObject({}),
  'look.diff': z.strictObject({ service: target, version: text(40).optional() }),
  'look.status-page': z.strictObject({ provider: target }),
  'look.artefact': z.strictObject({ artefact: target }),
  'look.sessions': z.strictObject({ pool: target }),
  'look.service': z.strictObject({ service: target }).describe('Replicas, versions, readiness, configuration'),
  'look.console': z.strictObject({ console: target }).describe('A console with what it shows now'),
  'look.table': z.strictObject({ table: text(60) }).describe('A table of a small world, such as order book or replication'),
  'look.preflight': z.strictObject({ service: target }).describe('Checks before a rollback: target version, replicas, what would change'),
} as const;

const StatusUpdateSchema = z.strictObject({
  audience: AudienceNameSchema,
  state: z.enum(['investigating', 'identified', 'mitigating', 'monitoring', 'resolved']),
  whatHappened: text(2000).default(''),
  done: text(2000).default(''),
  impact: z
    .strictObject({
      errorRatio: ratio.optional(),
      usersAffected: z.number().min(0).max(1e9).optional(),
      revenueLost: z.number().min(0).max(1e12).optional(),
      text: text(1000).default(''),
    })
    .prefault({}),
  confidence: ratio.optional(),
  unknowns: text(2000).default(''),
  nextSteps: text(2000).default(''),
  eta: z.strictObject({ fromMinutes: z.number().min(0).max(10_000), toMinutes: z.number().min(0).max(10_000) }).optional(),
  nextUpdateMinutes: z.number().min(0).max(10_000).optional(),
});

/** Who takes over reads this instead of the whole channel (document 004: hand-off checklist). */
const HandOverNoteSchema = z.strictObject({
  situation: text(2000).default('').describe('Severity, duration, impact now'),
  tried: text(2000).default('').describe('What was done, and what came of it'),
  strategy: text(2000).default('').describe('What is being tried now, and why'),
  people: text(1000).default('').describe('Who holds which role, who else is here'),
  nextSteps: text(2000).default(''),
  openQuestions: text(2000).default(''),
});

/** What a person does at a console. What comes of an action is a deed with the `seq` of its `console.submit`. */
const CONSOLE = {
  'console.fill': z
    .strictObject({
      console: target,
      values: z.record(z.string().max(41), text(500)).refine((values) => Object.keys(values).length <= 20, { error: 'at most 20 values' }),
    })
    .describe('Enters values; those left out stay as they are'),
  'console.submit': z.strictObject({ console: target, action: target }).describe('Presses the button: the safeguards begin'),
  'console.answer': z
    .strictObject({
      console: target,
      safeguard: target,
      answer: z.enum(['proceed', 'back', 'type', 'tick', 'untick', 'press', 'release', 'skip', 'switch']),
      text: text(500).default('').describe('What was typed, which item was ticked, where one goes over to'),
    })
    .describe('Answers the safeguard that is shown'),
  'console.undo': z.strictObject({ console: target, attempt: z.int().min(1).max(100_000) }),
  'console.line': z
    .strictObject({ console: target, line: text(500) })
    .describe('A line typed at a prompt; looks and actions follow from it'),
} as const;

const DRILL = {
  'drill.begin': z
    .strictObject({ level: LevelSchema, timed: z.boolean(), role: RoleSchema.optional(), consoles: ConsoleVariantSchema.optional() })
    .describe('How the trainee wants to play; counts once, before anything else'),
  'hint.take': z.strictObject({}).describe('Asks for the next hint'),
  'guide.read': z.strictObject({ step: z.int().min(0).max(60) }).describe('Says that a step of the guide was read'),
  'role.take': z.strictObject({ role: RoleSchema }),
  'role.hand-over': z.strictObject({ role: RoleSchema, to: target, note: HandOverNoteSchema.prefault({}) }),
  'people.delegate': z.strictObject({ person: target, task: text(200).describe('A command, such as "rollback payment-service"') }),
  'people.escalate': z
    .strictObject({ to: target.optional().describe('A person; default: the ladder, from its first rung'), because: text(500).default('') })
    .describe('Calls somebody into the incident'),
  'approval.request': z.strictObject({ person: target, command: text(200), because: text(500).default('') }),
  'checklist.tick': z.strictObject({ item: target, done: z.boolean().default(true) }),
  'alert.acknowledge': z.strictObject({ alert: text(100) }),
  'alert.silence': z
    .strictObject({
      matchers: z.array(AlertMatcherSchema).min(1).max(20),
      minutes: z.number().positive().max(10_000),
      comment: text(300).default(''),
    })
    .describe('Holds back matching alerts for a while'),
  'alert.expire-silence': z.strictObject({ silence: text(20) }),
  'shell.run': z
    .strictObject({ line: text(2000) })
    .describe('A line typed in the terminal; what it looked at and changed follows as entries of their own'),
  'incident.declare': z.strictObject({ severity: SeveritySchema, summary: text(500).default('') }),
  'incident.resolve': z.strictObject({ summary: text(1000).default('') }),
  'incident.stand-down': z.strictObject({ reason: text(1000).default('') }).describe('Says that there is no incident'),
  'hypothesis.set': z.strictObject({
    beliefs: z
      .array(z.strictObject({ cause: CauseSchema, probability: ratio }))
      .max(12)
      .describe('Sum at most 1; the rest is "something else"'),
    because: text(1000).default(''),
  }),
  'hypothesis.pin': z.strictObject({
    cause: CauseSchema,
    look: z.int().min(0).describe('seq of a look'),
    supports: z.enum(['for', 'against']),
    note: text(500).default(''),
  }),
  'note.fact': z.strictObject({
    text: text(500),
    status: z.enum(['known', 'unknown', 'withdrawn']).describe('withdrawn: taken off the list; the record keeps it'),
    replaces: z.int().min(1).optional().describe('seq of the note this one stands in for: reworded, found out, or withdrawn'),
  }),
  'note.timeline': z.strictObject({ text: text(500) }),
  'note.cascade': z.strictObject({ edges: z.array(z.strictObject({ from: text(80), to: text(80) })).max(60) }),
  'plan.priorities': z.strictObject({
    order: z
      .array(z.enum(['contain', 'diagnose', 'fix', 'communicate']))
      .min(1)
      .max(4),
  }),
  'plan.step': z.strictObject({
    command: text(200),
    expects: text(500),
    verifies: text(500).default(''),
    ifItFails: text(500).default(''),
    confidence: ratio.optional(),
  }),
  'comms.status-update': StatusUpdateSchema,
  'comms.say': z.strictObject({ channel: z.enum(['war room', 'executive', 'support', 'specialists']), text: text(1000) }),
  'people.ask': z.strictObject({ person: target, about: text(80) }),
  'review.reflection': z.strictObject({
    wentWell: text(4000).default(''),
    wentBadly: text(4000).default(''),
    lucky: text(4000).default(''),
    feelings: text(2000).default(''),
  }),
  'review.timeline': z
    .strictObject({ items: z.array(z.strictObject({ atS: z.number().min(0).max(1e7), text: text(300) })).max(60) })
    .describe('The course of events as the trainee remembers it; seconds of the run'),
  'review.causes': z.strictObject({ surface: text(1000), deeper: text(1000).default(''), deepest: text(1000).default('') }),
  'review.lesson': z.strictObject({
    kind: z.enum(['pattern', 'diagnostic', 'process']),
    text: text(1000),
    symptoms: text(1000).default(''),
    detection: text(1000).default(''),
    resolution: text(1000).default(''),
  }),
  'review.action-item': z.strictObject({
    text: text(500),
    priority: z.enum(['P0', 'P1', 'P2', 'P3']),
    owner: text(80).default(''),
    due: text(40).default(''),
    prevents: ratio.optional(),
  }),
  'review.calibration': z.strictObject({
    decision: text(200),
    confidence: ratio,
    cameTrue: z.enum(['yes', 'partly', 'no']),
    note: text(500).default(''),
  }),
  'review.self-assessment': z.strictObject({ criterion: text(60), points: z.int().min(0).max(100), note: text(500).default('') }),
  'review.submit': z.strictObject({}).describe('Ends the review; the debrief opens'),
  'control.pause': z.strictObject({}),
  'control.resume': z.strictObject({}),
  'control.speed': z.strictObject({ factor: z.number().min(0.25).max(64) }),
  'inject.message': z.strictObject({ from: text(60), text: text(1000) }),
} as const;

const COMMAND_ARGS = Object.fromEntries(COMMANDS.map((command) => [command.kind, command.args])) as {
  [K in (typeof COMMANDS)[number]['kind']]: Extract<(typeof COMMANDS)[number], { kind: K }>['args'];
};

export const ENTRY_ARGS = { ...COMMAND_ARGS, ...LOOKS, ...CONSOLE, ...DRILL } as const;
export type EntryKind = keyof typeof ENTRY_ARGS;
export type EntryArgs<K extends EntryKind> = z.output<(typeof ENTRY_ARGS)[K]>;

/** One entry. `seq` counts from 1 without gaps; `atUs` never decreases; `recordedAt` (wall time) is metadata and outside every hash. */
export type JournalEntry<K extends EntryKind = EntryKind> = {
  [P in K]: { seq: number; atUs: number; actor: string; role: string; kind: P; args: EntryArgs<P>; recordedAt?: string | undefined };
}[K];

/** What a person or a script sends; the authority adds `seq` and `atUs`. */
export type EntryDraft<K extends EntryKind = EntryKind> = {
  [P in K]: { kind: P; args: z.input<(typeof ENTRY_ARGS)[P]>; actor?: string; role?: string };
}[K];

export const ENTRY_KINDS = Object.keys(ENTRY_ARGS) as EntryKind[];
export const isLook = (kind: string): boolean => kind.startsWith('look.');
export const isCommand = (kind: string): boolean => kind.startsWith('command.');
