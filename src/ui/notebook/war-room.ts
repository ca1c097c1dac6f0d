// The incident's log: its lines by kind, filtered, and as a war room keeps it. Pure.
import { type DrillView, formatWarRoom, type TimelineItem } from '../../schema/index.ts';
import { clockText, percentText } from '../theme/index.ts';

export const CATEGORIES = ['action', 'decision', 'finding', 'message', 'alert', 'look', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];
export const CATEGORY_WORDS: Record<Category, string> = {
  action: 'Actions',
  decision: 'Decisions',
  finding: 'Findings',
  message: 'Messages',
  alert: 'Alerts',
  look: 'Looks',
  other: 'Clock and help',
};
/** What a log shows until somebody asks for more. */
export const USUAL: readonly Category[] = ['action', 'decision', 'finding', 'message', 'alert'];

/** How a line by hand begins, so that it is filtered and logged as what it is. */
export const NOTE_KINDS = ['Observation', 'Decision', 'Action', 'Message'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
const NOTE_CATEGORY: Record<NoteKind, Category> = { Observation: 'finding', Decision: 'decision', Action: 'action', Message: 'message' };

export const noteText = (kind: NoteKind, text: string): string => `${kind}: ${text}`;

export function categoryOf({ kind, text }: Pick<TimelineItem, 'kind' | 'text'>): Category {
  const area = kind.split('.')[0] ?? '';
  switch (area) {
    case 'command':
      return 'action';
    case 'shell':
    case 'look':
      return 'look';
    case 'alert':
      return 'alert';
    case 'comms':
    case 'people':
    case 'inject':
      return 'message';
    case 'hypothesis':
      return 'finding';
    case 'note':
      if (kind !== 'note.timeline') return 'finding';
      return NOTE_CATEGORY[NOTE_KINDS.find((begins) => text.startsWith(`${begins}: `)) ?? 'Observation'];
    case 'control':
    case 'hint':
    case 'guide':
    case 'drill':
    case 'checklist':
      return 'other';
    default:
      return 'decision';
  }
}

/** A drawing in several strokes is one line: the last of them. */
export const withoutStrokes = (items: readonly TimelineItem[]): TimelineItem[] =>
  items.filter(({ kind }, index) => kind !== 'note.cascade' || items[index + 1]?.kind !== 'note.cascade');

/** @param words all of them have to occur; case does not count */
export function filterTimeline(items: readonly TimelineItem[], wanted: readonly Category[], words: string): TimelineItem[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const text = `${item.text} ${item.actor}`.toLowerCase();
    return wanted.includes(categoryOf(item)) && parts.every((part) => text.includes(part));
  });
}

type LogView = Pick<DrillView, 'tPlusZeroUs' | 'scenario' | 'severity' | 'phase' | 'impact'>;

/** The whole log with its head, oldest line first. */
export function warRoomText(items: readonly TimelineItem[], view: LogView): string {
  const { scenario, severity, phase, impact, tPlusZeroUs } = view;
  const head = [
    `INCIDENT LOG: ${scenario.title}`,
    `Date: ${new Date(scenario.startsAtMs).toISOString().slice(0, 10)}, times in UTC`,
    `First page: ${tPlusZeroUs === undefined ? 'none' : clockText(scenario.startsAtMs, tPlusZeroUs)}`,
    `Severity: ${severity ?? 'not declared'}. Phase: ${phase}.`,
    `Impact so far: ${impact.usersAffected} users, ${Math.round(impact.revenueLost)} ${impact.currency} lost, ${percentText(impact.errorRatio)} of requests failing.`,
    '',
  ];
  return [...head, formatWarRoom(items, scenario.startsAtMs)].join('\n');
}
