/** A service whose counters are known to the request: 100 requests a second, a share of which fails between two instants. */
import { MemoryStore } from '../../../src/promql/index.ts';
import { type Slo, SloSchema } from '../../../src/schema/index.ts';

export const SCRAPE_SECONDS = 15;
const PER_SECOND = 100;

export function slo(over: Record<string, unknown> = {}): Slo {
  return SloSchema.parse({
    name: 'API availability',
    objective: '99.9 %',
    over: '30d',
    good: 'sum(requests_total{code!~"5.."})',
    total: 'sum(requests_total)',
    alerts: 'workbook',
    ...over,
  });
}

export interface Outage {
  fromS: number;
  untilS: number;
  /** Share of requests that fail. */
  ratio: number;
}

const failed = (second: number, { fromS, untilS, ratio }: Outage): number =>
  Math.max(0, Math.min(second, untilS) - fromS) * PER_SECOND * ratio;

/** Appends the samples of one scrape. */
export function scrape(store: MemoryStore, second: number, outage: Outage): void {
  const bad = failed(second, outage);
  store.append({ __name__: 'requests_total', code: '200' }, second * 1000, second * PER_SECOND - bad);
  store.append({ __name__: 'requests_total', code: '500' }, second * 1000, bad);
}

export function recorded(untilS: number, outage: Outage, scrapeS = SCRAPE_SECONDS): MemoryStore {
  const store = new MemoryStore();
  for (let second = 0; second <= untilS; second += scrapeS) scrape(store, second, outage);
  return store;
}
