// Queries to begin with, built from the shape of the system: what to ask of traffic, errors, time, pools and others.
import type { DrillView } from '../../schema/index.ts';

export interface StartingQuery {
  says: string;
  expr: string;
}

type Nodes = DrillView['topology']['nodes'];
type QueriedView = Pick<DrillView, 'platform' | 'dashboards'> & { topology: Pick<DrillView['topology'], 'nodes'> };

/** Without a platform: what the dashboards ask, because every small world has names of its own. */
const fromDashboards = (dashboards: DrillView['dashboards']): StartingQuery[] =>
  dashboards
    .flatMap(({ panels }) => panels)
    .flatMap(({ title, series }) => series.slice(0, 1).map(({ expr }) => ({ says: title, expr })))
    .slice(0, 10);

/** Names that every service has come first; then what this system has besides. */
export function startingQueries({ platform, dashboards, topology: { nodes } }: QueriedView): StartingQuery[] {
  if (!platform) return fromDashboards(dashboards);
  const names = (kind: Nodes[number]['kind']): string[] => nodes.filter((node) => node.kind === kind).map(({ id }) => id);
  const service = names('service')[0];
  const pool = names('pool')[0];
  const database = names('database')[0];
  const provider = names('provider')[0];
  const queries: StartingQuery[] = [
    { says: 'requests per second by service', expr: 'sum by (service) (rate(http_server_requests_total[1m]))' },
    {
      says: 'share of requests that fail, by service',
      expr: 'sum by (service) (rate(http_server_requests_total{http_response_status_code=~"5.."}[1m]))\n  / sum by (service) (rate(http_server_requests_total[1m]))',
    },
    {
      says: '95th percentile of response time by service',
      expr: 'histogram_quantile(0.95, sum by (le, service) (rate(http_server_request_duration_seconds_bucket[1m])))',
    },
    { says: 'the three busiest endpoints', expr: 'topk(3, sum by (service, http_route) (rate(http_server_requests_total[1m])))' },
    {
      says: 'calls that failed, by peer and outcome',
      expr: 'sum by (peer, outcome) (rate(http_client_requests_total{outcome!="ok"}[1m]))',
    },
  ];
  if (service !== undefined)
    queries.push({
      says: `requests in work, replica by replica, of ${service}`,
      expr: `http_server_active_requests{service="${service}"}`,
    });
  if (pool !== undefined)
    queries.push(
      { says: `connections of ${pool} by state`, expr: `db_client_connection_count{pool="${pool}"}` },
      { says: `requests waiting for ${pool}`, expr: `db_client_connection_pending_requests{pool="${pool}"}` },
    );
  if (database !== undefined)
    queries.push({ says: `queries running in ${database}`, expr: `db_server_active_queries{database="${database}"}` });
  if (provider !== undefined)
    queries.push({
      says: `calls to ${provider} by outcome`,
      expr: `sum by (outcome) (rate(http_client_requests_total{peer="${provider}"}[1m]))`,
    });
  return queries;
}
