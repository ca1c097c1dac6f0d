// Instants as programs print them, in UTC. Days by Hinnant's civil calendar algorithm, as parseUtcMs reads them.
const DAY_MS = 86_400_000;
const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;
const DAYS_LONG = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (n: number): string => String(n).padStart(2, '0');

interface Civil {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  weekday: number;
}
/** @param ms milliseconds since the epoch */
export function civil(ms: number): Civil {
  const days = Math.floor(ms / DAY_MS);
  const inDay = Math.floor(ms - days * DAY_MS);
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1000) % 60,
    ms: inDay % 1000,
    weekday: ((days % 7) + 7) % 7,
  };
}
const ymd = (t: Civil): string => `${t.year}-${two(t.month)}-${two(t.day)}`;
const hms = (t: Civil): string => `${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;

/** `2024-01-15T09:31:02Z` */
export const isoSeconds = (ms: number): string => `${ymd(civil(ms))}T${hms(civil(ms))}Z`;
/** `2024-01-15T09:31:02.123456Z` */
export const isoMicros = (ms: number): string =>
  `${isoSeconds(ms).slice(0, -1)}.${String(Math.floor((ms - Math.floor(ms / 1000) * 1000) * 1000)).padStart(6, '0')}Z`;
/** `2024-01-15 09:31:02.123456+00`, as PostgreSQL shows it. */
export const sqlTime = (ms: number): string => isoMicros(ms).replace('T', ' ').replace('Z', '+00');
/** `Mon, 15 Jan 2024 09:31:02 GMT` */
export function httpDate(ms: number): string {
  const t = civil(ms);
  return `${DAYS[t.weekday]}, ${two(t.day)} ${MONTHS[t.month - 1]} ${t.year} ${hms(t)} GMT`;
}
/** `Mon Jan 15 09:31:02 2024 +0000`, as git shows it. */
export function gitDate(ms: number): string {
  const t = civil(ms);
  return `${DAYS[t.weekday]} ${MONTHS[t.month - 1]} ${t.day} ${hms(t)} ${t.year} +0000`;
}
/** `Mon Jan 15 09:31:02 UTC 2024`, as date shows it. */
export function unixDate(ms: number): string {
  const t = civil(ms);
  return `${DAYS[t.weekday]} ${MONTHS[t.month - 1]} ${String(t.day).padStart(2)} ${hms(t)} UTC ${t.year}`;
}

/** The common conversions of strftime; an unknown one stays as it is. */
export function strftime(format: string, ms: number): string {
  const t = civil(ms);
  const parts: Record<string, string> = {
    Y: String(t.year),
    m: two(t.month),
    d: two(t.day),
    e: String(t.day).padStart(2),
    H: two(t.hour),
    M: two(t.minute),
    S: two(t.second),
    N: String(t.ms * 1_000_000).padStart(9, '0'),
    s: String(Math.floor(ms / 1000)),
    F: ymd(t),
    T: hms(t),
    R: `${two(t.hour)}:${two(t.minute)}`,
    a: DAYS[t.weekday] ?? '',
    A: DAYS_LONG[t.weekday] ?? '',
    b: MONTHS[t.month - 1] ?? '',
    Z: 'UTC',
    z: '+0000',
    n: '\n',
    '%': '%',
  };
  return format.replace(/%([A-Za-z%])/g, (whole, letter: string) => parts[letter] ?? whole);
}

/** `1h30m`, `90s`, `5m`: a span as Go and kubectl take it, in microseconds; undefined when it is none. */
export function goDurationUs(text: string): number | undefined {
  const units: Record<string, number> = { ms: 1e3, s: 1e6, m: 60e6, h: 3600e6, d: 86_400e6, w: 604_800e6 };
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/.test(text)) return undefined;
  let us = 0;
  for (const [, number, , unit] of text.matchAll(/(\d+(\.\d+)?)(ms|s|m|h|d|w)/g)) us += Number(number) * (units[unit ?? ''] ?? 0);
  return us;
}
