// Whether a `when` of the time-line holds. Looked at only at rule instants and after journal entries, so every run sees the same instants.
import { type DrillState, holds, isOver } from '../drill/index.ts';
import {
  type Condition,
  commandMatches,
  type EntryArgs,
  type JournalEntry,
  type Outcome,
  type Scenario,
  type SimTimeUs,
  type TraceReader,
} from '../schema/index.ts';

type Told = Extract<Condition, { told: unknown }>;

export interface ConditionContext {
  scenario: Scenario;
  trace: TraceReader;
  drill: DrillState;
  atUs: SimTimeUs;
  tPlusZeroUs: SimTimeUs | undefined;
  /** The entry just appended; undefined at a rule instant. */
  entry: { entry: JournalEntry; outcome: Outcome | undefined } | undefined;
}

/**
 * Since when the condition holds without a break; undefined when it does not.
 * @param sinceUs what this function said the last time
 */
export function holdsSince(condition: Condition, context: ConditionContext, sinceUs: SimTimeUs | undefined): SimTimeUs | undefined {
  const { scenario, trace, drill, atUs, tPlusZeroUs, entry } = context;
  if ('phase' in condition) {
    // Looking back belongs to the time after the end: a review does not stop the clock of "resolved for 20 minutes".
    if (condition.phase === 'resolved') return isOver(drill.phase.phase) ? (drill.resolvedAtUs ?? drill.phase.sinceUs) : undefined;
    return drill.phase.phase === condition.phase ? drill.phase.sinceUs : undefined;
  }
  if ('did' in condition)
    return entry !== undefined && entry.outcome?.status === 'done' && commandMatches(condition.did, entry.entry) ? atUs : undefined;
  if ('told' in condition)
    return entry !== undefined && entry.outcome?.status !== 'refused' && tells(condition, entry.entry) ? atUs : undefined;
  if ('silent' in condition) {
    if (tPlusZeroUs === undefined || isOver(drill.phase.phase)) return undefined;
    const lastUs = drill.updates.findLast(({ audience }) => audience === condition.silent)?.atUs;
    return lastUs === undefined ? tPlusZeroUs : Math.max(lastUs, tPlusZeroUs);
  }
  // Instruments change only at rule instants.
  if (entry !== undefined) return sinceUs;
  const now =
    'firing' in condition
      ? trace.alerts().some(({ alert, state }) => alert === condition.firing && state === 'firing')
      : holds(scenario, trace.series, condition.holds, atUs);
  return now ? (sinceUs ?? atUs) : undefined;
}

/** What an update can leave out. The one that says it is over leaves nothing out. */
const LEFT_OUT: Readonly<Record<NonNullable<Told['without']>, (update: EntryArgs<'comms.status-update'>) => boolean>> = {
  impact: ({ impact }) =>
    impact.errorRatio === undefined && impact.usersAffected === undefined && impact.revenueLost === undefined && impact.text === '',
  confidence: ({ confidence }) => confidence === undefined,
  eta: ({ eta }) => eta === undefined,
  'next update': ({ nextUpdateMinutes }) => nextUpdateMinutes === undefined,
};

function tells({ told, without }: Told, entry: JournalEntry): boolean {
  if (entry.kind !== 'comms.status-update' || entry.args.audience !== told) return false;
  return without === undefined || (entry.args.state !== 'resolved' && LEFT_OUT[without](entry.args));
}

/** How long it must hold before the event happens. */
export function holdsForUs(condition: Condition): SimTimeUs {
  return 'for' in condition ? condition.for : 0;
}
