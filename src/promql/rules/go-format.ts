/** Numbers for people, spelled as Prometheus' template functions and Go's Printf spell them. */
import { utcParts } from '../eval/calendar.ts';
import { formatNumber, formatNumberG, formatSignificant, toExponentialEven, toFixedEven, withTwoDigitExponent } from '../number-text.ts';

/** Go's `%.4g`. */
export function formatSignificantG(value: number): string {
  return formatSignificant(value, 4);
}

const LARGE = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const SMALL = ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];
const BINARY = ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];

function scaledDown(value: number, base: number, prefixes: readonly string[]): string {
  let v = value;
  let prefix = '';
  for (const next of prefixes) {
    if (Math.abs(v) < base) {
      break;
    }
    prefix = next;
    v /= base;
  }
  return formatSignificantG(v) + prefix;
}

function scaledUp(value: number): string {
  let v = value;
  let prefix = '';
  for (const next of SMALL) {
    if (Math.abs(v) >= 1) {
      break;
    }
    prefix = next;
    v *= 1000;
  }
  return formatSignificantG(v) + prefix;
}

export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) {
    return formatSignificantG(value);
  }
  return Math.abs(value) >= 1 ? scaledDown(value, 1000, LARGE) : scaledUp(value);
}

export function humanize1024(value: number): string {
  return Math.abs(value) <= 1 || !Number.isFinite(value) ? formatSignificantG(value) : scaledDown(value, 1024, BINARY);
}

export function humanizeDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    return formatSignificantG(seconds);
  }
  if (seconds === 0) {
    return '0s';
  }
  if (Math.abs(seconds) < 1) {
    return `${scaledUp(seconds)}s`;
  }
  const sign = seconds < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(seconds));
  const [s, m, h, d] = [whole % 60, Math.floor(whole / 60) % 60, Math.floor(whole / 3600) % 24, Math.floor(whole / 86_400)];
  if (d > 0) {
    return `${sign}${d}d ${h}h ${m}m ${s}s`;
  }
  if (h > 0) {
    return `${sign}${h}h ${m}m ${s}s`;
  }
  return m > 0 ? `${sign}${m}m ${s}s` : `${formatSignificantG(seconds)}s`;
}

export function humanizeTimestamp(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    return formatSignificantG(seconds);
  }
  const { year, month, day, hour, minute, second } = utcParts(Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  const ms = Math.trunc((seconds - Math.floor(seconds)) * 1000 + 1e-6);
  const decimals = ms > 0 ? `.${String(ms).padStart(3, '0').replace(/0+$/, '')}` : '';
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}${decimals} +0000 UTC`;
}

const VERB = /%([-+# 0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;
const WIDTH_MAX = 100;

/** Go's Sprintf: %v %s %q %d %x %o %b %c %f %e %g %t with flags, width and precision. Whole numbers of Go are bigint, float64 are numbers. */
export function goPrintf<T>(format: string, args: readonly T[], textOf: (value: T) => string): string {
  let next = 0;
  const text = format.replace(VERB, (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
    if (verb === '%') {
      return '%';
    }
    if (next >= args.length) {
      return `%!${verb}(MISSING)`;
    }
    const arg = args[next] as T;
    next += 1;
    const body = formatVerb(verb, arg, precision === undefined ? undefined : Math.min(Number(precision), WIDTH_MAX), textOf);
    const isNumber = (typeof arg === 'number' && arg >= 0) || (typeof arg === 'bigint' && arg >= 0n);
    const signed = flags.includes('+') && isNumber && !/^[+%]/.test(body) ? `+${body}` : body;
    return padded(signed, flags, Math.min(Number(width ?? 0), WIDTH_MAX));
  });
  return next < args.length
    ? `${text}%!(EXTRA ${args
        .slice(next)
        .map((arg) => `${goType(arg)}=${textOf(arg)}`)
        .join(', ')})`
    : text;
}

function goType(arg: unknown): string {
  return { string: 'string', number: 'float64', bigint: 'int', boolean: 'bool' }[typeof arg as string] ?? 'value';
}

function formatVerb<T>(verb: string, arg: T, precision: number | undefined, textOf: (value: T) => string): string {
  const wrong = (): string => `%!${verb}(${goType(arg)}=${textOf(arg)})`;
  if (verb === 'v') {
    return textOf(arg);
  }
  if (typeof arg === 'bigint') {
    return formatInteger(verb, arg) ?? wrong();
  }
  if (typeof arg === 'boolean') {
    return verb === 't' ? String(arg) : wrong();
  }
  if (typeof arg !== 'number') {
    const cut = precision === undefined ? textOf(arg) : [...textOf(arg)].slice(0, precision).join('');
    return verb === 's' ? cut : verb === 'q' ? JSON.stringify(cut) : wrong();
  }
  if (!Number.isFinite(arg) && /[feg]/i.test(verb)) {
    return formatNumber(arg);
  }
  switch (verb) {
    case 'f':
    case 'F':
      return toFixedEven(arg, precision ?? 6);
    case 'e':
      return withTwoDigitExponent(toExponentialEven(arg, precision ?? 6));
    case 'g':
      return precision === undefined ? formatNumberG(arg) : formatSignificant(arg, precision);
    default:
      return wrong();
  }
}

function formatInteger(verb: string, arg: bigint): string | undefined {
  const radix = { d: 10, x: 16, X: 16, o: 8, b: 2 }[verb];
  if (radix !== undefined) {
    return verb === 'X' ? arg.toString(radix).toUpperCase() : arg.toString(radix);
  }
  return verb === 'c' && arg >= 0n && arg <= 0x10ffffn ? String.fromCodePoint(Number(arg)) : undefined;
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) {
    return text.padEnd(width);
  }
  if (flags.includes('0') && /^[-+]?\d/.test(text)) {
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    return sign + text.slice(sign.length).padStart(width - sign.length, '0');
  }
  return text.padStart(width);
}
