// The course of events as the trainee remembers it beside the true one: what was remembered, what was misplaced and by how much, what was
// missed, what was not so. Remembered texts are free, so they are paired with events by the words they share; nearness in time decides ties.

export interface TrueEvent {
  atUs: number;
  text: string;
  /** Said in one of these ways it is recognised word for word. */
  names?: readonly string[];
}
export interface RememberedItem {
  atS: number;
  text: string;
}
export type TimelineRow =
  | {
      kind: 'remembered';
      atUs: number;
      event: TrueEvent;
      item: RememberedItem /** Positive: remembered later than it was. */;
      offUs: number;
      misplaced: boolean;
    }
  | { kind: 'missed'; atUs: number; event: TrueEvent }
  | { kind: 'other'; atUs: number; item: RememberedItem };
export interface ComparedTimeline {
  /** By true time; what has none by the remembered one. */
  rows: TimelineRow[];
  remembered: number;
  misplaced: number;
  missed: number;
  other: number;
  /** Neighbours in memory that happened the other way round, as remembered. */
  swapped: { first: string; second: string }[];
  /** Median of how far off, either way; undefined when nothing was remembered. */
  offUsMedian: number | undefined;
}

/** Nearer than a minute is as good as remembered: war-room notes are by the minute. */
export const MISPLACED_US = 60_000_000;
/** Share of an item's words that an event must have for the two to be the same. */
const ALIKE_MIN = 0.34;
/** How much an hour apart speaks against a pair of like words. */
const FAR_US = 3_600_000_000;

export function compareTimelines(events: readonly TrueEvent[], items: readonly RememberedItem[]): ComparedTimeline {
  const pairs = items
    .flatMap((item, at) =>
      events.map((event, to) => ({ at, to, alike: alikeness(item.text, event), apartUs: Math.abs(item.atS * 1e6 - event.atUs) })),
    )
    .filter(({ alike }) => alike >= ALIKE_MIN)
    .sort((a, b) => b.alike - b.apartUs / FAR_US - (a.alike - a.apartUs / FAR_US) || a.apartUs - b.apartUs || a.at - b.at || a.to - b.to);
  const eventOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { at, to } of pairs) {
    if (eventOf.has(at) || taken.has(to)) continue;
    eventOf.set(at, to);
    taken.add(to);
  }
  const rows: TimelineRow[] = [];
  /** Rows of one instant keep the order of the events; what is none of them comes after. */
  const placeOf = (row: TimelineRow) => (row.kind === 'other' ? events.length : events.indexOf(row.event));
  for (const [at, item] of items.entries()) {
    const event = events[eventOf.get(at) ?? -1];
    if (event === undefined) rows.push({ kind: 'other', atUs: item.atS * 1e6, item });
    else {
      const offUs = Math.round(item.atS * 1e6 - event.atUs);
      rows.push({ kind: 'remembered', atUs: event.atUs, event, item, offUs, misplaced: Math.abs(offUs) > MISPLACED_US });
    }
  }
  for (const [to, event] of events.entries()) if (!taken.has(to)) rows.push({ kind: 'missed', atUs: event.atUs, event });
  rows.sort((a, b) => a.atUs - b.atUs || placeOf(a) - placeOf(b));
  const known = rows.filter((row) => row.kind === 'remembered');
  return {
    rows,
    remembered: known.length,
    misplaced: known.filter((row) => row.misplaced).length,
    missed: events.length - known.length,
    other: items.length - known.length,
    swapped: swappedNeighbours(known),
    offUsMedian: median(known.map(({ offUs }) => Math.abs(offUs))),
  };
}

/** 0 to 1: the share of the item's words, names of systems counting double, that the event's text has too; 1 when it is one of its names. */
export function alikeness(text: string, event: TrueEvent): number {
  const said = text.trim().toLowerCase();
  if (event.names?.some((name) => name.toLowerCase() === said)) return 1;
  const own = words(text);
  const theirs = new Set([event.text, ...(event.names ?? [])].flatMap((one) => words(one)));
  const weight = (word: string) => (word.includes('-') ? 2 : 1);
  const total = own.reduce((sum, word) => sum + weight(word), 0);
  if (total === 0) return 0;
  return own.reduce((sum, word) => sum + (theirs.has(word) ? weight(word) : 0), 0) / total;
}

const IDLE = new Set([
  'the',
  'and',
  'was',
  'were',
  'with',
  'for',
  'from',
  'that',
  'this',
  'our',
  'had',
  'has',
  'have',
  'then',
  'all',
  'its',
  'are',
  'been',
  'got',
]);

function words(text: string): string[] {
  return [
    ...new Set(
      (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? []).filter((word) => word.length > 2 && !IDLE.has(word)).map(stem),
    ),
  ];
}

/** Endings of verbs and plurals fall away: `rolled`, `rolling`, `rolls`, `roll`. Names with a hyphen stay whole. */
function stem(word: string): string {
  if (word.includes('-')) return word;
  const cut = word.replace(/(?:ing|ed|es|s)$/, '');
  const base = cut.length >= 3 ? cut : word;
  return base.replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/e$/, '');
}

function swappedNeighbours(known: readonly Extract<TimelineRow, { kind: 'remembered' }>[]): { first: string; second: string }[] {
  const told = [...known].sort((a, b) => a.item.atS - b.item.atS);
  return told.flatMap((row, index) => {
    const next = told[index + 1];
    return next !== undefined && next.item.atS > row.item.atS && next.event.atUs < row.event.atUs
      ? [{ first: row.item.text, second: next.item.text }]
      : [];
  });
}

function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return ((sorted[Math.floor(last / 2)] ?? 0) + (sorted[Math.ceil(last / 2)] ?? 0)) / 2;
}
