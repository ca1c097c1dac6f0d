// `hypothesis`: a belief that reaches or falls to a share, or evidence pinned to a cause, before something else.
// Pins count when they point at an earlier look that speaks about the truth or a rival.
import type { Cause, JournalEntry } from '../../schema/index.ts';
import { beliefIn, type CausePicker, isTruth, rivalOf } from '../beliefs.ts';
import { type Comparison, parseComparison } from '../compare.ts';
import { eventFinding, isAfter, type Match, matchOf } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { evidenceOf } from '../reading.ts';
import { boundParts, boundText, extended, list, type Phrase } from '../reasons/phrase.ts';
import { percent } from '../texts.ts';
import type { PatternKind, PatternOf } from './kind.ts';

type HypothesisPattern = PatternOf<'hypothesis'>;

export const findHypothesis: PatternKind<HypothesisPattern> = (pattern, reading, find) => {
  const before = pattern.before === undefined ? undefined : find(pattern.before);
  const limit = before?.matches[0];
  const inTime = (match: { atUs: number; seq: number }): boolean => limit === undefined || isAfter(limit, match);
  const picked = pickers(pattern.hypothesis, reading);
  const found = (wanted: HypothesisPattern, when = inTime): Match[] => picked.flatMap((picks) => matchesFor(wanted, reading, picks, when));
  const unique = [...new Map(found(pattern).map((match) => [match.seq, match])).values()].sort((one, other) => one.seq - other.seq);
  const alone = describeHypothesis(pattern);
  const phrase = extended(alone, before === undefined ? undefined : `before ${before.phrase.one}`);
  const almost = (): string | undefined => {
    if (limit !== undefined && found(pattern, () => true).length > 0) return `${alone.did}, but not before ${before?.phrase.one}`;
    const unpinned = describeHypothesis({ ...pattern, pinned: undefined });
    if (pattern.pinned !== undefined && found({ ...pattern, pinned: undefined }).length > 0)
      return pattern.reaches === undefined && pattern.falls === undefined
        ? alone.none
        : `${unpinned.did}, but without ${pinnedText(pattern.pinned)}`;
    return highest(pattern, reading, picked, unpinned);
  };
  return eventFinding(
    reading,
    undefined,
    unique.filter(inTime),
    phrase,
    { did: alone.did, almost: almost() },
    reading.sets.map(evidenceOf),
  );
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

/** How near the belief came: the most (or, for a fall, the least) that was stated. */
function highest(pattern: HypothesisPattern, reading: Reading, picked: readonly CausePicker[], phrase: Phrase): string | undefined {
  const stated = picked.map((picks) => reading.sets.map((entry) => beliefIn(entry, picks)).filter((state) => state.named));
  const shares = stated.flat().map((state) => state.probability);
  if (shares.length === 0) return `no belief in ${causeText(pattern.hypothesis)} was ever stated`;
  const lowest = Math.min(...shares);
  if (pattern.falls !== undefined)
    return parseComparison(pattern.falls).test(lowest)
      ? `${phrase.none} after being higher`
      : `${phrase.none}; its lowest was ${percent(lowest)}`;
  return pattern.reaches?.startsWith('>') === true ? `${phrase.none}; its highest was ${percent(Math.max(...shares))}` : undefined;
}

const pinnedText = (pinned: 'for' | 'against' | 'any'): string =>
  pinned === 'any' ? 'evidence pinned to it' : `evidence pinned ${pinned} it`;

function causeText(cause: HypothesisPattern['hypothesis']): string {
  if (typeof cause !== 'string') return `“${cause.component} ${cause.kind}”`;
  return cause === 'truth' ? 'the true cause' : 'a rival explanation';
}

const REACHED: Readonly<Record<string, string>> = { '>=': 'reached', '>': 'rose above', '<=': 'was at most', '<': 'was below' };

function describeHypothesis(pattern: HypothesisPattern): Phrase {
  const belief = `belief in ${causeText(pattern.hypothesis)}`;
  const reaches = pattern.reaches === undefined ? undefined : boundParts(pattern.reaches);
  const falls = pattern.falls === undefined ? undefined : boundParts(pattern.falls);
  if (pattern.pinned !== undefined && reaches === undefined && falls === undefined) {
    const to = pattern.pinned === 'any' ? 'to' : pattern.pinned;
    const pinned = `evidence pinned ${to} ${causeText(pattern.hypothesis)}`;
    return { one: pinned, many: `pieces of ${pinned}`, none: `no ${pinned}`, did: pinned };
  }
  const moves = [
    ...(reaches === undefined ? [] : [`${REACHED[reaches.operator] ?? 'was'} ${reaches.amount}`]),
    ...(falls === undefined ? [] : [falls.operator === '<=' ? `fell to ${falls.amount} or less` : `fell below ${falls.amount}`]),
  ];
  const cause = causeText(pattern.hypothesis);
  const rises = pattern.reaches === undefined ? [] : [`a belief of ${boundText(pattern.reaches)} in ${cause}`];
  const drops =
    falls === undefined ? [] : [`a fall of ${belief} ${falls.operator === '<=' ? `to ${falls.amount} or less` : `below ${falls.amount}`}`];
  const what = moves.length === 0 ? 'was stated' : moves.join(' and ');
  const on =
    pattern.pinned === undefined
      ? ''
      : pattern.pinned === 'for' && falls === undefined
        ? ' on pinned evidence'
        : ` with ${pinnedText(pattern.pinned)}`;
  return {
    one: `${moves.length === 0 ? `a stated ${belief}` : list([...rises, ...drops], 'and')}${on}`,
    many: `times that ${belief} ${what}${on}`,
    none: `${belief} never ${what}${on}`,
    did: `${belief} ${what}${on}`,
  };
}
