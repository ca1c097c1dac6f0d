// Series under the names of Prometheus' client libraries: the same samples, only where they are asked for by name.
import { describe, expect, it } from 'vitest';
import { SeriesStore } from '../../../src/engine/telemetry/series-store.ts';

const REQUESTS = { __name__: 'http_server_requests_total', service: 'web', http_route: 'buy', http_response_status_code: '500' };
type Matchers = Parameters<SeriesStore['source']['select']>[0];
const named = (value: string, ...more: Matchers): Matchers => [{ name: '__name__', op: '=', value }, ...more];

function storeWithRequests(): SeriesStore {
  const store = new SeriesStore();
  for (let row = 0; row < 3; row++) {
    store.beginRow(row * 1_000);
    store.write(store.denseColumn(REQUESTS).id, row);
    store.endRow();
  }
  return store;
}

describe('another name for stored series', () => {
  it('answers selectors with that name, its labels renamed, the same label object each time', () => {
    const { source } = storeWithRequests();
    const [series] = source.select(named('http_requests_total', { name: 'status', op: '=~', value: '5..' }), 0, 5_000);
    expect(series?.labels).toEqual({ __name__: 'http_requests_total', service: 'web', route: 'buy', status: '500' });
    expect(Array.from(series?.values ?? []).slice(0, series?.length)).toEqual([0, 1, 2]);
    expect(source.select(named('http_requests_total'), 0, 5_000)[0]?.labels).toBe(series?.labels);
    expect(source.select(named('http_requests_total', { name: 'status', op: '=', value: '200' }), 0, 5_000)).toEqual([]);
    // The stored label is not there under this name.
    expect(source.select(named('http_requests_total', { name: 'http_route', op: '!=', value: '' }), 0, 5_000)).toEqual([]);
  });

  it('is not part of listings and patterns', () => {
    const { source } = storeWithRequests();
    for (const op of ['=~', '!='] as const)
      expect(source.select([{ name: '__name__', op, value: op === '=~' ? 'http_.*' : '' }], 0, 5_000).map(({ labels }) => labels)).toEqual([
        REQUESTS,
      ]);
  });

  it('gives way to a series that is recorded under it', () => {
    const store = storeWithRequests();
    const matchers = named('http_requests_total');
    expect(store.source.select(matchers, 0, 5_000)).toHaveLength(1);
    store.beginRow(3_000);
    store.write(store.denseColumn(REQUESTS).id, 3);
    store.writeSparse(store.sparseColumn({ __name__: 'http_requests_total', own: 'yes' }).id, 7);
    store.endRow();
    expect(store.source.select(matchers, 0, 5_000).map(({ labels }) => labels)).toEqual([{ __name__: 'http_requests_total', own: 'yes' }]);
  });
});
