// score: a run and its journal to a scorecard. Pure: it re-reads a run, so that a rubric changed later can judge old drills.
import type { JournalEntry, Measures, Scenario, Scorecard, SimTimeUs, ToldTruth } from '../schema/index.ts';
import { calibrationOf, timeToTrueCauseUs } from './calibration.ts';
import { reviewCommand } from './command-review.ts';
import { checkCategory, checkDeduction, sum, trim } from './criteria.ts';
import { chargeHints } from './hints.ts';
import type { ScoreInput } from './input.ts';
import { harmAt } from './instruments.ts';
import { measureBrier, measureBrierFinal } from './measures/belief.ts';
import { harmRatio } from './measures/harm.ts';
import { chooseMoments } from './moments.ts';
import { findPattern } from './patterns/index.ts';
import { type Reading, readRun } from './reading.ts';
import { lookNoun } from './reasons/words.ts';
import { statementsOf } from './statements/index.ts';

/**
 * Judges a run. A scenario without a rubric gets its measures and moments, and no points.
 * @returns verdicts with evidence; separate numbers before totals; totals are never below zero
 */
export function score(scenario: Scenario, input: ScoreInput): Scorecard {
  const reading = readRun(scenario, input);
  const { rubric } = scenario;
  const categories = (rubric?.categories ?? []).map((category) => checkCategory(category, reading));
  const played = playedAs(reading.input.journal);
  const deductions = [
    ...(rubric?.deductions ?? []).map((deduction) => checkDeduction(deduction, reading)),
    chargeHints(reading, played.timed),
  ].filter((result) => result !== undefined);
  const criteria = categories.flatMap((category) => category.criteria);
  const byMachine = criteria.filter((criterion) => criterion.judged === undefined);
  const byPeople = criteria.filter((criterion) => criterion.judged !== undefined);
  const machine = { points: Math.max(0, sum(byMachine, 'points') - sum(deductions, 'points')), pointsMax: sum(byMachine, 'pointsMax') };
  const judged = {
    points: sum(byPeople, 'points'),
    pointsMax: sum(byPeople, 'pointsMax'),
    pending: byPeople.filter((criterion) => criterion.by === 'pending').length,
  };
  return {
    scenario: scenario.slug,
    seed: input.seed,
    tPlusZeroUs: input.tPlusZeroUs,
    truth: truthOf(reading),
    measures: measuresOf(reading),
    categories,
    deductions,
    patterns: (rubric?.patterns ?? []).flatMap((pattern) => {
      const finding = findPattern(pattern.when, reading);
      return finding.holds === 'yes'
        ? [{ id: pattern.id, title: pattern.title, says: pattern.says, evidence: trim(finding.matches.flatMap((match) => match.evidence)) }]
        : [];
    }),
    beliefs: [...reading.beliefs],
    statements: statementsOf(reading),
    command: reviewCommand(reading),
    calibration: calibrationOf(reading.beliefs),
    moments: chooseMoments(reading),
    ...played,
    machine,
    judged,
    total: { points: Math.max(0, sum(criteria, 'points') - sum(deductions, 'points')), pointsMax: sum(criteria, 'pointsMax') },
  };
}

/** How the trainee wanted to play; intermediate and timed when they did not say. */
function playedAs(journal: readonly JournalEntry[]): Pick<Scorecard, 'level' | 'timed'> {
  const begin = journal.find((entry) => entry.kind === 'drill.begin');
  return begin?.kind === 'drill.begin' ? { level: begin.args.level, timed: begin.args.timed } : { level: 'intermediate', timed: true };
}

function truthOf({ scenario, ruledOut }: Reading): ToldTruth {
  const { truth, meta } = scenario;
  return {
    quiet: truth.quiet,
    cause: truth.cause,
    detail: truth.detail ?? '',
    spreads: truth.spreads,
    deeper: truth.deeper,
    rivals: truth.rivals.map(({ named, ruledOutBy }, index) => ({
      named,
      ruledOutBy: ruledOutBy.map((written) => lookNoun(written, scenario.artefacts)),
      ruledOut: ruledOut.some(({ rival }) => rival === index),
    })),
    notes: meta.notes,
  };
}

function measuresOf(reading: Reading): Measures {
  const { input, scenario } = reading;
  const zeroUs = input.tPlusZeroUs;
  const since = (atUs: SimTimeUs | undefined): SimTimeUs | undefined =>
    zeroUs === undefined || atUs === undefined || atUs < zeroUs ? undefined : atUs - zeroUs;
  const harm = harmAt(input.trace, reading.nowUs);
  const comparison = (label: 'idle' | 'reference'): number | undefined =>
    harmRatio(
      reading,
      input.comparisons.find((run) => run.label === label),
    );
  return {
    timeToAcknowledgeUs: since(
      input.journal.find((entry) => entry.kind === 'alert.acknowledge' || entry.kind === 'incident.declare')?.atUs,
    ),
    timeToFirstActionUs: since(reading.acts.find((act) => act.took)?.entry.atUs),
    timeToMitigateUs: since(reading.restoredAtUs),
    timeToResolveUs: since(reading.declarations.find((declaration) => declaration.truly)?.entry.atUs),
    falselyResolved: reading.declarations.some((declaration) => !declaration.truly),
    brierTimeWeighted: measureBrier(reading).value,
    brierFinal: measureBrierFinal(reading).value,
    usersAffected: harm.usersAffected,
    revenueLost: harm.revenueLost,
    harmVsIdle: comparison('idle'),
    harmVsReference: comparison('reference'),
    rivalsRuledOut: reading.ruledOut.length,
    rivalsTotal: scenario.truth.rivals.length,
    harmfulActions: reading.acts.filter((act) => act.harmful).length,
    blindActions: reading.acts.filter((act) => act.blind).length,
    timeToTrueCauseUs: timeToTrueCauseUs(reading.beliefs, zeroUs),
    hintsTaken: input.journal.filter(({ kind }) => kind === 'hint.take').length,
  };
}
