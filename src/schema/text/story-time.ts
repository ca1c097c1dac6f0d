// Times as a story tells them: `09:30`, `+10m`, `-2h`, `T+5m`, and spans from T+0 written back. No calendar of the machine is asked.
import { parseDurationUs, type SimTimeUs } from '../units.ts';

const DAY_MS = 86_400_000;
/** A time of day up to this long before the start is history; otherwise it is the next one. */
const HISTORY_MS = 6 * 3_600_000;

/**
 * The instant a story time names, in microseconds from the start of the run; negative for history.
 * `09:30` is the next such time of day, or, when it was less than six hours before the start, that one. `T+5m` counts from the first page.
 * @returns undefined for no story time, and for T+… without `tPlusZeroUs`
 */
export function storyTimeUs(text: string, startsAtMs: number, tPlusZeroUs?: SimTimeUs): SimTimeUs | undefined {
  const clock = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (clock !== null) {
    const [hours, minutes, seconds] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)];
    if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
    const aheadMs = modulo(((hours * 60 + minutes) * 60 + seconds) * 1000 - startsAtMs, DAY_MS);
    return (DAY_MS - aheadMs <= HISTORY_MS ? aheadMs - DAY_MS : aheadMs) * 1000;
  }
  const relative = /^(T?)([+-])(.+)$/.exec(text);
  const spanUs = relative === null ? undefined : parseDurationUs(relative[3] ?? '');
  if (relative === null || spanUs === undefined) return undefined;
  const fromUs = relative[1] === 'T' ? tPlusZeroUs : 0;
  return fromUs === undefined ? undefined : fromUs + (relative[2] === '-' ? -spanUs : spanUs);
}

/** A span from T+0: `T+4:30`, `T+1:04:30`, `T-0:30`. */
export function formatTPlus(us: SimTimeUs): string {
  const seconds = Math.floor(Math.abs(us) / 1_000_000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `T${us < 0 ? '-' : '+'}${hours > 0 ? `${hours}:${twoDigits(minutes)}` : minutes}:${twoDigits(seconds % 60)}`;
}

/** Milliseconds since 1970 of a UTC time such as `2024-01-15T09:20:00Z`; undefined when it is none. Days by Hinnant’s civil calendar algorithm. */
export function parseUtcMs(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?Z$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hours, minutes, seconds] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3));
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return days * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const twoDigits = (value: number): string => String(value).padStart(2, '0');
