// What a pattern found: holds, does not, or still open because the drill ended before it could be decided.
import type { Evidence, JournalEntry, SimTimeUs } from '../schema/index.ts';
import { evidenceOf, type Reading } from './reading.ts';
import { extended, type Phrase, windowText } from './reasons/phrase.ts';

/** One place in the run where a pattern matched. `key` tells repetitions of one thing from different things. */
export interface Match {
  atUs: SimTimeUs;
  seq: number;
  key: string;
  evidence: Evidence[];
}
export interface Finding {
  holds: 'yes' | 'no' | 'open';
  /** In the order of time; not empty exactly when it holds. */
  matches: Match[];
  /** For a finding that does not hold: what speaks against it. */
  against: Evidence[];
  /** What was there, or what was missing, as words for people. */
  because: string;
  /** What the pattern asks for, in words. */
  phrase: Phrase;
  /** For a finding that does not hold: the things that it still needed. */
  needs: string[];
}

export interface Window {
  of: 'T+0' | 'start' | 'broken' | 'resolved';
  from: SimTimeUs;
  to: SimTimeUs;
}

/** Instant a window counts from; undefined when that never happened. */
export function anchorUs(reading: Reading, of: Window['of']): SimTimeUs | undefined {
  switch (of) {
    case 'T+0':
      return reading.input.tPlusZeroUs;
    case 'start':
      return 0;
    case 'broken':
      return reading.brokenAtUs;
    case 'resolved':
      return reading.declarations[0]?.entry.atUs;
  }
}

/** Who works at a console may see it before anybody calls: what was done before the first page was done in time. */
const earlyCounts = (reading: Reading, { of, from }: Window): boolean => of === 'T+0' && from === 0 && reading.input.consoles !== undefined;

export function isInside(reading: Reading, window: Window | undefined, atUs: SimTimeUs): boolean {
  if (window === undefined) return true;
  const anchor = anchorUs(reading, window.of);
  if (anchor !== undefined && earlyCounts(reading, window)) return atUs <= anchor + window.to;
  return anchor !== undefined && atUs >= anchor + window.from && atUs <= anchor + window.to;
}

/** Whether nothing that happens later could still match. */
export function isClosed(reading: Reading, window: Window | undefined): boolean {
  if (reading.over) return true;
  if (window === undefined) return false;
  const anchor = anchorUs(reading, window.of);
  return anchor !== undefined && reading.nowUs >= anchor + window.to;
}

/**
 * A finding about things that may happen: yes when some did, open while more may come.
 * @param told.did  what did happen, when that is more exact than the phrase
 * @param told.almost  what was there instead, when nothing matched
 * @param told.needs  what that still needed, when less than the whole phrase
 */
export function eventFinding(
  reading: Reading,
  window: Window | undefined,
  matches: readonly Match[],
  wanted: Phrase,
  told: { did?: string | undefined; almost?: string | undefined; needs?: string[] | undefined } = {},
  against: readonly Evidence[] = [],
): Finding {
  const phrase = extended(wanted, window === undefined ? undefined : windowText(window));
  const inside = matches.filter((match) => isInside(reading, window, match.atUs));
  const did = told.did ?? wanted.did;
  if (inside.length > 0) return { holds: 'yes', matches: inside, against: [], because: did, phrase, needs: [] };
  const late = window !== undefined && matches.length > 0;
  const because = late ? `${did}, but not ${windowText(window)}` : (told.almost ?? phrase.none);
  const misses = matches.length > 0 ? matches.flatMap((match) => match.evidence) : [...against];
  return {
    holds: isClosed(reading, window) ? 'no' : 'open',
    matches: [],
    against: misses.length > 0 ? misses : [{ kind: 'absence', text: because }],
    because,
    phrase,
    needs: late ? [phrase.one] : (told.needs ?? [phrase.one]),
  };
}

/** A finding about the whole run so far, placed at an instant. */
export function stateFinding(
  holds: Finding['holds'],
  at: { atUs: SimTimeUs; seq: number },
  evidence: Evidence[],
  because: string,
  phrase: Phrase,
): Finding {
  return holds === 'yes'
    ? { holds, matches: [{ ...at, key: because, evidence }], against: [], because, phrase, needs: [] }
    : { holds, matches: [], against: evidence, because, phrase, needs: [phrase.one] };
}

export const matchOf = (entry: JournalEntry, key = `#${entry.seq}`): Match => ({
  atUs: entry.atUs,
  seq: entry.seq,
  key,
  evidence: [evidenceOf(entry)],
});

/** Order in a run: by time, then by entry. */
export const isAfter = (one: { atUs: number; seq: number }, other: { atUs: number; seq: number }): boolean =>
  one.atUs > other.atUs || (one.atUs === other.atUs && one.seq > other.seq);

export const byTime = (one: Match, other: Match): number => one.atUs - other.atUs || one.seq - other.seq;
