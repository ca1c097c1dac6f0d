/** Values inside a template as Go's text/template sees them: int apart from float64, maps, lists, samples, times. How they print, compare and convert. */
import { utcParts } from '../eval/calendar.ts';
import { formatNumberG, readNumber } from '../number-text.ts';
import { humanizeTimestamp } from './go-format.ts';
import { TemplateProblem } from './template-parse.ts';

export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | ReadonlyMap<string, Value>
  | readonly Value[]
  | GoStruct
  | GoTime
  | GoDuration;

/** A value with named fields; asking for another one is an error, unlike with maps. */
export class GoStruct {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Value>;

  constructor(name: string, fields: Readonly<Record<string, Value>>) {
    this.name = name;
    this.fields = new Map(Object.entries(fields));
  }
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** An instant in UTC, with the methods of time.Time that make sense in an annotation. */
export class GoTime {
  readonly seconds: number;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  toString(): string {
    return humanizeTimestamp(this.seconds);
  }

  /** @throws TemplateProblem for a method we do not have */
  call(method: string, args: readonly Value[]): Value {
    const parts = utcParts(Math.floor(this.seconds));
    const weekday = (((Math.floor(this.seconds / 86_400) + 4) % 7) + 7) % 7;
    const numbers: Readonly<Record<string, number>> = {
      Unix: Math.floor(this.seconds),
      UnixMilli: Math.floor(this.seconds * 1000),
      Year: parts.year,
      Day: parts.day,
      Hour: parts.hour,
      Minute: parts.minute,
      Second: parts.second,
    };
    const number = Object.hasOwn(numbers, method) ? numbers[method] : undefined;
    if (number !== undefined) {
      return BigInt(number);
    }
    switch (method) {
      case 'Month':
        return MONTHS[parts.month - 1] as string;
      case 'Weekday':
        return DAYS[weekday] as string;
      case 'String':
        return this.toString();
      case 'UTC':
        return this;
      case 'Format':
        return this.format(textArgument(args[0]), weekday);
      default:
        throw new TemplateProblem(`can't evaluate field ${method} in type *time.Time`);
    }
  }

  /** Go's layouts, by the parts of its reference time (Mon Jan 2 15:04:05 MST 2006). */
  private format(layout: string, weekday: number): string {
    const { year, month, day, hour, minute, second } = utcParts(Math.floor(this.seconds));
    const two = (n: number): string => String(n).padStart(2, '0');
    const twelve = hour % 12 === 0 ? 12 : hour % 12;
    const texts: Readonly<Record<string, string>> = {
      '2006': String(year),
      '06': two(year % 100),
      January: MONTHS[month - 1] as string,
      Jan: (MONTHS[month - 1] as string).slice(0, 3),
      '01': two(month),
      '1': String(month),
      Monday: DAYS[weekday] as string,
      Mon: (DAYS[weekday] as string).slice(0, 3),
      '02': two(day),
      _2: String(day).padStart(2),
      '2': String(day),
      '15': two(hour),
      '03': two(twelve),
      '3': String(twelve),
      '04': two(minute),
      '4': String(minute),
      '05': two(second),
      '5': String(second),
      PM: hour < 12 ? 'AM' : 'PM',
      MST: 'UTC',
      'Z07:00': 'Z',
      '-07:00': '+00:00',
      '-0700': '+0000',
    };
    const parts = /2006|January|Jan|Monday|Mon|MST|Z07:00|-07:00|-0700|\.0+|15|PM|_2|0[1-6]|[1-5]/g;
    return layout.replace(parts, (part) => {
      if (part.startsWith('.')) {
        const nanos = String(Math.floor((this.seconds - Math.floor(this.seconds)) * 1e9)).padStart(9, '0');
        return `.${nanos.slice(0, part.length - 1)}`;
      }
      return texts[part] ?? part;
    });
  }
}

/** A span as Go prints it: `1h2m3s`, `1.5s`, `250ms`. */
export class GoDuration {
  readonly seconds: number;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  toString(): string {
    const size = Math.abs(this.seconds);
    const sign = this.seconds < 0 ? '-' : '';
    const short = (value: number): string => String(Number(value.toFixed(9)));
    if (size === 0) {
      return '0s';
    }
    if (size < 1) {
      const [factor, unit] = size < 1e-6 ? [1e9, 'ns'] : size < 1e-3 ? [1e6, 'µs'] : [1e3, 'ms'];
      return `${sign}${short(size * (factor as number))}${unit}`;
    }
    const hours = Math.floor(size / 3600);
    const minutes = Math.floor(size / 60) % 60;
    const seconds = `${short(size - hours * 3600 - minutes * 60)}s`;
    return sign + (hours > 0 ? `${hours}h${minutes}m${seconds}` : minutes > 0 ? `${minutes}m${seconds}` : seconds);
  }
}

/** Go's name of a value's type, for messages. */
export function typeName(value: Value | undefined): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int';
    case 'boolean':
      return 'bool';
    default:
      return value === null || value === undefined ? 'nil' : value instanceof GoStruct ? value.name : 'map, list or time';
  }
}

/** As Prometheus' template functions take numbers: float64, int, or text that reads as a number. @throws TemplateProblem */
export function numberOf(value: Value | undefined): number {
  if (value instanceof GoDuration || value instanceof GoTime) {
    return value.seconds;
  }
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'bigint'
        ? Number(value)
        : typeof value === 'string'
          ? readNumber(value)
          : undefined;
  if (number === undefined) {
    throw new TemplateProblem(
      typeof value === 'string' ? `can't read "${value}" as a number` : `can't convert ${typeName(value)} to float`,
    );
  }
  return number;
}

/** For parameters that Go declares as string. @throws TemplateProblem for anything else */
export function textArgument(value: Value | undefined): string {
  if (typeof value !== 'string') {
    throw new TemplateProblem(`wrong type for value; expected string; got ${typeName(value)}`);
  }
  return value;
}

/** As Go's `%v`. */
export function textOf(value: Value | undefined): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number') {
    return formatNumberG(value);
  }
  if (value === null || value === undefined) {
    return '<nil>';
  }
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, Value>)].sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([name, inner]) => `${name}:${textOf(inner)}`).join(' ')}]`;
  }
  if (value instanceof GoStruct) {
    return `{${[...value.fields.values()].map(textOf).join(' ')}}`;
  }
  return Array.isArray(value) ? `[${value.map(textOf).join(' ')}]` : String(value);
}

/** Whether `if` takes it for true: not zero and not empty. */
export function truth(value: Value | undefined): boolean {
  if (value instanceof Map) {
    return value.size > 0;
  }
  return Array.isArray(value)
    ? value.length > 0
    : value instanceof GoDuration
      ? value.seconds !== 0
      : typeof value === 'number'
        ? value !== 0
        : Boolean(value);
}

function isBasic(value: Value | undefined): value is string | number | bigint | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

/** @throws TemplateProblem for an int beside a float64 and the like, as Go does */
export function isEqual(a: Value | undefined, b: Value | undefined): boolean {
  if (a === null || b === null) {
    return a === b;
  }
  if (!isBasic(a) || !isBasic(b)) {
    throw new TemplateProblem('non-comparable types for comparison');
  }
  if (typeof a !== typeof b) {
    throw new TemplateProblem('incompatible types for comparison');
  }
  return a === b;
}

/** @throws TemplateProblem for types that have no order or differ */
export function isLess(a: Value | undefined, b: Value | undefined): boolean {
  if (!isBasic(a) || !isBasic(b) || typeof a === 'boolean' || typeof b === 'boolean') {
    throw new TemplateProblem('invalid type for comparison');
  }
  if (typeof a !== typeof b) {
    throw new TemplateProblem('incompatible types for comparison');
  }
  return a < b;
}
