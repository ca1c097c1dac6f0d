// The read model of a drill: a reducer over the journal (immer), giving what the trainee has written, believed and done.
// It knows nothing of the world but what the phase events bring. Immutable, so keyframes and forks share it.
import { produce } from 'immer';
import {
  type BeliefView,
  type Cause,
  type DrillView,
  isCommand,
  isLook,
  type JournalEntry,
  type Outcome,
  type Role,
  type SimTimeUs,
  type TimelineItem,
} from '../schema/index.ts';
import {
  type CommandState,
  hold,
  initialCommandState,
  NOTHING_NOTICED,
  type Notice,
  noticeAll,
  writeCommand,
} from './command/command-state.ts';
import { advancePhase, initialPhase, isOver, type PhaseEvent, type PhaseState } from './phases.ts';
import { describeEntry } from './texts.ts';

/** A command that takes time; progress is read off the rollouts or off `untilUs`. */
export interface TimedAction {
  seq: number;
  kind: string;
  service: string | undefined;
  text: string;
  startedAtUs: SimTimeUs;
  untilUs: SimTimeUs;
}
export interface DrillState extends CommandState {
  phase: PhaseState;
  /** Whether `health.broken` held at the last rule instant. */
  broken: boolean;
  severity: string | undefined;
  declaredAtUs: SimTimeUs | undefined;
  resolvedAtUs: SimTimeUs | undefined;
  /** Declarations of the end while users were still hurt: a finding, not an end. */
  closedEarly: { seq: number; atUs: SimTimeUs }[];
  acknowledged: Record<string, SimTimeUs>;
  beliefs: BeliefView[];
  facts: DrillView['facts'];
  cascade: DrillView['cascade'];
  priorities: string[];
  plan: DrillView['plan'];
  updates: DrillView['updates'];
  lessons: DrillView['lessons'];
  actionItems: DrillView['actionItems'];
  selfAssessments: Record<string, number>;
  timeline: TimelineItem[];
  actions: TimedAction[];
  /** Looks by seq that found something, with what was looked at: what a pin may point at. */
  looks: Record<number, string>;
  speed: number;
  paused: boolean;
}

/** @param held by role, the people of the scenario who hold one from the beginning */
export function initialDrillState(held: Partial<Record<Role, string>> = {}): DrillState {
  return {
    ...initialCommandState(held),
    phase: initialPhase(),
    broken: false,
    severity: undefined,
    declaredAtUs: undefined,
    resolvedAtUs: undefined,
    closedEarly: [],
    acknowledged: {},
    beliefs: [],
    facts: [],
    cascade: [],
    priorities: [],
    plan: [],
    updates: [],
    lessons: [],
    actionItems: [],
    selfAssessments: {},
    timeline: [],
    actions: [],
    looks: {},
    speed: 1,
    paused: false,
  };
}

/** What became of an entry outside the notebook. */
export interface EntryResult {
  outcome: Outcome | undefined;
  /** A look that found nothing. */
  missing?: boolean;
  /** What the entry means in the light of the scenario; default: nothing. */
  notice?: Notice;
  /** A line of a prompt that looked at something: what it looked at, in words. */
  looked?: string | undefined;
}

/** Takes one entry in. A refused entry leaves nothing but its line in the timeline. */
export function applyEntry(
  state: DrillState,
  entry: JournalEntry,
  { outcome, missing = false, notice = NOTHING_NOTICED, looked }: EntryResult,
): DrillState {
  return produce(state, (draft) => {
    const text = describeEntry(entry);
    draft.timeline.push({ seq: entry.seq, atUs: entry.atUs, actor: entry.actor, role: entry.role, kind: entry.kind, text, outcome });
    if (outcome?.status === 'refused') return;
    writeCommand(draft, entry, notice, !missing);
    if (isLook(entry.kind) && !missing) draft.looks[entry.seq] = text;
    if (looked !== undefined) draft.looks[entry.seq] = looked;
    if (isCommand(entry.kind)) followAction(draft, entry, text, outcome);
    write(draft, entry);
    const event = phaseEventOf(entry, state.broken);
    if (event !== undefined) movePhase(draft, event, entry.atUs);
  });
}

/** A command that takes time stays in sight until it is through. */
function followAction(draft: DrillState, entry: JournalEntry, text: string, outcome: Outcome | undefined): void {
  if (outcome?.status !== 'done' || outcome.untilUs === undefined || outcome.untilUs <= entry.atUs) return;
  const service = (entry.args as { service?: string; target?: string }).service ?? (entry.args as { target?: string }).target;
  draft.actions.push({ seq: entry.seq, kind: entry.kind, service, text, startedAtUs: entry.atUs, untilUs: outcome.untilUs });
}

/**
 * Takes in a command that a person carried out because the trainee asked for it: as if the trainee had given it, but by that person.
 * Or one that was given on a console.
 * @param deed `seq` is that of the request, or of the press of the button
 * @param mitigates false for what is no answer to the incident: routine work, slips, anything before T+0
 */
export function applyDeed(
  state: DrillState,
  deed: JournalEntry,
  { outcome, notice = NOTHING_NOTICED }: EntryResult,
  mitigates = true,
): DrillState {
  return produce(state, (draft) => {
    const text = describeEntry(deed);
    draft.timeline.push({ seq: deed.seq, atUs: deed.atUs, actor: deed.actor, role: deed.role, kind: deed.kind, text, outcome });
    if (outcome?.status === 'refused') return;
    noticeAll(draft, notice);
    followAction(draft, deed, text, outcome);
    if (mitigates) movePhase(draft, { type: 'entry.changed' }, deed.atUs);
  });
}

/** Takes in an update that a person wrote who holds communications. @param update `seq` is that of the entry that gave them the role, or 0 */
export function applyPlainUpdate(state: DrillState, update: DrillState['updates'][number], by: string): DrillState {
  return produce(state, (draft) => {
    const { seq, atUs, audience, state: says, summary } = update;
    draft.updates.push(update);
    const text = `Update to ${audience} (${says}): ${summary}`;
    draft.timeline.push({ seq, atUs, actor: by, role: 'communications', kind: 'comms.status-update', text, outcome: undefined });
  });
}

/** Somebody of the scenario took a role over. */
export function applyRole(state: DrillState, role: Role, person: string, atUs: SimTimeUs): DrillState {
  return produce(state, (draft) => {
    hold(draft, role, { kind: 'person', person }, atUs);
  });
}

/** Takes in what the instruments said at a rule instant, or that the trainee joined, or that time is up. */
export function applyWorld(state: DrillState, event: PhaseEvent, atUs: SimTimeUs): DrillState {
  if (advancePhase(state.phase, event, atUs) === state.phase) return state;
  return produce(state, (draft) => {
    movePhase(draft, event, atUs);
  });
}

/** `broken` is state apart from the phase: it decides whether a declaration comes too early. */
export function setBroken(state: DrillState, broken: boolean): DrillState {
  return state.broken === broken ? state : { ...state, broken };
}

function movePhase(draft: DrillState, event: PhaseEvent, atUs: SimTimeUs): void {
  const before = draft.phase.phase;
  draft.phase = advancePhase(draft.phase, event, atUs);
  const { phase } = draft.phase;
  if (!draft.phasesSeen.includes(phase)) draft.phasesSeen.push(phase);
  if (phase === 'resolved') draft.resolvedAtUs = draft.phase.sinceUs;
  else if (before === 'resolved' && !isOver(phase)) draft.resolvedAtUs = undefined;
}

/** About the exercise, not about the incident. */
const APART = /^(?:control|inject|drill|guide)\./;

function phaseEventOf(entry: JournalEntry, broken: boolean): PhaseEvent | undefined {
  if (isCommand(entry.kind)) return { type: 'entry.changed' };
  switch (entry.kind) {
    case 'alert.acknowledge':
    case 'alert.silence':
    case 'incident.declare':
      return { type: 'entry.engaged' };
    case 'incident.resolve':
    case 'incident.stand-down':
      return { type: broken ? 'entry.closed-early' : 'entry.closed' };
    case 'review.submit':
      return { type: 'entry.submitted' };
    default:
      if (entry.kind.startsWith('review.')) return { type: 'entry.reviewed' };
      return APART.test(entry.kind) ? undefined : { type: 'entry.working' };
  }
}

function write(draft: DrillState, entry: JournalEntry): void {
  const { seq, atUs } = entry;
  switch (entry.kind) {
    case 'alert.acknowledge':
      draft.acknowledged[entry.args.alert] ??= atUs;
      break;
    case 'incident.declare':
      draft.severity = entry.args.severity;
      draft.declaredAtUs ??= atUs;
      break;
    case 'incident.resolve':
    case 'incident.stand-down':
      if (draft.broken) draft.closedEarly.push({ seq, atUs });
      break;
    case 'hypothesis.set':
      draft.beliefs = mergeBeliefs(draft.beliefs, entry.args.beliefs, atUs);
      break;
    case 'hypothesis.pin': {
      const { cause, look, supports, note } = entry.args;
      let belief = draft.beliefs.find((known) => sameCause(known.cause, cause));
      if (belief === undefined) {
        belief = { cause, probability: 0, history: [], pins: [] };
        draft.beliefs.push(belief);
      }
      belief.pins.push({ seq, look, supports, note, label: draft.looks[look] ?? `look ${look}` });
      break;
    }
    case 'note.fact':
      writeFact(draft, entry);
      break;
    case 'note.cascade':
      draft.cascade = entry.args.edges;
      break;
    case 'plan.priorities':
      draft.priorities = entry.args.order;
      break;
    case 'plan.step': {
      const { command, expects, verifies, ifItFails, confidence } = entry.args;
      draft.plan.push({ seq, atUs, command, expects, verifies, ifItFails, confidence });
      break;
    }
    case 'comms.status-update': {
      const { audience, state, whatHappened, done, impact } = entry.args;
      draft.updates.push({ seq, atUs, audience, state, summary: whatHappened || done || impact.text });
      break;
    }
    case 'review.lesson':
      draft.lessons.push({ seq, kind: entry.args.kind, text: entry.args.text });
      break;
    case 'review.action-item':
      draft.actionItems.push({ seq, text: entry.args.text, priority: entry.args.priority, owner: entry.args.owner });
      break;
    case 'review.self-assessment':
      draft.selfAssessments[entry.args.criterion] = entry.args.points;
      break;
    case 'control.pause':
      draft.paused = true;
      break;
    case 'control.resume':
      draft.paused = false;
      break;
    case 'control.speed':
      draft.speed = entry.args.factor;
      break;
    default:
      break;
  }
}

/** What stands in for an older note takes its place in the list. */
function writeFact(draft: DrillState, { seq, atUs, args: { text, status, replaces } }: JournalEntry<'note.fact'>): void {
  const known = replaces === undefined ? -1 : draft.facts.findIndex((fact) => fact.seq === replaces);
  const at = known === -1 ? draft.facts.length : known;
  draft.facts.splice(at, 1, ...(status === 'withdrawn' ? [] : [{ seq, atUs, text, status }]));
}

/** A cause no longer named falls to 0 and keeps its history and pins. */
function mergeBeliefs(
  known: readonly BeliefView[],
  named: readonly { cause: Cause; probability: number }[],
  atUs: SimTimeUs,
): BeliefView[] {
  const updated = known.map((belief): BeliefView => {
    const probability = named.find(({ cause }) => sameCause(cause, belief.cause))?.probability ?? 0;
    return { ...belief, probability, history: [...belief.history, { atUs, probability }] };
  });
  const added = named.filter(({ cause }) => !known.some((belief) => sameCause(belief.cause, cause)));
  return [
    ...updated,
    ...added.map(({ cause, probability }): BeliefView => ({ cause, probability, history: [{ atUs, probability }], pins: [] })),
  ];
}

export const sameCause = (a: Cause, b: Cause): boolean => a.component === b.component && a.kind === b.kind;
