// The seconds at which alerts change, through the simulation's own store and rule loop: evaluated right after each scrape, at the scrape's time.
// Expected: an independent calculation for the 5 % alert; SRE Workbook, chapter 5, for the burn rate.
import { describe, expect, it } from 'vitest';
import { Alerts } from '../../../src/engine/telemetry/alerts.ts';
import { SeriesStore } from '../../../src/engine/telemetry/series-store.ts';
import type { AlertInstance } from '../../../src/schema/index.ts';

const SCRAPE_S = 15;
const STARTS_AT_MS = Date.UTC(2024, 0, 15, 9);

/** 100 requests a second, of which a share fails between two instants; calls back after each scrape. */
function observe(
  rule: Record<string, unknown>,
  failing: { fromS: number; untilS: number; ratio: number },
  untilS: number,
  look: (atS: number, alerts: readonly AlertInstance[]) => void,
): void {
  const store = new SeriesStore();
  const alerts = new Alerts({ groups: [{ name: 'g', rules: [rule] }] }, SCRAPE_S * 1e6, STARTS_AT_MS);
  const column = (code: string) =>
    store.denseColumn({ __name__: 'http_server_requests_total', service: 'shop', http_response_status_code: code }).id;
  for (let atS = 0; atS <= untilS; atS += SCRAPE_S) {
    store.beginRow(STARTS_AT_MS + atS * 1000);
    const failed = Math.max(0, Math.min(atS, failing.untilS) - failing.fromS) * 100 * failing.ratio;
    store.write(column('200'), atS * 100 - failed);
    store.write(column('500'), failed);
    alerts.evaluate(store, atS * 1e6);
    store.endRow();
    look(atS, alerts.history);
  }
}

describe('alerts of the simulation', () => {
  it('5 % of errors over five minutes for two minutes: pending at 750 s, firing at 870 s, resolved at 1,950 s', () => {
    const changes: [number, string][] = [];
    const rule = {
      alert: 'HighErrorRate',
      expr: '(sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))) * 100 > 5',
      for: '2m',
    };
    observe(rule, { fromS: 600, untilS: 1800, ratio: 0.1 }, 2400, (atS, alerts) => {
      const state = alerts.at(-1)?.state;
      if (state !== undefined && state !== changes.at(-1)?.[1]) changes.push([atS, state]);
    });
    expect(changes).toEqual([
      [750, 'pending'],
      [870, 'firing'],
      [1950, 'resolved'],
    ]);
  });

  it.each([
    [1, 51.84],
    [0.1, 518.4],
    [0.02, 2592],
  ])('14.4 times the budget over an hour, a share of %d failing: within one scrape of %d s', (ratio, seconds) => {
    const share = (window: string): string =>
      `sum(rate(http_requests_total{status="500"}[${window}])) / sum(rate(http_requests_total[${window}])) > 14.4 * 0.001`;
    let foundS: number | undefined;
    observe(
      { alert: 'BurnRate', expr: `${share('1h')} and ${share('5m')}` },
      { fromS: 7200, untilS: 1e9, ratio },
      7200 + 2700,
      (atS, alerts) => {
        if (alerts.length > 0) foundS ??= atS - 7200;
      },
    );
    expect(foundS).toBeGreaterThanOrEqual(seconds - 1);
    expect(foundS).toBeLessThanOrEqual(seconds + SCRAPE_S + 1);
  });
});
