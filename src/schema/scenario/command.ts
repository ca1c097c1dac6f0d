// Incident command in a scenario: how severe is what, who is called when, what is due by when, what counts as over, and what helps a beginner.
// Defaults are the matrix, the response times, the checklists and the criteria of document 004.
import { z } from 'zod';
import { choiceByKey } from '../choice.ts';
import { DurationSchema, NameSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';
import { FigureUnitSchema } from './observability.ts';
import { CommandTextSchema, LookTextSchema } from './truth.ts';

export const SeveritySchema = z.enum(['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4']);
export type Severity = z.output<typeof SeveritySchema>;

/** Roles of an incident. Whoever acts does so in one of them; `responder` is who holds none. */
export const ROLES = ['commander', 'technical lead', 'communications', 'scribe'] as const;
export const RoleSchema = z.enum(ROLES);
export type Role = z.output<typeof RoleSchema>;

/** How much is shown, explained and hinted. */
export const LEVELS = ['beginner', 'intermediate', 'expert', 'debug'] as const;
export const LevelSchema = z.enum(LEVELS);
export type Level = z.output<typeof LevelSchema>;

/** One row of the severity matrix: it applies when any of its figures is exceeded. A row without figures applies always. */
const SeverityRowSchema = z.strictObject({
  severity: SeveritySchema,
  errorRatio: RatioSchema.optional().describe('More than this share of requests fail'),
  usersAffected: z.number().min(0).max(1e9).optional().describe('More people than this were affected so far'),
  revenuePerHour: z.number().min(0).max(1e12).optional().describe('More than this is lost per hour, in the scenario’s currency'),
  says: z.string().max(200).default(''),
});

/** Targets of a severity, from T+0. */
const TargetsSchema = z.strictObject({
  acknowledge: DurationSchema,
  respond: DurationSchema.describe('Until a severity is declared'),
  commander: DurationSchema.describe('Until somebody is commander'),
  update: DurationSchema.describe('Between two updates to an audience'),
});
export type SeverityTargets = z.output<typeof TargetsSchema>;

const MIN = 60_000_000;
const DEFAULT_MATRIX: z.output<typeof SeverityRowSchema>[] = [
  { severity: 'SEV-1', errorRatio: 0.5, revenuePerHour: 10_000, says: 'An outage or severe degradation for most users' },
  { severity: 'SEV-2', errorRatio: 0.1, revenuePerHour: 1_000, says: 'Many users, or a critical feature' },
  { severity: 'SEV-3', errorRatio: 0.01, says: 'Some users, with a way around' },
  { severity: 'SEV-4', says: 'Little or no impact on users' },
];
const DEFAULT_TARGETS: Record<Severity, SeverityTargets> = {
  'SEV-1': { acknowledge: 5 * MIN, respond: 10 * MIN, commander: 10 * MIN, update: 30 * MIN },
  'SEV-2': { acknowledge: 15 * MIN, respond: 30 * MIN, commander: 30 * MIN, update: 60 * MIN },
  'SEV-3': { acknowledge: 30 * MIN, respond: 60 * MIN, commander: 120 * MIN, update: 180 * MIN },
  'SEV-4': { acknowledge: 120 * MIN, respond: 240 * MIN, commander: 480 * MIN, update: 480 * MIN },
};

/** Something to tick off in a phase. `auto` items tick themselves when the journal shows them. */
const ChecklistItemSchema = z.strictObject({
  id: NameSchema,
  phase: z.enum(['detection', 'response', 'mitigation', 'monitoring', 'resolved']),
  text: z.string().max(160),
  entry: z.string().max(80).optional().describe('A kind of journal entry that ticks it, such as incident.declare'),
});
export type ChecklistItem = z.output<typeof ChecklistItemSchema>;

const DEFAULT_CHECKLIST: ChecklistItem[] = [
  { id: 'acknowledge', phase: 'detection', text: 'Acknowledge the page', entry: 'alert.acknowledge' },
  { id: 'assess', phase: 'detection', text: 'Assess severity and impact', entry: 'incident.declare' },
  { id: 'commander', phase: 'response', text: 'Say who is commander', entry: 'role.take' },
  { id: 'notify', phase: 'response', text: 'Tell those who wait', entry: 'comms.status-update' },
  { id: 'hypotheses', phase: 'response', text: 'Write down what it could be', entry: 'hypothesis.set' },
  { id: 'plan', phase: 'mitigation', text: 'Say what the action should do, and what if it does not', entry: 'plan.step' },
  { id: 'watch', phase: 'monitoring', text: 'Watch the figures that hurt until they are normal' },
  { id: 'side-effects', phase: 'monitoring', text: 'Look for what else was damaged' },
  { id: 'function', phase: 'monitoring', text: 'Confirm that customers can do what they came for', entry: 'look.checks' },
  { id: 'tell-resolved', phase: 'resolved', text: 'Tell everyone that it is over' },
  { id: 'review', phase: 'resolved', text: 'Arrange the review' },
];

/** What has to hold before an incident counts as over, as instruments show it. Beyond these: no alert fires, checks pass, nothing is under way. */
const ResolutionCriterionSchema = z.strictObject({
  says: z.string().max(160),
  holds: z.string().max(2000).describe('A PromQL comparison with a result exactly when it is met'),
  for: DurationSchema.default(60_000_000),
  unit: FigureUnitSchema.optional().describe('What the compared figure is, so that its reading shows a unit; default: a bare number'),
});

export const IncidentCommandSchema = z.strictObject({
  matrix: z.array(SeverityRowSchema).min(1).max(20).default(DEFAULT_MATRIX).describe('The first row that applies is suggested'),
  targets: z.partialRecord(SeveritySchema, TargetsSchema).default({}).describe('Where they differ from the usual'),
  checklist: z.array(ChecklistItemSchema).max(60).default(DEFAULT_CHECKLIST),
  resolution: z.array(ResolutionCriterionSchema).max(20).default([]),
  ladder: z
    .array(z.strictObject({ person: NameSchema, timeout: DurationSchema.describe('No answer by then: the next one is called') }))
    .max(10)
    .default([])
    .describe('Escalation, from the first to be called to the last'),
  roles: z.partialRecord(RoleSchema, NameSchema).default({}).describe('Who holds a role when the trainee joins'),
});
export type IncidentCommand = z.output<typeof IncidentCommandSchema>;

export const severityTargets = ({ targets }: IncidentCommand, severity: Severity): SeverityTargets =>
  targets[severity] ?? DEFAULT_TARGETS[severity];

/** What a person of a scenario can be asked for beyond answers. */
export const PERSON_DUTIES = {
  takes: z.array(RoleSchema).max(4).default([]).describe('Roles this person can hold'),
  does: z
    .array(
      z.strictObject({
        do: CommandTextSchema.describe('A command pattern this person carries out when it is delegated'),
        takes: DistributionSchema.optional().describe('From the request until it is carried out; default: as answers'),
      }),
    )
    .max(20)
    .default([]),
  approves: z
    .array(
      z.strictObject({
        do: CommandTextSchema.describe('A command pattern'),
        unless: z.string().max(2000).optional().describe('A PromQL comparison: denied while it has a result'),
        says: z.string().max(300).default('').describe('Why not, when denied'),
      }),
    )
    .max(20)
    .default([])
    .describe('What this person agrees to as the second one'),
  reachable: RatioSchema.default(1).describe('Chance that this person answers a call at all'),
  limits: z.string().max(300).default('').describe('What this person cannot see or do; shown to the trainee'),
} as const;

/** A help that can be asked for. In a timed drill each one taken costs what the rubric says. */
export const HintSchema = z.strictObject({
  name: NameSchema,
  text: z.string().min(1).max(600),
  from: DurationSchema.default(0).describe('Offered from so long after T+0 on'),
  unless: z.array(LookTextSchema).max(10).default([]).describe('Not offered once one of these looks was made'),
});
export type Hint = z.output<typeof HintSchema>;

/** What a guided step waits for. */
const GuideGoalSchema = choiceByKey(
  'what a step waits for',
  ['looked', 'did', 'entry', 'phase', 'read'],
  [
    z.strictObject({ looked: LookTextSchema }),
    z.strictObject({ did: CommandTextSchema }),
    z.strictObject({ entry: z.string().max(80).describe('A kind of journal entry, such as incident.declare') }),
    z.strictObject({ phase: z.enum(['detection', 'response', 'mitigation', 'monitoring', 'resolved', 'review', 'scored']) }),
    z.strictObject({ read: z.literal(true).describe('Nothing: the trainee says that they have read it') }),
  ],
);
export const GuideStepSchema = z
  .strictObject({
    title: z.string().min(1).max(80),
    text: z.string().max(1200).describe('Markdown'),
    shows: z.string().max(40).optional().describe('Tool or part of the room that is pointed at, such as logs, pager, notebook'),
    until: GuideGoalSchema,
    stuck: z.string().max(600).default('').describe('Said when nothing happens for a while'),
  })
  .describe('One step of a guided drill');
export type GuideStep = z.output<typeof GuideStepSchema>;
