// An alert on what is unusual: it finds the cascade's failing payments by their own past, and says nothing on an evening that is merely busy.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/index.ts';
import { BaselineSchema, type SimulationEngine } from '../../src/schema/index.ts';
import { shippedScenario } from '../support/scenario-folder.ts';

const MINUTE = 60_000_000;

/** A shipped scenario that nobody touches, with one baseline more. */
function untouched(slug: string, expr: string): SimulationEngine {
  const scenario = shippedScenario(slug);
  const baseline = BaselineSchema.parse({ name: 'Unusual', expr, smallest: 0.01, component: 'users' });
  return createEngine({ ...scenario, observability: { ...scenario.observability, baselines: [baseline] } }, 'baseline');
}

const failedShare = (journeys: string): string =>
  `(sum(rate(business_requests_total{${journeys}outcome="failed"}[1m])) or vector(0)) / sum(rate(business_requests_total{${journeys}}[1m]))`;

describe('a baseline of failures', () => {
  it('fires on the cascade’s payments before the page with a threshold does', () => {
    const engine = untouched('timeout-cascade', failedShare('journey="paying",'));
    engine.runUntil(20 * MINUTE);
    const firedAtUs = (name: string): number => engine.alerts().find(({ alert }) => alert === name)?.firedAtUs ?? Number.NaN;
    expect(firedAtUs('Unusual')).toBeLessThan(firedAtUs('PaymentsFailing'));
    expect(firedAtUs('Unusual')).toBeGreaterThan(10 * MINUTE);
  });

  it('stays silent on a busy evening', () => {
    const engine = untouched('evening-shift', failedShare(''));
    engine.runUntil(30 * MINUTE);
    expect(engine.alerts().map(({ alert }) => alert)).toEqual(['TrafficAboveForecast']);
    const judged = engine.series.select([{ name: '__name__', op: '=', value: 'baseline:deviations' }], 0, Number.MAX_SAFE_INTEGER);
    expect(judged[0]!.length).toBeGreaterThan(60);
  });
});
