// The war-room log of an incident, a line an entry: `[14:30] [commander] Declared SEV-1` (document 004). Pure; times of day are UTC.
import type { TimelineItem } from '../view.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

const two = (value: number): string => String(value).padStart(2, '0');

/** Time of day of an instant of the run: `14:30`. @param startsAtMs story time of the start, milliseconds since the epoch */
export function formatTimeOfDay(atUs: number, startsAtMs: number): string {
  const minutes = Math.floor((startsAtMs + atUs / 1000) / MINUTE_MS) % DAY_MINUTES;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** One line. Whoever acts in no role of the incident is named by who they are. */
export function warRoomLine({ atUs, actor, role, text }: TimelineItem, startsAtMs: number): string {
  return `[${formatTimeOfDay(atUs, startsAtMs)}] [${role === '' ? actor : role}] ${text}`;
}

/** What belongs into the log: decisions, actions, findings and statements; not every look, not the pace of the clock. */
const belongs = ({ kind, outcome }: TimelineItem): boolean =>
  outcome?.status !== 'refused' && !/^(?:look|control|review|guide|hint|checklist|shell|drill)\./.test(kind);

/** The whole log as text, oldest first, a line an entry. */
export function formatWarRoom(timeline: readonly TimelineItem[], startsAtMs: number): string {
  return timeline
    .filter(belongs)
    .map((item) => warRoomLine(item, startsAtMs))
    .join('\n');
}
