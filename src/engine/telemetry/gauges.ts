// Gauges for the map: what the instruments said at the last scrape, rates over the last three scrapes.
import type { ComponentGauge, SampleSeries, SampleSource, SimTimeUs } from '../../schema/index.ts';
import type { Control } from '../control/control.ts';
import { DATABASE, type LiveWorld, PROVIDER } from '../world/index.ts';

const BREAKER_STATES = ['closed', 'half-open', 'open'];
const RATE_SCRAPES = 3;

export function gaugesOf(world: LiveWorld, control: Control, source: SampleSource, lastScrapeUs: SimTimeUs): ComponentGauge[] {
  const { scenario } = control;
  const toMs = scenario.startsAtMs + lastScrapeUs / 1_000;
  const spanMs = (RATE_SCRAPES * scenario.observability.scrape) / 1_000;
  const select = (name: string, labels: Record<string, string>, fromMs: number): readonly SampleSeries[] =>
    source.select(
      [
        { name: '__name__', op: '=', value: name },
        ...Object.entries(labels).map(([label, value]) => ({ name: label, op: '=' as const, value })),
      ],
      fromMs,
      toMs,
    );
  /** Sum of the last values. */
  const now = (name: string, labels: Record<string, string>): number =>
    select(name, labels, toMs).reduce((sum, { values, stale, length }) => (stale?.[length - 1] === 1 ? sum : sum + values[length - 1]!), 0);
  /** Increase per second, summed. */
  const rate = (name: string, labels: Record<string, string>): number =>
    select(name, labels, toMs - spanMs).reduce((sum, { timesMs, values, length, stale }) => {
      const last = stale?.[length - 1] === 1 ? length - 2 : length - 1;
      return last > 0 ? sum + ((values[last]! - values[0]!) * 1_000) / (timesMs[last]! - timesMs[0]!) : sum;
    }, 0);
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

  const services = world.plan.services.map(({ name: service, index }): ComponentGauge => {
    const { revisions, current, deleted } = control.state.services[index]!;
    const ratePerS = rate('http_server_requests_total', { service });
    const desired = now('kube_deployment_replicas', { service });
    const ready = now('kube_deployment_replicas_ready', { service });
    return {
      component: service,
      kind: 'service',
      inFlight: now('http_server_active_requests', { service }),
      waiting: now('http_server_queue_depth', { service }),
      capacity: now('service_concurrency_limit', { service }),
      ratePerS,
      errorRatio: share(ratePerS - rate('http_server_requests_total', { service, http_response_status_code: '200' }), ratePerS),
      state: deleted ? 'deleted' : `${ready} of ${desired} ready`,
      version: revisions[current]!.version,
    };
  });
  const pools = world.plan.pools.map(({ name: pool }): ComponentGauge => {
    const inFlight = now('db_client_connection_count', { pool, state: 'used' });
    const capacity = now('db_client_connection_max', { pool });
    const given = rate('db_client_connection_wait_time_seconds_count', { pool });
    const timedOut = rate('db_client_connection_timeouts_total', { pool });
    return {
      component: pool,
      kind: 'pool',
      inFlight,
      waiting: now('db_client_connection_pending_requests', { pool }),
      capacity,
      ratePerS: given,
      errorRatio: share(timedOut, given + timedOut),
      state: inFlight >= capacity ? 'exhausted' : 'ok',
      version: '',
    };
  });
  const databases = world.plan.databases.map(
    ({ name: database, offset, source: { version } }): ComponentGauge => ({
      component: database,
      kind: 'database',
      inFlight: now('db_server_active_queries', { database }),
      waiting: now('db_server_queue_depth', { database }),
      capacity: now('db_server_workers', { database }),
      ratePerS: rate('db_server_queries_total', { database }),
      errorRatio: 0,
      state: world.I[offset + DATABASE.down] !== 0 ? 'restarting' : 'up',
      version,
    }),
  );
  const providers = world.plan.providers.map(({ name: provider, offset }): ComponentGauge => {
    const ratePerS = rate('provider_requests_total', { provider });
    return {
      component: provider,
      kind: 'provider',
      inFlight: world.I[offset + PROVIDER.inFlight]!,
      waiting: 0,
      capacity: 0,
      ratePerS,
      errorRatio: share(ratePerS - rate('provider_requests_total', { provider, outcome: 'ok' }), ratePerS),
      state: '',
      version: '',
    };
  });
  const breakers = world.plan.breakers.map(({ name: breaker }): ComponentGauge => {
    const state = select('circuit_breaker_state', { breaker }, toMs).reduce(
      (worst, { values, length }) => Math.max(worst, values[length - 1]!),
      0,
    );
    return {
      component: breaker,
      kind: 'breaker',
      inFlight: 0,
      waiting: 0,
      capacity: 0,
      ratePerS: 0,
      errorRatio: 0,
      state: BREAKER_STATES[state] ?? '',
      version: '',
    };
  });
  return [...services, ...pools, ...databases, ...providers, ...breakers];
}
