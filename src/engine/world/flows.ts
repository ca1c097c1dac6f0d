/** Totals for checks and summaries: conservation, Little's law, waits and quantiles of every endpoint and every journey. Reading changes nothing. */
import type { FlowSummary } from '../../schema/index.ts';
import { HISTOGRAM_WORDS } from '../compile/compile.ts';
import { quantileUs } from './latency.ts';
import { liveFrames } from './operations.ts';
import { FRAME, FRAME_FLAG, JOURNEY, ROUTE } from './state.ts';
import type { World } from './world.ts';

/**
 * One summary per endpoint, named `service/endpoint`, then one per journey under its own name.
 * Waits and quantiles of a journey are those of the endpoint it asks, whoever else asks it.
 */
export function flowsOf(w: World): FlowSummary[] {
  const { I, F, plan, now } = w;
  // Time already spent by those in flight; with the time of those finished it is the integral of the number in the system.
  const pendingUs = new Map<number, number>();
  for (const f of liveFrames(w)) {
    if ((I[f + FRAME.flags] & (FRAME_FLAG.branch | FRAME_FLAG.answered)) !== 0) continue;
    const route = I[f + FRAME.route];
    const spent = now - F[(f + FRAME.arrivedAtF) >> 1];
    pendingUs.set(route, (pendingUs.get(route) ?? 0) + spent);
    const journey = I[f + FRAME.parent];
    if (journey < 0) pendingUs.set(journey, (pendingUs.get(journey) ?? 0) + spent);
  }
  const routes = plan.routes.map((route): FlowSummary => {
    const at = route.offset;
    const completed = I[at + ROUTE.completed];
    const failed = I[at + ROUTE.failed];
    const sumUs = F[(at + ROUTE.sumTimeF) >> 1];
    const begun = I[at + ROUTE.arrived] - I[at + ROUTE.shed];
    const histogram = I[at + ROUTE.histogram];
    const quantile = (q: number) => quantileUs(I, histogram, HISTOGRAM_WORDS, q);
    return {
      name: `${plan.services[route.service]!.name}/${route.name}`,
      arrived: I[at + ROUTE.arrived],
      completed,
      failed,
      shed: I[at + ROUTE.shed],
      inFlight: I[at + ROUTE.inFlight],
      meanInSystem: ratio(sumUs + (pendingUs.get(at) ?? 0), now),
      meanTimeUs: ratio(sumUs, completed + failed + I[at + ROUTE.dropped]),
      meanWaitUs: ratio(F[(at + ROUTE.sumWaitF) >> 1], begun),
      waitedRatio: ratio(I[at + ROUTE.waited], begun),
      p50Us: quantile(0.5),
      p95Us: quantile(0.95),
      p99Us: quantile(0.99),
    };
  });
  const journeys = plan.journeys.map((journey): FlowSummary => {
    const at = journey.offset;
    const completed = I[at + JOURNEY.succeeded];
    const entry = routes[I[I[at + JOURNEY.route] + ROUTE.index]]!;
    return {
      name: journey.name,
      arrived: I[at + JOURNEY.requests],
      completed,
      failed: I[at + JOURNEY.failed],
      shed: 0,
      inFlight: I[at + JOURNEY.inFlight],
      meanInSystem: ratio(F[(at + JOURNEY.sumTimeF) >> 1] + (pendingUs.get(-at) ?? 0), now),
      meanTimeUs: ratio(F[(at + JOURNEY.sumTimeF) >> 1], completed),
      meanWaitUs: entry.meanWaitUs,
      waitedRatio: entry.waitedRatio,
      p50Us: entry.p50Us,
      p95Us: entry.p95Us,
      p99Us: entry.p99Us,
    };
  });
  return [...routes, ...journeys];
}

function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}
