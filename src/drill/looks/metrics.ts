// look.metrics: a panel by title, a whole dashboard (the first when nothing is named), or the golden signals of a component
// nobody drew a panel for.
import type { LookResult, Panel, Scenario } from '../../schema/index.ts';
import { readPanel } from '../instruments.ts';
import { LOOK_BACK_US, type Look, type LookContext, unknownName } from './look.ts';

export const lookMetrics: Look<'look.metrics'> = (context, { panel: wanted }) => {
  const { dashboards } = context.scenario.observability;
  const panels = dashboards.flatMap((dashboard) => dashboard.panels);
  const found = panels.filter(({ title }) => sameText(title, wanted));
  const dashboard = wanted === '' ? dashboards[0] : dashboards.find(({ title }) => sameText(title, wanted));
  if (found.length > 0) return charts(context, wanted, found.slice(0, 1));
  if (dashboard !== undefined) return charts(context, dashboard.title, dashboard.panels);
  const golden = goldenSignals(context.scenario, wanted);
  if (golden !== undefined) return charts(context, wanted, golden);
  return unknownName(
    'panel, dashboard or component',
    wanted,
    panels.map(({ title }) => title),
  );
};

function charts(context: LookContext, title: string, panels: readonly Panel[]): LookResult {
  const span = { fromUs: Math.max(0, context.atUs - LOOK_BACK_US), toUs: context.atUs };
  return {
    kind: 'metrics',
    title,
    panels: panels.map((panel) => ({ panel, series: readPanel(context.scenario, context.trace.series, panel, span) })),
  };
}

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Traffic, errors, latency and saturation of a component; undefined when there is no such component. */
function goldenSignals(scenario: Scenario, name: string): Panel[] | undefined {
  const { services, pools, databases, providers } = scenario.world;
  if (Object.hasOwn(services, name)) {
    const of = `{service="${name}"}`;
    const failed = `{service="${name}",http_response_status_code=~"5.."}`;
    return [
      panel(`${name}: requests`, 'per second', [[`sum by (http_route) (rate(http_server_requests_total${of}[1m]))`, '{{http_route}}']]),
      panel(`${name}: error ratio`, 'ratio', [
        [`sum(rate(http_server_requests_total${failed}[1m])) / sum(rate(http_server_requests_total${of}[1m]))`, 'error ratio'],
      ]),
      latency('latency', name, `http_server_request_duration_seconds_bucket${of}`),
      panel(`${name}: in work and waiting`, 'count', [
        [`sum(http_server_active_requests${of})`, 'in work'],
        [`sum(http_server_queue_depth${of})`, 'waiting'],
        [`sum(service_concurrency_limit${of})`, 'limit'],
      ]),
    ];
  }
  if (Object.hasOwn(pools, name)) {
    return [
      panel(`${name}: connections`, 'count', [
        [`db_client_connection_count{pool="${name}",state="used"}`, 'in use'],
        [`db_client_connection_pending_requests{pool="${name}"}`, 'waiting'],
        [`db_client_connection_max{pool="${name}"}`, 'size'],
      ]),
      latency('wait for a connection', name, `db_client_connection_wait_time_seconds_bucket{pool="${name}"}`),
      panel(`${name}: gave up waiting`, 'per second', [[`rate(db_client_connection_timeouts_total{pool="${name}"}[1m])`, 'timeouts']]),
    ];
  }
  if (Object.hasOwn(databases, name)) {
    return [
      panel(`${name}: queries`, 'count', [
        [`db_server_active_queries{database="${name}"}`, 'running'],
        [`db_server_queue_depth{database="${name}"}`, 'waiting'],
        [`db_server_workers{database="${name}"}`, 'workers'],
      ]),
      latency('latency', name, `db_client_operation_duration_seconds_bucket{database="${name}"}`),
    ];
  }
  if (Object.hasOwn(providers, name)) {
    return [
      panel(`${name}: calls by outcome`, 'per second', [
        [`sum by (outcome) (rate(http_client_requests_total{peer="${name}"}[1m]))`, '{{outcome}}'],
      ]),
      latency('latency', name, `provider_request_duration_seconds_bucket{provider="${name}"}`),
    ];
  }
  return undefined;
}

/** Quantiles of a histogram. @param buckets its selector */
function latency(title: string, name: string, buckets: string): Panel {
  const quantile = (q: number): string => `histogram_quantile(${q}, sum by (le) (rate(${buckets}[1m])))`;
  return panel(`${name}: ${title}`, 'seconds', [
    [quantile(0.5), 'p50'],
    [quantile(0.95), 'p95'],
    [quantile(0.99), 'p99'],
  ]);
}

function panel(title: string, unit: Panel['unit'], series: readonly (readonly [string, string])[]): Panel {
  return { title, unit, series: series.map(([expr, legend]) => ({ expr, legend })) };
}
