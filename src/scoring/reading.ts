// The run as criteria see it: journal, looks, acts, beliefs and health, derived once and shared by every pattern.
import { type BeliefPoint, type Evidence, isCommand, type JournalEntry, type Scenario, type SimTimeUs } from '../schema/index.ts';
import { type Act, readActs } from './acts.ts';
import { beliefPoints, type HypothesisEntry } from './beliefs.ts';
import type { ScoreInput, Span } from './input.ts';
import { type Look, type RuledOut, readLooks, rivalsRuledOut } from './looks.ts';
import { entryText } from './texts.ts';

/** That it is over, or that there is no incident. */
export interface Declaration {
  entry: JournalEntry;
  /** The world was not broken at the declaration nor after it. */
  truly: boolean;
}

export interface Reading {
  scenario: Scenario;
  /** As given, without the entries that the drill refused: they were never part of it. Refused commands stay, having tried is a finding. */
  input: ScoreInput;
  nowUs: SimTimeUs;
  lastSeq: number;
  /** Nothing more can happen: the review was submitted or the scenario’s length is reached. */
  over: boolean;
  looks: readonly Look[];
  acts: readonly Act[];
  sets: readonly HypothesisEntry[];
  beliefs: readonly BeliefPoint[];
  ruledOut: readonly RuledOut[];
  declarations: readonly Declaration[];
  /** When trouble first held: the start of the first broken span. */
  brokenAtUs: SimTimeUs | undefined;
  /** When health came back to stay for two minutes or to the end. */
  restoredAtUs: SimTimeUs | undefined;
}

/** A relapse within this time shows that trouble was not over. */
const STAYS_US = 120_000_000;

export function readRun(scenario: Scenario, given: ScoreInput): Reading {
  const { trace, brokenSpans, outcomes } = given;
  const journal = given.journal.filter((entry) => isCommand(entry.kind) || outcomes.get(entry.seq)?.status !== 'refused');
  const input: ScoreInput = { ...given, journal };
  const nowUs = trace.nowUs;
  const looks = readLooks(scenario, journal, given.lookOf ?? (() => undefined));
  const sets = journal.filter((entry): entry is HypothesisEntry => entry.kind === 'hypothesis.set');
  const idle = input.comparisons.find((run) => run.label === 'idle');
  return {
    scenario,
    input,
    nowUs,
    lastSeq: given.journal[given.journal.length - 1]?.seq ?? 0,
    over: nowUs >= scenario.meta.length || journal.some((entry) => entry.kind === 'review.submit'),
    looks,
    acts: readActs(scenario, journal, new Map([...outcomes, ...(given.deeds ?? [])]), looks, trace, idle),
    sets,
    beliefs: beliefPoints(scenario, sets),
    ruledOut: rivalsRuledOut(scenario, journal, looks),
    declarations: journal
      .filter((entry) => entry.kind === 'incident.resolve' || entry.kind === 'incident.stand-down')
      .map((entry) => ({ entry, truly: isTrulyOver(scenario, brokenSpans, entry.atUs) })),
    brokenAtUs: brokenSpans[0]?.fromUs,
    restoredAtUs: restoredAt(brokenSpans, nowUs),
  };
}

/** Trouble there was (unless the scenario is a quiet one), and none from the declaration on. */
function isTrulyOver(scenario: Scenario, spans: readonly Span[], atUs: SimTimeUs): boolean {
  const began = spans.some((span) => span.fromUs <= atUs);
  return (began || scenario.truth.quiet) && !spans.some((span) => span.toUs > atUs);
}

function restoredAt(spans: readonly Span[], nowUs: SimTimeUs): SimTimeUs | undefined {
  const index = spans.findIndex(
    (span, at) => span.toUs < nowUs && (spans[at + 1]?.fromUs ?? nowUs) - span.toUs >= (spans[at + 1] === undefined ? 0 : STAYS_US),
  );
  return spans[index]?.toUs;
}

export const evidenceOf = (entry: JournalEntry): Extract<Evidence, { kind: 'entry' }> => ({
  kind: 'entry',
  seq: entry.seq,
  atUs: entry.atUs,
  text: entryText(entry),
});
