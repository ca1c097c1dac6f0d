// `hypothesis`: a belief that reaches or falls to a share, or evidence pinned to a cause, before something else.
// Pins count when they point at an earlier look that speaks about the truth or a rival.
import type { Cause, JournalEntry } from '../../schema/index.ts';
import { beliefIn, type CausePicker, isTruth, rivalOf } from '../beliefs.ts';
import { type Comparison, parseComparison } from '../compare.ts';
import { eventFinding, isAfter, type Match, matchOf } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { evidenceOf } from '../reading.ts';
import type { PatternKind, PatternOf } from './kind.ts';

type HypothesisPattern = PatternOf<'hypothesis'>;

export const findHypothesis: PatternKind<HypothesisPattern> = (pattern, reading, find) => {
  const limit = pattern.before === undefined ? undefined : find(pattern.before).matches[0];
  const inTime = (match: { atUs: number; seq: number }): boolean => limit === undefined || isAfter(limit, match);
  const matches = pickers(pattern.hypothesis, reading).flatMap((picks) => matchesFor(pattern, reading, picks, inTime));
  const unique = [...new Map(matches.map((match) => [match.seq, match])).values()].sort((one, other) => one.seq - other.seq);
  return eventFinding(reading, undefined, unique.filter(inTime), describe(pattern), reading.sets.map(evidenceOf));
};

/** The truth, one cause, or each rival on its own. */
function pickers(wanted: HypothesisPattern['hypothesis'], reading: Reading): CausePicker[] {
  const { truth } = reading.scenario;
  if (wanted === 'truth') return [(cause) => isTruth(truth, cause)];
  if (wanted === 'rival') return truth.rivals.map((_, index) => (cause: Cause) => rivalOf(truth, cause) === index);
  const rival = rivalOf(truth, wanted);
  return [
    (cause) =>
      (cause.component === wanted.component && cause.kind === wanted.kind) || (rival !== undefined && rivalOf(truth, cause) === rival),
  ];
}

function matchesFor(
  pattern: HypothesisPattern,
  reading: Reading,
  picks: CausePicker,
  inTime: (at: { atUs: number; seq: number }) => boolean,
): Match[] {
  const pins = pattern.pinned === undefined ? undefined : soundPins(reading, picks, pattern.pinned).filter(inTime);
  if (pins !== undefined && pins.length === 0) return [];
  if (pattern.reaches === undefined && pattern.falls === undefined && pins !== undefined) return pins.map((pin) => matchOf(pin));
  const reaches = pattern.reaches === undefined ? undefined : parseComparison(pattern.reaches);
  const falls = pattern.falls === undefined ? undefined : parseComparison(pattern.falls);
  const pinned = (pins ?? []).map(evidenceOf);
  return beliefMatches(reading, picks, reaches, falls).map((match) => ({ ...match, evidence: [...match.evidence, ...pinned] }));
}

/** Statements in which the belief stands where it should; a fall needs an earlier statement that gave the cause more. */
function beliefMatches(reading: Reading, picks: CausePicker, reaches: Comparison | undefined, falls: Comparison | undefined): Match[] {
  const states = reading.sets.map((entry) => ({ entry, ...beliefIn(entry, picks) }));
  const reached = states.filter(
    (state) => state.named && (reaches === undefined ? state.probability > 0 : reaches.test(state.probability)),
  );
  if (falls === undefined) return reached.map((state) => matchOf(state.entry));
  return states
    .filter((state, index) => {
      if (!falls.test(state.probability)) return false;
      const earlier = states.slice(0, index).filter((before) => before.named && before.probability > state.probability);
      return earlier.length > 0 && (reaches === undefined || reached.some((high) => high.entry.seq < state.entry.seq));
    })
    .map((state) => matchOf(state.entry));
}

type Pin = Extract<JournalEntry, { kind: 'hypothesis.pin' }>;

function soundPins(reading: Reading, picks: CausePicker, supports: 'for' | 'against' | 'any'): Pin[] {
  return reading.input.journal.filter((entry): entry is Pin => {
    if (entry.kind !== 'hypothesis.pin' || !picks(entry.args.cause)) return false;
    if (supports !== 'any' && entry.args.supports !== supports) return false;
    const look = reading.looks.find((made) => made.entry.seq === entry.args.look);
    return look !== undefined && look.entry.seq < entry.seq && (look.showsTruth || look.rivals.length > 0);
  });
}

function describe(pattern: HypothesisPattern): string {
  const cause =
    typeof pattern.hypothesis === 'string' ? `the ${pattern.hypothesis}` : `${pattern.hypothesis.component} ${pattern.hypothesis.kind}`;
  const parts = [
    ...(pattern.reaches === undefined ? [] : [`reaches ${pattern.reaches}`]),
    ...(pattern.falls === undefined ? [] : [`falls ${pattern.falls}`]),
    ...(pattern.pinned === undefined ? [] : [`has evidence pinned ${pattern.pinned === 'any' ? 'to it' : pattern.pinned}`]),
    ...(pattern.before === undefined ? [] : ['in time']),
  ];
  return `belief in ${cause} ${parts.join(', ')}`.trimEnd();
}
