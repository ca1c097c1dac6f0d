// Instants worth jumping to while looking back, and steps between them. Pure.
import type { DrillView, JournalEntry, Moment } from '../../schema/index.ts';

export interface ReplayMark {
  atUs: number;
  kind: 'page' | 'action' | 'statement' | 'evidence' | 'moment';
  text: string;
}
export const MARK_WORDS: Readonly<Record<ReplayMark['kind'], string>> = {
  page: 'Pages',
  action: 'Own actions',
  statement: 'Declared and said',
  evidence: 'Evidence pinned',
  moment: 'Moments of the debrief',
};

/** Ascending. Of the whole run as far as its own trainee has seen it: nothing here was not known to them. */
export function replayMarks(live: DrillView, moments: readonly Moment[]): ReplayMark[] {
  const marks: ReplayMark[] = live.messages
    .filter(({ channel }) => channel === 'pager')
    .map(({ atUs, text }) => ({ atUs, kind: 'page', text }));
  for (const { atUs, kind, text } of live.timeline) {
    if (kind.startsWith('command.')) marks.push({ atUs, kind: 'action', text });
    else if (kind === 'hypothesis.pin') marks.push({ atUs, kind: 'evidence', text });
    else if (kind === 'comms.status-update' || kind.startsWith('incident.')) marks.push({ atUs, kind: 'statement', text });
  }
  for (const { toUs, kind, text } of moments) marks.push({ atUs: toUs, kind: 'moment', text: `${kind}: ${text}` });
  return marks.sort((a, b) => a.atUs - b.atUs);
}

/** The nearest instant before or after this one, among ascending instants; undefined at the ends. */
export function stepFrom(instants: readonly number[], atUs: number, by: -1 | 1): number | undefined {
  return by > 0 ? instants.find((one) => one > atUs) : instants.findLast((one) => one < atUs);
}

/** Instants of entries, each once: several at one instant are one step. */
export const entryInstants = (journal: readonly JournalEntry[]): number[] => [...new Set(journal.map(({ atUs }) => atUs))];

/** An instant as part of an address, exact to the microsecond. */
export const addressOf = (id: string, atUs: number): string => `/drill/${id}/replay/${atUs / 1e6}`;

/** @returns microseconds, or undefined when the address names no instant */
export function instantOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,7}(?:\.\d{1,6})?$/.test(text)) return undefined;
  return Math.round(Number(text) * 1e6);
}
