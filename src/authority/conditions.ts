// Whether a `when` of the time-line holds. Looked at only at rule instants and after journal entries, so every run sees the same instants.
import { type DrillState, holds, isOver } from '../drill/index.ts';
import {
  type Condition,
  commandMatches,
  type JournalEntry,
  type Outcome,
  type Scenario,
  type SimTimeUs,
  type TraceReader,
} from '../schema/index.ts';

export interface ConditionContext {
  scenario: Scenario;
  trace: TraceReader;
  drill: DrillState;
  atUs: SimTimeUs;
  /** The entry just appended; undefined at a rule instant. */
  entry: { entry: JournalEntry; outcome: Outcome | undefined } | undefined;
}

/**
 * Since when the condition holds without a break; undefined when it does not.
 * @param sinceUs what this function said the last time
 */
export function holdsSince(condition: Condition, context: ConditionContext, sinceUs: SimTimeUs | undefined): SimTimeUs | undefined {
  const { scenario, trace, drill, atUs, entry } = context;
  if ('phase' in condition) {
    // Looking back belongs to the time after the end: a review does not stop the clock of "resolved for 20 minutes".
    if (condition.phase === 'resolved') return isOver(drill.phase.phase) ? (drill.resolvedAtUs ?? drill.phase.sinceUs) : undefined;
    return drill.phase.phase === condition.phase ? drill.phase.sinceUs : undefined;
  }
  if ('did' in condition)
    return entry !== undefined && entry.outcome?.status === 'done' && commandMatches(condition.did, entry.entry) ? atUs : undefined;
  if ('told' in condition || 'silent' in condition) return undefined;
  // Instruments change only at rule instants.
  if (entry !== undefined) return sinceUs;
  const now =
    'firing' in condition
      ? trace.alerts().some(({ alert, state }) => alert === condition.firing && state === 'firing')
      : holds(scenario, trace.series, condition.holds, atUs);
  return now ? (sinceUs ?? atUs) : undefined;
}

/** How long it must hold before the event happens. */
export function holdsForUs(condition: Condition): SimTimeUs {
  return 'for' in condition ? condition.for : 0;
}
