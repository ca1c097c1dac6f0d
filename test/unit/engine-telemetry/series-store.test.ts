import { describe, expect, it } from 'vitest';
import { SeriesStore } from '../../../src/engine/telemetry/series-store.ts';

const named = (name: string, labels: Record<string, string> = {}) => ({ __name__: name, ...labels });
const byName = (value: string) => [{ name: '__name__', op: '=' as const, value }];
const plain = (series: ReturnType<SeriesStore['source']['select']>) =>
  series.map(({ labels, timesMs, values, stale, length }) => ({
    labels,
    times: Array.from(timesMs).slice(0, length),
    values: Array.from(values).slice(0, length),
    stale: stale && Array.from(stale).slice(0, length),
  }));

/** Rows first..last: `a` counts up, `b` never changes. */
function fill(store: SeriesStore, first: number, last: number, step = 1): void {
  for (let row = first; row <= last; row++) {
    store.beginRow(row * 1_000);
    store.write(store.denseColumn(named('a', { pod: 'p' })).id, row * step);
    store.write(store.denseColumn(named('b')).id, 7);
    store.endRow();
  }
}

describe('series store', () => {
  it('gives windows with both ends included, within a block and across blocks', () => {
    const store = new SeriesStore();
    fill(store, 0, 300);
    expect(plain(store.source.select(byName('a'), 3_000, 5_000))[0]).toMatchObject({ times: [3_000, 4_000, 5_000], values: [3, 4, 5] });
    expect(plain(store.source.select(byName('a'), 126_000, 129_000))[0]!.values).toEqual([126, 127, 128, 129]);
    expect(plain(store.source.select(byName('b'), 127_500, 128_500))[0]!.values).toEqual([7]);
    expect(store.source.select(byName('a'), 301_000, 400_000)).toEqual([]);
  });

  it('shows a column from the row of its birth, a value that changes late in a block included', () => {
    const store = new SeriesStore();
    fill(store, 0, 9);
    const late = store.denseColumn(named('late')).id;
    for (let row = 10; row < 20; row++) {
      store.beginRow(row * 1_000);
      store.write(store.denseColumn(named('a', { pod: 'p' })).id, 0);
      store.write(store.denseColumn(named('b')).id, 7);
      store.write(late, row < 15 ? 1 : 2);
      store.endRow();
    }
    const [series] = plain(store.source.select(byName('late'), 0, 100_000));
    expect(series!.times[0]).toBe(10_000);
    expect(series!.values).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  });

  it('marks the end of a series as stale and then has nothing more', () => {
    const store = new SeriesStore();
    fill(store, 0, 3);
    store.beginRow(4_000);
    store.endColumns((labels) => labels['pod'] === 'p');
    store.write(store.denseColumn(named('b')).id, 7);
    store.endRow();
    const [a] = plain(store.source.select(byName('a'), 0, 10_000));
    expect(a!.times).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
    expect(a!.stale).toEqual([0, 0, 0, 0, 1]);
    expect(store.source.select(byName('a'), 5_000, 10_000)).toEqual([]);
    expect(() => store.denseColumn(named('a', { pod: 'p' }))).toThrow('does not come back');
  });

  it('keeps rule results only at the rows where they were written', () => {
    const store = new SeriesStore();
    for (let row = 0; row < 6; row++) {
      store.beginRow(row * 1_000);
      if (row % 3 === 0) store.writeSparse(store.sparseColumn(named('rule')).id, row, row === 3);
      store.endRow();
    }
    expect(plain(store.source.select(byName('rule'), 0, 9_000))).toEqual([
      { labels: named('rule'), times: [0, 3_000], values: [0, 3], stale: [0, 1] },
    ]);
  });

  it('matches labels as Prometheus does, and finds columns born after the first look', () => {
    const store = new SeriesStore();
    fill(store, 0, 1);
    const anchored = [{ name: 'pod', op: '=~' as const, value: 'p|q' }];
    const without = [{ name: 'pod', op: '=' as const, value: '' }];
    expect(store.source.select(anchored, 0, 9_000)).toHaveLength(1);
    expect(store.source.select(without, 0, 9_000).map((series) => series.labels['__name__'])).toEqual(['b']);
    const pods = ['q', 'pq'].map((pod) => store.denseColumn(named('a', { pod })).id);
    store.beginRow(2_000);
    for (const id of [0, 1, ...pods]) store.write(id, 1);
    store.endRow();
    expect(store.source.select(anchored, 0, 9_000).map((series) => series.labels['pod'])).toEqual(['p', 'q']);
    expect(store.source.select([{ name: 'pod', op: '!~', value: 'p.*' }], 0, 9_000).map((series) => series.labels['pod'])).toEqual([
      undefined,
      'q',
    ]);
  });

  it('goes back to a mark exactly, and a mark survives what its store does afterwards', () => {
    const store = new SeriesStore();
    fill(store, 0, 150);
    const mark = store.mark();
    const before = plain(store.source.select([], 0, 1e9));
    fill(store, 151, 200, 3);
    const other = new SeriesStore();
    other.restore(mark);
    expect(plain(other.source.select([], 0, 1e9))).toEqual(before);
    fill(other, 151, 200, 5);
    store.restore(mark);
    expect(plain(store.source.select([], 0, 1e9))).toEqual(before);
    fill(store, 151, 200, 5);
    expect(plain(store.source.select([], 0, 1e9))).toEqual(plain(other.source.select([], 0, 1e9)));
    expect(store.digest).toEqual(other.digest);
    store.restore(mark);
    fill(store, 151, 200, 6);
    expect(store.digest).not.toEqual(other.digest);
  });
});
