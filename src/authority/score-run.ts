// Hands a run to scoring: trace, journal, outcomes, health, and the runs to compare with.
import { type ComparisonRun, rubricOf, type Scenario, type Scorecard } from '../schema/index.ts';
import { score } from '../scoring/index.ts';
import type { Authority } from './authority.ts';
import { consoleRecord } from './console-debrief.ts';

/** @param comparisons from `comparisonRuns` on the same seed; empty leaves the comparisons undetermined */
export function scoreRun(authority: Authority, comparisons: readonly ComparisonRun[]): Scorecard {
  const { scenario, seed, trace, outcomes, tPlusZeroUs, brokenSpans, updates, tookOver } = authority;
  // A look that found nothing told nobody anything.
  const found = authority.journal.filter(({ seq }) => authority.lookOf(seq)?.kind !== 'missing');
  // A line of a prompt that looked at something counts as that look.
  const own = found.map((entry) => authority.lookedAt(entry.seq) ?? entry);
  // What people did on request was decided by who asked: it counts at the request's place in the journal, with the instant at which it was done.
  // Routine work and slips at a console are no response.
  const done = authority.deeds.filter(({ apart }) => apart !== true);
  const journal = own.flatMap((entry) => [entry, ...done.flatMap((deed) => (deed.entry.seq === entry.seq ? [deed.entry] : []))]);
  const deeds = new Map(done.map(({ entry, outcome }) => [entry.seq, outcome] as const));
  const lookOf = (seq: number) => authority.lookOf(seq);
  const consoles = consoleRecord(authority);
  const rubric = rubricOf(scenario, consoles?.variant ?? 'dangerous');
  const caught = consoles?.variant === 'safe' && brokenSpans.length === 0;
  return score(
    { ...scenario, rubric, truth: caught ? nothingHappened(scenario) : scenario.truth },
    {
      lookOf,
      seed,
      trace,
      journal,
      outcomes,
      deeds,
      updates,
      tPlusZeroUs,
      brokenSpans,
      tookOver,
      comparisons,
      consoles,
    },
  );
}

/** On a safe console that caught the slip: nothing was wrong, and the truth of the other console is not what was the matter. */
const nothingHappened = ({ truth }: Scenario): Scenario['truth'] => ({
  ...truth,
  quiet: true,
  detail: 'The slip was stopped at the console; nothing of it went out, and nobody was hurt.',
  spreads: [],
  deeper: [],
});
