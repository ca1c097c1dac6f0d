// The war-room log of an incident, a line an entry: `[14:30] [commander] Declared SEV-1` (document 004). Pure; times of day are UTC.
import { ROLES } from '../scenario/command.ts';
import type { TimelineItem } from '../view.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

const two = (value: number): string => String(value).padStart(2, '0');

/** Time of day of an instant of the run: `14:30`. @param startsAtMs story time of the start, milliseconds since the epoch */
function formatTimeOfDay(atUs: number, startsAtMs: number): string {
  const minutes = Math.floor((startsAtMs + atUs / 1000) / MINUTE_MS) % DAY_MINUTES;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Whoever acts in no role of the incident is named by who they are. */
function warRoomLine({ atUs, actor, role, text, outcome }: TimelineItem, startsAtMs: number): string {
  const came = outcome?.status === 'refused' ? ` (refused: ${outcome.reason})` : outcome?.status === 'unknown' ? ' (outcome unknown)' : '';
  const who = ROLES.some((known) => known === role) ? role : actor;
  return `[${formatTimeOfDay(atUs, startsAtMs)}] [${who}] ${text}${came}`;
}

/** Entries as text, oldest first, a line each, with what came of one when that was not what was asked. */
export function formatWarRoom(timeline: readonly TimelineItem[], startsAtMs: number): string {
  return timeline.map((item) => warRoomLine(item, startsAtMs)).join('\n');
}
