// Recurring stretches of time, as Alertmanager's time_intervals (timeinterval/timeinterval.go): all parts must hold, each by any of its ranges.
// Times are UTC; another location is an issue, because no time zone data is at hand.
import type { NumberRange, TimeSpan } from './model.ts';
import { type ConfigReader, type Path, show } from './reader.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DAY_MS = 86_400_000;
const KEYS = ['times', 'weekdays', 'days_of_month', 'months', 'years', 'location'] as const;

export function readTimeSpan(reader: ConfigReader, value: unknown, path: Path): TimeSpan | undefined {
  const fields = reader.fields(value, path, KEYS);
  if (fields === undefined) return undefined;
  const ranges = (key: (typeof KEYS)[number], read: (text: string, at: Path) => NumberRange | undefined): NumberRange[] | undefined =>
    fields[key] === undefined
      ? undefined
      : reader.texts(fields[key], [...path, key]).flatMap((text, index) => read(text, [...path, key, index]) ?? []);
  const location = fields['location'];
  if (location !== undefined && location !== 'UTC')
    reader.report('location', [...path, 'location'], show(location), 'UTC', 'Write the times in UTC and remove the location');
  return {
    times:
      fields['times'] === undefined
        ? undefined
        : reader
            .list(fields['times'], [...path, 'times'])
            .flatMap((item, index) => readTimes(reader, item, [...path, 'times', index]) ?? []),
    weekdays: ranges('weekdays', (text, at) => readRange(reader, text, at, { what: 'weekday', min: 0, max: 6, names: DAYS })),
    daysOfMonth: ranges('days_of_month', (text, at) => readDays(reader, text, at)),
    months: ranges('months', (text, at) => readRange(reader, text, at, { what: 'month', min: 1, max: 12, names: ['', ...MONTHS] })),
    years: ranges('years', (text, at) => readRange(reader, text, at, { what: 'year', min: 0, max: 9999, names: [] })),
  };
}

/** @param atMs milliseconds since 1970 */
export function containsTime(span: TimeSpan, atMs: number): boolean {
  const days = Math.floor(atMs / DAY_MS);
  const minute = Math.floor((atMs - days * DAY_MS) / 60_000);
  const { year, month, day, daysInMonth } = civil(days);
  const within = (ranges: readonly NumberRange[] | undefined, value: number): boolean =>
    ranges === undefined || ranges.some(({ from, to }) => value >= from && value <= to);
  if (span.times !== undefined && !span.times.some(({ from, to }) => minute >= from && minute < to)) return false;
  if (span.daysOfMonth !== undefined) {
    const ranges = span.daysOfMonth.flatMap(({ from, to }) => {
      const [first, last] = [from < 0 ? daysInMonth + from + 1 : from, to < 0 ? daysInMonth + to + 1 : to];
      return first > daysInMonth ? [] : [{ from: Math.max(1, first), to: Math.min(daysInMonth, last) }];
    });
    if (!within(ranges, day)) return false;
  }
  return within(span.weekdays, modulo(days + 4, 7)) && within(span.months, month) && within(span.years, year);
}

function readTimes(reader: ConfigReader, value: unknown, path: Path): NumberRange | undefined {
  const fields = reader.fields(value, path, ['start_time', 'end_time']);
  if (fields === undefined) return undefined;
  const minuteOf = (key: string): number | undefined => {
    const match = /^(\d{2}):(\d{2})$/.exec(String(fields[key] ?? ''));
    const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
    if (match !== null && Number(match[2]) < 60 && minutes <= 1440) return minutes;
    reader.report(
      'time',
      [...path, key],
      show(fields[key]),
      'a time of day such as 09:30, at most 24:00',
      'Write hours and minutes with two digits each',
    );
    return undefined;
  };
  const [from, to] = [minuteOf('start_time'), minuteOf('end_time')];
  if (from === undefined || to === undefined) return undefined;
  if (from >= to)
    reader.report(
      'range',
      path,
      `${show(fields['start_time'])} to ${show(fields['end_time'])}`,
      'an end after the start',
      'Split a stretch over midnight in two',
    );
  return { from, to };
}

interface RangeKind {
  what: string;
  min: number;
  max: number;
  names: readonly string[];
}

function readRange(reader: ConfigReader, text: string, path: Path, { what, min, max, names }: RangeKind): NumberRange | undefined {
  const parts = text.toLowerCase().split(':');
  const numbers = parts.map((part) => {
    const named = names.indexOf(part.trim());
    return part.trim() !== '' && named >= 0 ? named : what !== 'weekday' && /^\d{1,4}$/.test(part.trim()) ? Number(part) : Number.NaN;
  });
  const [from, to = from] = numbers;
  if (parts.length > 2 || from === undefined || to === undefined || !(from >= min && to <= max)) {
    const example = { weekday: 'monday:friday', month: 'january:march', year: '2024:2026' }[what] ?? '';
    reader.report('range', path, show(text), `a ${what} or a range such as ${example}`, `Write for instance ${example}`);
    return undefined;
  }
  if (from > to) reader.report('range', path, show(text), 'an end that is not before the start', 'Split the range in two');
  return { from, to };
}

function readDays(reader: ConfigReader, text: string, path: Path): NumberRange | undefined {
  const match = /^(-?\d{1,2})(?::(-?\d{1,2}))?$/.exec(text.trim());
  const from = Number(match?.[1] ?? Number.NaN);
  const to = Number(match?.[2] ?? from);
  const valid = (day: number): boolean => day !== 0 && Math.abs(day) <= 31;
  const sameSign = from < 0 === to < 0;
  if (match === null || !valid(from) || !valid(to) || (from < 0 && to > 0)) {
    reader.report('range', path, show(text), 'days 1 to 31, or -31 to -1 from the end, such as 1:5 or -3:-1', 'Write first and last day');
    return undefined;
  }
  if (sameSign && from > to) reader.report('range', path, show(text), 'an end that is not before the start', 'Split the range in two');
  return { from, to };
}

/** Year, month and day of a count of days since 1970, by Hinnant's civil calendar. */
function civil(days: number): { year: number; month: number; day: number; daysInMonth: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const daysInMonth = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1, daysInMonth };
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
