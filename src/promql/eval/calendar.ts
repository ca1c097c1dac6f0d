/** Parts of the UTC calendar from seconds since the epoch, by civil-from-days arithmetic (Hinnant, chrono-compatible low-level date algorithms). */

interface CivilDate {
  year: number;
  month: number;
  day: number;
}

const SECONDS_PER_DAY = 86_400;

function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function daysOf(seconds: number): number {
  return Math.floor(Math.trunc(seconds) / SECONDS_PER_DAY);
}

function secondOfDay(seconds: number): number {
  const whole = Math.trunc(seconds);
  return whole - Math.floor(whole / SECONDS_PER_DAY) * SECONDS_PER_DAY;
}

/** The calendar functions of PromQL, each from seconds since the epoch. */
export const CALENDAR: Readonly<Record<string, (seconds: number) => number>> = {
  minute: (s) => Math.floor(secondOfDay(s) / 60) % 60,
  hour: (s) => Math.floor(secondOfDay(s) / 3600),
  day_of_week: (s) => {
    const weekday = (daysOf(s) + 4) % 7;
    return weekday < 0 ? weekday + 7 : weekday;
  },
  day_of_month: (s) => civilFromDays(daysOf(s)).day,
  day_of_year: (s) => {
    const days = daysOf(s);
    return days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1;
  },
  days_in_month: (s) => {
    const { year, month } = civilFromDays(daysOf(s));
    return (month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1)) - daysFromCivil(year, month, 1);
  },
  month: (s) => civilFromDays(daysOf(s)).month,
  year: (s) => civilFromDays(daysOf(s)).year,
};

/** Year to second of an instant, for texts. */
export function utcParts(seconds: number): CivilDate & { hour: number; minute: number; second: number } {
  const rest = secondOfDay(seconds);
  return { ...civilFromDays(daysOf(seconds)), hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60 };
}
