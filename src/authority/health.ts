// When the product was healthy and when users were hurt, by the scenario's own PromQL at every rule instant.
import { holds } from '../drill/index.ts';
import type { Scenario, SimTimeUs, TraceReader } from '../schema/index.ts';
import type { Span } from '../scoring/index.ts';

export interface HealthReading {
  healthy: boolean;
  broken: boolean;
}
/** Stretches of trouble, ascending: each begins when `broken` holds and ends when `healthy` does; the last may be open (`toUs` undefined). */
export type BrokenSpans = readonly { readonly fromUs: SimTimeUs; readonly toUs: SimTimeUs | undefined }[];

/** Without a `health` section a firing page is what broken means. */
export function readHealth(scenario: Scenario, trace: TraceReader, atUs: SimTimeUs): HealthReading {
  const { health } = scenario;
  if (health === undefined) {
    const broken = trace.alerts().some(({ severity, state }) => severity === 'page' && state === 'firing');
    return { healthy: !broken, broken };
  }
  return { healthy: holds(scenario, trace.series, health.healthy, atUs), broken: holds(scenario, trace.series, health.broken, atUs) };
}

/** No longer broken is not yet healthy: where a service is gone, nothing is measured and neither holds. */
export function extendSpans(spans: BrokenSpans, { healthy, broken }: HealthReading, atUs: SimTimeUs): BrokenSpans {
  const last = spans.at(-1);
  const open = last !== undefined && last.toUs === undefined;
  if (open ? broken || !healthy : !broken) return spans;
  return open ? [...spans.slice(0, -1), { fromUs: last.fromUs, toUs: atUs }] : [...spans, { fromUs: atUs, toUs: undefined }];
}

/** With exclusive ends: an open stretch includes the present instant. */
export function closedSpans(spans: BrokenSpans, nowUs: SimTimeUs): Span[] {
  return spans.map(({ fromUs, toUs }) => ({ fromUs, toUs: toUs ?? nowUs + 1 }));
}
