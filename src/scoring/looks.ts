// Which looks count as evidence (DESIGN D20): a look bears when it shows the truth or speaks about a rival still alive,
// and was considered. Opening everything at once is not considering: see rules L1 to L4 in README.md.
import { isLook, type JournalEntry, type LookResult, type Scenario, type SimTimeUs } from '../schema/index.ts';
import { ALIVE_RATIO, beliefIn, type HypothesisEntry, isTruth, rivalOf } from './beliefs.ts';
import { lookText, namesLook, shownBy, type Words } from './texts.ts';

export interface Look {
  entry: JournalEntry;
  text: string;
  /** What else it was, by what it showed. */
  shown: readonly Words[];
  /** It is one of the looks that show the true cause. */
  showsTruth: boolean;
  /** Rivals that this look can rule out, by index. */
  rivals: number[];
  /** Not part of a shotgun, or pinned, or followed by a change of mind about what it speaks of. */
  considered: boolean;
  /** Considered, and at its instant it shows the truth or speaks about a live rival. */
  bears: boolean;
}

/** This many different looks within this span are a shotgun. */
const SHOTGUN_LOOKS = 5;
export const SHOTGUN_SPAN_US = 20_000_000;
/** A change of mind follows from a look within this time, and by at least this much. */
const FOLLOWS_US = 120_000_000;
const CHANGE_RATIO = 0.05;

export function readLooks(scenario: Scenario, journal: readonly JournalEntry[], resultOf: (seq: number) => LookResult | undefined): Look[] {
  const { truth, observability } = scenario;
  const sets = journal.filter((entry): entry is HypothesisEntry => entry.kind === 'hypothesis.set');
  const pinned = new Set(journal.flatMap((entry) => (entry.kind === 'hypothesis.pin' ? [entry.args.look] : [])));
  const looks: Look[] = journal
    .filter((entry) => isLook(entry.kind))
    .map((entry) => {
      const shown = shownBy(resultOf(entry.seq));
      const named = (written: string): boolean => namesLook(written, entry, observability, shown);
      return {
        entry,
        text: lookText(entry),
        shown,
        showsTruth: truth.evidence.some(named),
        rivals: truth.rivals.flatMap((rival, index) => (rival.ruledOutBy.some(named) ? [index] : [])),
        considered: true,
        bears: false,
      };
    });
  const standing = standingSeqs(journal);
  const running = looks.filter(({ entry }) => !standing.has(entry.seq));
  for (const look of looks)
    look.considered =
      standing.has(look.entry.seq) || !inShotgun(look, running) || pinned.has(look.entry.seq) || changedMind(scenario, look, sets);
  looks.forEach((look, index) => {
    look.bears =
      look.considered &&
      (look.showsTruth || look.rivals.some((rival) => rivalAlive(scenario, rival, look.entry, sets, looks.slice(0, index))));
  });
  return looks;
}

/**
 * Entries made while the drill's clock stood: from `control.pause` to `control.resume`. A resume without a pause before it
 * (a drill in the browser starts, and opens again, with its clock standing) ends the stretch of entries at its own instant.
 */
function standingSeqs(journal: readonly JournalEntry[]): Set<number> {
  const found = new Set<number>();
  let stands = false;
  let instant: JournalEntry[] = [];
  for (const entry of journal) {
    if (instant[0]?.atUs !== entry.atUs) instant = [];
    if (entry.kind === 'control.resume') {
      if (!stands) for (const { seq } of instant) found.add(seq);
      stands = false;
      instant = [];
    } else if (entry.kind === 'control.pause') stands = true;
    else if (stands) found.add(entry.seq);
    else instant.push(entry);
  }
  return found;
}

/** Whether some window of the span around this look holds too many different looks. */
function inShotgun(look: Look, looks: readonly Look[]): boolean {
  const atUs = look.entry.atUs;
  const near = looks.filter((other) => Math.abs(other.entry.atUs - atUs) <= SHOTGUN_SPAN_US);
  return near.some((first) => {
    const fromUs = first.entry.atUs;
    if (fromUs > atUs || atUs > fromUs + SHOTGUN_SPAN_US) return false;
    const texts = new Set(
      near.filter((other) => other.entry.atUs >= fromUs && other.entry.atUs <= fromUs + SHOTGUN_SPAN_US).map((other) => other.text),
    );
    return texts.size >= SHOTGUN_LOOKS;
  });
}

/** Whether beliefs about what the look speaks of moved within two minutes after it. */
function changedMind(scenario: Scenario, look: Look, sets: readonly HypothesisEntry[]): boolean {
  const { truth } = scenario;
  return sets.some((after, index) => {
    const gapUs = after.atUs - look.entry.atUs;
    if (after.seq < look.entry.seq || gapUs > FOLLOWS_US) return false;
    const before = sets[index - 1];
    const moved = (picks: Parameters<typeof beliefIn>[1]): boolean =>
      Math.abs(beliefIn(after, picks).probability - (before === undefined ? 0 : beliefIn(before, picks).probability)) >= CHANGE_RATIO;
    return (
      (look.showsTruth && moved((cause) => isTruth(truth, cause))) ||
      look.rivals.some((rival) => moved((cause) => rivalOf(truth, cause) === rival))
    );
  });
}

/**
 * A rival that was given at least 10 % lives while the belief in force gives it that much.
 * One never taken seriously lives until the first considered look that speaks about it.
 */
function rivalAlive(
  scenario: Scenario,
  rival: number,
  now: { seq: number },
  sets: readonly HypothesisEntry[],
  earlier: readonly Look[],
): boolean {
  const picks = (cause: Parameters<typeof rivalOf>[1]): boolean => rivalOf(scenario.truth, cause) === rival;
  const stated = sets.filter((entry) => entry.seq < now.seq).map((entry) => beliefIn(entry, picks).probability);
  if (stated.some((probability) => probability >= ALIVE_RATIO)) return stated[stated.length - 1]! >= ALIVE_RATIO;
  return !earlier.some((look) => look.considered && look.rivals.includes(rival));
}

export interface RuledOut {
  rival: number;
  atUs: SimTimeUs;
  seq: number;
  lookSeq: number;
}

/** Rivals that a considered look disposed of, for good: belief fell below 10 % after the look, or the look is pinned against them while they have less. */
export function rivalsRuledOut(scenario: Scenario, journal: readonly JournalEntry[], looks: readonly Look[]): RuledOut[] {
  const sets = journal.filter((entry): entry is HypothesisEntry => entry.kind === 'hypothesis.set');
  return scenario.truth.rivals.flatMap((_, rival) => {
    const picks = (cause: Parameters<typeof rivalOf>[1]): boolean => rivalOf(scenario.truth, cause) === rival;
    const shares = sets.map((entry) => beliefIn(entry, picks).probability);
    const last = shares[shares.length - 1];
    if (last === undefined || last >= ALIVE_RATIO) return [];
    const speaks = looks.filter((look) => look.considered && look.rivals.includes(rival));
    const fall = sets.findIndex(
      (entry, index) =>
        index > 0 && shares[index - 1]! >= ALIVE_RATIO && shares[index]! < ALIVE_RATIO && speaks.some((look) => look.entry.seq < entry.seq),
    );
    if (fall >= 0) {
      const entry = sets[fall]!;
      return [{ rival, atUs: entry.atUs, seq: entry.seq, lookSeq: speaks.findLast((look) => look.entry.seq < entry.seq)!.entry.seq }];
    }
    const pin = journal.find(
      (entry) =>
        entry.kind === 'hypothesis.pin' &&
        entry.args.supports === 'against' &&
        picks(entry.args.cause) &&
        speaks.some((look) => look.entry.seq === entry.args.look && look.entry.seq < entry.seq),
    );
    return pin?.kind === 'hypothesis.pin' ? [{ rival, atUs: pin.atUs, seq: pin.seq, lookSeq: pin.args.look }] : [];
  });
}
