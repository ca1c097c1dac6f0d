// The catalogue of metrics: OpenTelemetry names in Prometheus spelling, one function a kind of component. Everything comes from counters of the
// world; nothing is estimated. The list with meanings is in README.md of this folder.
import type { Plan, ServicePlan } from '../compile/plan.ts';
import {
  BREAKER,
  CELL,
  DATABASE,
  DATABASE_WORDS,
  HARM,
  JOURNEY,
  type LiveWorld,
  POOL,
  PROVIDER,
  PROVIDER_WORDS,
  REPLICA,
  ROUTE,
  SITE,
  SITE_WORDS,
} from '../world/index.ts';
import { Reading } from './reading.ts';

/** Outcomes of calls, in the order of the world’s OUTCOME. */
const CALL_OUTCOMES = ['ok', 'timeout', 'connect_timeout', 'read_timeout', 'refused', 'error', 'breaker_open'] as const;
/** Status codes of answers and the field of a CELL that counts them. */
const STATUS_CODES = [
  { code: '200', field: CELL.ok },
  { code: '500', field: CELL.failed },
  { code: '503', field: CELL.unavailable },
  { code: '504', field: CELL.timedOut },
] as const;

/** Bucket bounds as Prometheus 3 spells them: `0.25`, `1.0`, `+Inf`. */
export function leTexts(plan: Plan): string[] {
  const text = (us: number): string => (us % 1_000_000 === 0 ? `${us / 1_000_000}.0` : String(us / 1_000_000));
  return [...plan.bucketsUs.map(text), '+Inf'];
}

/** What one process exposes; base: its replica record. @param startedAtS seconds since the epoch */
export function processReading(world: LiveWorld, service: ServicePlan, pod: string, startedAtS: number): Reading {
  const { plan, I } = world;
  const own = { service: service.name, pod };
  const reading = new Reading();
  for (const route of service.routes) {
    const cell = I[route.offset + ROUTE.cell]!;
    const labels = { ...own, http_route: route.name };
    for (const { code, field } of STATUS_CODES)
      reading.word(cell + field, { __name__: 'http_server_requests_total', ...labels, http_response_status_code: code });
    reading.histogram('http_server_request_duration_seconds', labels, cell + CELL.buckets, cell + CELL.sumUsF, leTexts(plan));
  }
  reading
    .word(REPLICA.busy, { __name__: 'http_server_active_requests', ...own })
    .word(REPLICA.queued, { __name__: 'http_server_queue_depth', ...own })
    .word(REPLICA.concurrency, { __name__: 'service_concurrency_limit', ...own });
  for (const peer of new Set(service.sites.map((site) => site.peer))) {
    const sites = service.sites.filter((site) => site.peer === peer).map((site) => plan.siteBase + site.local * SITE_WORDS);
    const sum = (field: number, labels: Record<string, string>) =>
      sites.forEach((site, i) => {
        const last = i === sites.length - 1 ? labels : undefined;
        if (i === 0) reading.word(site + field, last);
        else reading.add(site + field, last);
      });
    CALL_OUTCOMES.forEach((outcome, i) => sum(SITE.outcomes + i, { __name__: 'http_client_requests_total', ...own, peer, outcome }));
    sum(SITE.retries, { __name__: 'http_client_retries_total', ...own, peer });
  }
  for (const { breaker, offset } of service.ownBreakers) breakerReading(reading, offset, { breaker: plan.breakers[breaker]!.name, ...own });
  return reading.constant(startedAtS, { __name__: 'process_start_time_seconds', ...own });
}

function breakerReading(reading: Reading, at: number, labels: Record<string, string>): void {
  reading.word(at + BREAKER.state, { __name__: 'circuit_breaker_state', ...labels });
  const to = (field: number, state: string) =>
    reading.word(at + field, { __name__: 'circuit_breaker_transitions_total', ...labels, to: state });
  to(BREAKER.toClosed, 'closed');
  to(BREAKER.toHalfOpen, 'half_open');
  to(BREAKER.toOpen, 'open');
}

/** Pools, databases, shared breakers, providers and journeys; base: 0. */
export function componentReading(world: LiveWorld): Reading {
  const { plan, I } = world;
  const reading = new Reading();
  for (const { name: pool, offset } of plan.pools) {
    reading
      .word(offset + POOL.inUse, { __name__: 'db_client_connection_count', pool, state: 'used' })
      .word(offset + POOL.size, { __name__: 'db_client_connection_max', pool })
      .takeAway(offset + POOL.inUse, { __name__: 'db_client_connection_count', pool, state: 'idle' })
      .word(offset + POOL.waiting, { __name__: 'db_client_connection_pending_requests', pool })
      .word(offset + POOL.timeouts, { __name__: 'db_client_connection_timeouts_total', pool })
      .histogram('db_client_connection_wait_time_seconds', { pool }, I[offset + POOL.waitBuckets]!, offset + POOL.sumWaitF, leTexts(plan));
  }
  for (const { name: database, offset } of plan.databases) {
    reading
      .word(offset + DATABASE.active, { __name__: 'db_server_active_queries', database })
      .word(offset + DATABASE.workers, { __name__: 'db_server_workers', database })
      .word(offset + DATABASE.waiting, { __name__: 'db_server_queue_depth', database })
      .word(offset + DATABASE.queries, { __name__: 'db_server_queries_total', database })
      .constant(1)
      .takeAway(offset + DATABASE.down, { __name__: 'db_server_up', database })
      .word(offset + DATABASE.restarts, { __name__: 'db_server_restarts_total', database })
      .histogram('db_client_operation_duration_seconds', { database }, offset + DATABASE_WORDS, offset + DATABASE.sumUsF, leTexts(plan));
  }
  for (const { name: breaker, offset } of plan.breakers) if (offset !== 0) breakerReading(reading, offset, { breaker });
  for (const { name: provider, offset } of plan.providers) {
    CALL_OUTCOMES.slice(0, 6).forEach((outcome, i) =>
      reading.word(offset + PROVIDER.outcomes + i, { __name__: 'provider_requests_total', provider, outcome }),
    );
    reading
      .word(offset + PROVIDER.inFlight, { __name__: 'provider_active_requests', provider })
      .histogram('provider_request_duration_seconds', { provider }, offset + PROVIDER_WORDS, offset + PROVIDER.sumUsF, leTexts(plan));
  }
  for (const { name: journey, offset } of plan.journeys) {
    reading
      .word(offset + JOURNEY.succeeded)
      .takeAway(offset + JOURNEY.slow, { __name__: 'business_requests_total', journey, outcome: 'ok' })
      .word(offset + JOURNEY.failed, { __name__: 'business_requests_total', journey, outcome: 'failed' })
      .word(offset + JOURNEY.slow, { __name__: 'business_requests_total', journey, outcome: 'slow' });
  }
  for (const currency of new Set(plan.journeys.flatMap(({ source }) => source.revenue?.currency ?? []))) {
    const paying = plan.journeys.filter(({ source }) => source.revenue?.currency === currency);
    for (const [name, field] of [
      ['business_revenue_earned_total', JOURNEY.earnedF],
      ['business_revenue_lost_total', JOURNEY.lostF],
    ] as const) {
      reading.constant(0);
      for (const { offset } of paying) reading.addDouble(offset + field, 1);
      reading.keep({ __name__: name, currency });
    }
  }
  reading.constant(0);
  for (const { offset } of plan.journeys) reading.add(offset + JOURNEY.inFlight);
  return reading.keep({ __name__: 'business_active_users' }).word(plan.harmOffset + HARM.affected, { __name__: 'business_users_affected' });
}
