/**
 * Reading series in passing (`scan`) tells the same as picking them out (`select`): every query gives the same bytes either way, over counters
 * that rise, fall, rest and end, gauges, recorded series, windows within a block, across blocks and longer than the run.
 */
import { describe, expect, it } from 'vitest';
import { SeriesStore } from '../../../src/engine/telemetry/series-store.ts';
import { evaluateInstant, evaluateRange, parseExpr, type SeriesSource } from '../../../src/promql/index.ts';

const ROWS = 420;

/** 30 series and one recorded, scraped every second. */
function filled(): SeriesStore {
  const store = new SeriesStore();
  for (let row = 0; row < ROWS; row++) {
    store.beginRow(row * 1_000);
    for (let i = 0; i < 30; i++) {
      const isBorn = i % 7 !== 3 || row >= 150;
      const hasEnded = i % 5 === 4 && row >= 290;
      if (isBorn && !hasEnded) {
        store.write(store.denseColumn({ __name__: 'x_total', pod: `p${i}`, service: `s${i % 4}` }).id, sampleAt(i, row));
      }
    }
    if (row === 290) store.endColumns((labels) => Number(labels['pod']?.slice(1) ?? 0) % 5 === 4);
    if (row % 4 === 0) store.writeSparse(store.sparseColumn({ __name__: 'recorded' }).id, row / 7, row === 200);
    store.endRow();
  }
  return store;
}

function sampleAt(i: number, row: number): number {
  if (i % 6 === 0) return 0;
  if (i % 6 === 1) return 5;
  if (i % 6 === 2) return row % 97;
  return (row + i) * 0.1 * i + (i % 6 === 3 && row > 260 ? -20 : 0);
}

const EXPRESSIONS = [
  ...['20s', '100s', '5m', '1h'].flatMap((range) => [
    `sum by (service) (rate(x_total[${range}]))`,
    `sum(increase(x_total[${range}] offset 30s))`,
    `rate(x_total{pod=~"p1."}[${range}])`,
    `sum by (pod) (delta(x_total[${range}]))`,
    `sum without (pod) (resets(x_total[${range}] @ 250))`,
    `max_over_time(x_total[${range}])`,
    `sum(last_over_time(recorded[${range}]))`,
    `absent_over_time(x_total{pod="p4"}[${range}])`,
  ]),
];

describe('a scan', () => {
  const { source } = filled();
  const plain: SeriesSource = { select: (matchers, fromMs, toMs) => source.select(matchers, fromMs, toMs) };

  it('is what the store offers', () => {
    expect((source as SeriesSource).scan).toBeTypeOf('function');
  });

  it.each(EXPRESSIONS)('answers as a selection: %s', (text) => {
    const parsed = parseExpr(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    for (const atMs of [3_000, 140_000, 200_500, 289_000, 300_000, 419_000]) {
      expect(evaluateInstant(parsed.expr, source, atMs), `at ${atMs}`).toEqual(evaluateInstant(parsed.expr, plain, atMs));
    }
    const bounds = { startMs: 0, endMs: 450_000, stepMs: 15_000 };
    expect(evaluateRange(parsed.expr, source, bounds)).toEqual(evaluateRange(parsed.expr, plain, bounds));
  });

  it('shows the ends alone only of series that never fall, and how many samples they stand for', () => {
    const seen = new Map<string, { shown: number; count: number }>();
    (source as SeriesSource).scan?.(
      [{ name: '__name__', op: '=', value: 'x_total' }],
      99_000,
      219_000,
      (view) => seen.set(view.labels['pod'] as string, { shown: view.end - view.start, count: view.count }),
      true,
    );
    expect(seen.get('p5')).toEqual({ shown: 2, count: 120 });
    expect(seen.get('p2')).toEqual({ shown: 120, count: 120 });
    expect(seen.get('p3')).toEqual({ shown: 70, count: 70 });
    expect(seen.size).toBe(30);
  });
});
