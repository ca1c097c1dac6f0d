/**
 * A thousand random expressions over random series, of numbers and native histograms: nothing is ever thrown, every failure is a value with a position inside the text, printing
 * reads back, and a range query says at each step what an instant query says. A failing seed is printed and can be run alone.
 */
import { describe, expect, it } from 'vitest';
import {
  evaluateInstant,
  evaluateRange,
  formatExpr,
  type Labels,
  MemoryStore,
  type NativeHistogram,
  parseExpr,
} from '../../src/promql/index.ts';

class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  below(limit: number): number {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((this.state ^ (this.state >>> 13)) >>> 0) % limit;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}

const NAMES = ['a_total', 'b', 'h_bucket', 'n'];
const VALUES = [0, 1, 2, 3.5, -1, 1e9, NaN, Infinity, -Infinity, 1e-300];
const ofVector = [
  'histogram_count',
  'histogram_avg',
  'histogram_stddev',
  'abs',
  'ceil',
  'ln',
  'sqrt',
  'sgn',
  'sort',
  'timestamp',
  'absent',
  'hour',
  'exp',
  'sin',
];
const ofRange = [
  'rate',
  'increase',
  'irate',
  'delta',
  'deriv',
  'avg_over_time',
  'max_over_time',
  'last_over_time',
  'changes',
  'absent_over_time',
  'stddev_over_time',
  'mad_over_time',
  'sum_over_time',
  'idelta',
  'resets',
];
const aggregates = ['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev'];

/** Of any schema, with counts that may be negative, infinite or NaN as after arithmetic. */
function randomHistogram(random: Random): NativeHistogram {
  const custom = random.below(3) === 0;
  const side = (from: number, most: number): { indexes: number[]; counts: number[] } => {
    const indexes = Array.from({ length: most }, (_, i) => from + i).filter(() => random.below(2) === 0);
    return { indexes, counts: indexes.map(() => random.of(VALUES)).map((count) => (count === 0 ? 1 : count)) };
  };
  const customBounds = custom ? random.of([[0.1, 1], [0.1, 1, 10], []]) : [];
  return {
    schema: custom ? -53 : random.below(13) - 4,
    count: random.of(VALUES),
    sum: random.of(VALUES),
    zeroCount: custom ? 0 : random.of(VALUES),
    zeroThreshold: custom ? 0 : random.of([0, 0.001, 0.5, 1, 3, Infinity]),
    positive: custom ? side(0, customBounds.length + 1) : side(random.below(12) - 6, 4),
    negative: custom ? { indexes: [], counts: [] } : side(random.below(12) - 6, 4),
    customBounds,
    resetHint: random.of(['unknown', 'reset', 'not-reset', 'gauge']),
  };
}

function randomStore(random: Random): MemoryStore {
  const store = new MemoryStore();
  for (let i = 0; i < 10; i++) {
    const labels: Record<string, string> = { __name__: random.of(NAMES), x: random.of(['1', '2']), le: random.of(['0.1', '1', '+Inf']) };
    for (let tMs = random.below(60_000); tMs < 600_000; tMs += 5000 + random.below(40_000)) {
      const kind = random.below(12);
      if (kind === 0) {
        store.appendStale(labels as Labels, tMs);
      } else if (labels['__name__'] === 'n' && kind < 10) {
        store.appendHistogram(labels as Labels, tMs, randomHistogram(random));
      } else {
        store.append(labels as Labels, tMs, random.of(VALUES));
      }
    }
  }
  return store;
}

function selector(random: Random): string {
  return random.of([random.of(NAMES), `${random.of(NAMES)}{x="1"}`, '{x=~"1|2"}', 'b{le!=""}', 'n', '{__name__=~".+"}']);
}

function modifier(random: Random): string {
  return random.of(['', '', '', ' offset 1m', ' offset -30s', ' @ 300', ' @ end()']);
}

function vector(random: Random, depth: number): string {
  if (depth <= 0) {
    return selector(random) + modifier(random);
  }
  const inner = (): string => vector(random, depth - 1 - random.below(2));
  switch (random.below(9)) {
    case 0:
      return `${random.of(ofVector)}(${inner()})`;
    case 1:
      return `${random.of(ofRange)}(${selector(random)}[${random.of(['1m', '5m', '90s', '2m*2'])}]${modifier(random)})`;
    case 2:
      return `${random.of(ofRange)}((${inner()})[3m:${random.of(['', '20s'])}]${modifier(random)})`;
    case 3:
      return `${random.of(aggregates)}${random.of(['', ' by (x)', ' without (le)'])} (${inner()})`;
    case 4:
      return `${random.of(['topk', 'bottomk', 'quantile', 'limitk', 'limit_ratio'])}(${scalar(random)}, ${inner()})`;
    case 5:
      return `(${inner()} ${random.of(['+', '-', '*', '/', '%', '^', '==', '>', '< bool', 'and', 'or', 'unless'])} ${random.of(['', 'on (x) ', 'ignoring (le) '])}${inner()})`;
    case 6:
      return `(${inner()} ${random.of(['+', '*', '>', '== bool', 'atan2'])} ${scalar(random)})`;
    case 7:
      return random.of([`histogram_quantile(${scalar(random)}, ${inner()})`, `histogram_fraction(0, ${scalar(random)}, ${inner()})`]);
    default:
      return random.of([
        `label_replace(${inner()}, "y", "$1", "x", "(.*)")`,
        `-${inner()}`,
        `clamp_max(${inner()}, ${scalar(random)})`,
        `vector(${scalar(random)})`,
        `count_values("v", ${inner()})`,
      ]);
  }
}

function scalar(random: Random): string {
  return random.of(['2', '0.5', '-1', 'NaN', 'Inf', 'time()', 'scalar(b)', '1e3']);
}

/** A sample as text; JSON alone would lose NaN and infinities. */
function written(labels: Labels, value: number, histogram: NativeHistogram | undefined): string {
  const shown = JSON.stringify(histogram ?? null, (_, inner: unknown) => (typeof inner === 'number' ? String(inner) : inner));
  return JSON.stringify([Object.entries(labels).sort(), String(value), shown]);
}

describe('random expressions', () => {
  it('never throw, fail only with a position, read back from print, and mean the same step by step', () => {
    let succeeded = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const store = randomStore(random);
      const text = vector(random, 1 + random.below(3));
      const note = `seed ${seed}: ${text}`;
      const parsed = parseExpr(text);
      if (!parsed.ok) {
        throw new Error(`${note} does not parse: ${JSON.stringify(parsed.issues)}`);
      }
      const printed = formatExpr(parsed.expr);
      const again = parseExpr(printed);
      expect(again.ok ? formatExpr(again.expr) : printed, note).toBe(printed);
      const range = evaluateRange(parsed.expr, store, { startMs: 240_000, endMs: 420_000, stepMs: 60_000 });
      if (range.kind === 'error') {
        expect(range.from >= 0 && range.to <= text.length && range.message !== '', note).toBe(true);
        continue;
      }
      succeeded += 1;
      if (/@ end|sort/.test(text)) {
        continue;
      }
      for (const tMs of [240_000, 300_000, 420_000]) {
        const single = evaluateInstant(parsed.expr, store, tMs);
        const wanted =
          single.kind === 'vector'
            ? single.samples.map(({ labels, value, histogram }) => written(labels, value, histogram)).sort()
            : [single.kind];
        const found = range.series
          .flatMap(({ labels, timesMs, values, histograms }) => {
            const i = timesMs.indexOf(tMs);
            return i < 0 ? [] : [written(labels, values[i] as number, histograms?.[i])];
          })
          .sort();
        expect(found, `${note} at ${tMs}`).toEqual(wanted);
      }
    }
    expect(succeeded).toBeGreaterThan(600);
  });

  it('made of random characters never throw either', () => {
    const pieces = [
      'a',
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '"',
      '=',
      '~',
      '!',
      '+',
      '-',
      '*',
      '5m',
      ':',
      ',',
      'by',
      'on',
      'sum',
      'rate',
      'offset',
      '@',
      ' ',
      '\\',
      '0x',
      '1',
      '.',
      '^',
      'bool',
      '#',
      '\n',
      '`',
    ];
    for (let seed = 1; seed <= 3000; seed++) {
      const random = new Random(seed);
      const text = Array.from({ length: 1 + random.below(20) }, () => random.of(pieces)).join('');
      const parsed = parseExpr(text);
      if (!parsed.ok) {
        for (const { from, to, message } of parsed.issues) {
          expect(from >= 0 && to >= from && from <= text.length && message !== '', `seed ${seed}: ${text}`).toBe(true);
        }
      } else {
        expect(() => evaluateInstant(parsed.expr, new MemoryStore(), 0), text).not.toThrow();
      }
    }
  });
});
