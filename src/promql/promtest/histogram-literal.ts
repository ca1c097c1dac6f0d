/**
 * Native histograms as test scripts write them (`{{schema:0 sum:5 count:4 buckets:[1 2 1] offset:-1}}`), and as they arise from the classic
 * series of one histogram (util/convertnhcb in Prometheus).
 */
import { CUSTOM_BUCKETS_SCHEMA, NO_BUCKETS, withoutEmpty } from '../histogram/buckets.ts';
import { EMPTY_HISTOGRAM } from '../histogram/native-histogram.ts';
import { readNumber } from '../number-text.ts';
import type { BucketCounts, CounterResetHint, NativeHistogram } from '../types.ts';

const RESET_HINTS: ReadonlyMap<string, CounterResetHint> = new Map([
  ['unknown', 'unknown'],
  ['reset', 'reset'],
  ['not_reset', 'not-reset'],
  ['gauge', 'gauge'],
]);
const ITEM = /^([a-z_]+):(\[[^\]]*\]|\S+)\s*/;

/** @returns undefined when the text is not such a literal */
export function parseHistogram(text: string): NativeHistogram | undefined {
  const fields = new Map<string, string>();
  let rest = text.slice(2, -2).trim();
  while (rest !== '') {
    const match = ITEM.exec(rest);
    if (match === null) {
      return undefined;
    }
    fields.set(match[1] as string, match[2] as string);
    rest = rest.slice(match[0].length);
  }
  let valid = true;
  const check = <T>(value: T | undefined, fallback: T): T => {
    valid &&= value !== undefined;
    return value ?? fallback;
  };
  const take = (name: string): string | undefined => {
    const found = fields.get(name);
    fields.delete(name);
    return found;
  };
  const number = (name: string): number => check(readNumber(take(name) ?? '0'), 0);
  const list = (name: string): number[] => {
    const body = take(name);
    const items =
      body === undefined
        ? []
        : body
            .slice(1, -1)
            .trim()
            .split(/\s+/)
            .filter((item) => item !== '');
    return items.map((item) => check(readNumber(item), 0));
  };
  const buckets = (name: string, offsetName: string): BucketCounts => {
    const offset = number(offsetName);
    const counts = list(name);
    return withoutEmpty({ indexes: counts.map((_, i) => offset + i), counts });
  };
  const histogram: NativeHistogram = {
    schema: number('schema'),
    count: number('count'),
    sum: number('sum'),
    zeroCount: number('z_bucket'),
    zeroThreshold: number('z_bucket_w'),
    positive: buckets('buckets', 'offset'),
    negative: buckets('n_buckets', 'n_offset'),
    customBounds: list('custom_values'),
    resetHint: check(RESET_HINTS.get(take('counter_reset_hint') ?? 'unknown'), 'unknown'),
  };
  const { schema, zeroThreshold } = histogram;
  const schemaKnown = schema === CUSTOM_BUCKETS_SCHEMA || (Number.isInteger(schema) && schema >= -4 && schema <= 8);
  return valid && fields.size === 0 && schemaKnown && zeroThreshold >= 0 ? histogram : undefined;
}

/** The classic series of one histogram at one time. */
export interface ClassicHistogram {
  /** Cumulative counts by upper bound. */
  buckets: Map<number, number>;
  count: number | undefined;
  sum: number;
}

/** The same as a histogram with custom buckets; undefined where the counts contradict each other. */
export function fromClassic(classic: ClassicHistogram): NativeHistogram | undefined {
  const sorted = [...classic.buckets].sort(([a], [b]) => (a < b ? -1 : 1));
  const count = classic.count ?? sorted.at(-1)?.[1] ?? 0;
  if (sorted.at(-1)?.[0] !== Infinity) {
    sorted.push([Infinity, count]);
  }
  const counts = sorted.map(([, cumulative], i) => cumulative - (sorted[i - 1]?.[1] ?? 0));
  if (counts.some((own) => own < 0) || sorted.at(-1)?.[1] !== count) {
    return undefined;
  }
  return {
    ...EMPTY_HISTOGRAM,
    schema: CUSTOM_BUCKETS_SCHEMA,
    count,
    sum: classic.sum,
    positive: withoutEmpty({ indexes: counts.map((_, i) => i), counts }),
    negative: NO_BUCKETS,
    customBounds: sorted.slice(0, -1).map(([bound]) => bound),
  };
}
