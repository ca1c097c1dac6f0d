// What alerting is given once: routes, receivers, the wishes for alert quality and the shape of the system, made ready for use.
import type { AlertQuality, SimTimeUs } from '../schema/index.ts';
import { type ComponentGraph, Dependencies } from './graph.ts';
import type { AlertmanagerConfig, InhibitRule, Receiver, Route, TimeSpan } from './model.ts';

export interface MaintenanceWindow {
  fromUs: SimTimeUs;
  /** Exclusive. */
  toUs: SimTimeUs;
  /** Everything when empty. */
  components: readonly string[];
  note: string;
}
export interface AlertingOptions {
  /** Undefined: every firing alert of severity `page` is told to the receiver `pager` at once, and nothing else. */
  config: AlertmanagerConfig | undefined;
  /** Names of receivers that arrive somewhere although the file gives them no integration. */
  reached: readonly string[];
  quality: Omit<AlertQuality, 'maintenance'>;
  maintenance: readonly MaintenanceWindow[];
  graph: ComponentGraph;
  /** Milliseconds since 1970 at instant 0, for times of day. */
  startsAtMs: number;
}
export interface Setup {
  route: Route;
  routes: ReadonlyMap<string, Route>;
  inhibitRules: readonly InhibitRule[];
  timeIntervals: Readonly<Record<string, readonly TimeSpan[]>>;
  quality: Omit<AlertQuality, 'maintenance'>;
  maintenance: readonly MaintenanceWindow[];
  dependencies: Dependencies;
  startsAtMs: number;
  /** Receivers that arrive at somebody. */
  receivers: ReadonlyMap<string, Pick<Receiver, 'sendsResolved'>>;
  /** Why an alert without receiver reaches nobody. */
  unrouted: string;
}

/** The receiver of pages when there is no Alertmanager file. */
export const PAGER = 'pager';

export function setUp({ config, reached, quality, maintenance, graph, startsAtMs }: AlertingOptions): Setup {
  const route = config?.route ?? directRoute(quality.correlate);
  const receivers =
    config === undefined
      ? [{ name: PAGER, sendsResolved: false, integrations: {} }]
      : config.receivers.filter(({ name, integrations }) => reached.includes(name) || Object.keys(integrations).length > 0);
  return {
    route,
    routes: new Map(allRoutes(route).map((node) => [node.id, node])),
    inhibitRules: config?.inhibitRules ?? [],
    timeIntervals: config?.timeIntervals ?? {},
    quality,
    maintenance,
    dependencies: new Dependencies(graph),
    startsAtMs,
    receivers: new Map(receivers.map((receiver) => [receiver.name, receiver])),
    unrouted: config === undefined ? 'Only alerts of severity page are told' : 'Its receiver has no integration',
  };
}

/** Paging as rules alone do it; alerts of one incident are told together when they are correlated. */
function directRoute(correlateUs: SimTimeUs): Route {
  const nobody: Route = {
    id: 'route',
    matchers: [],
    receiver: '',
    groupBy: 'all',
    groupWaitUs: 0,
    groupIntervalUs: Math.max(1, correlateUs),
    repeatIntervalUs: Number.POSITIVE_INFINITY,
    eager: true,
    muteTimes: [],
    activeTimes: [],
    continues: false,
    routes: [],
  };
  const pages: Route = { ...nobody, id: 'route.routes.0', matchers: [{ name: 'severity', op: '=', value: 'page' }], receiver: PAGER };
  return { ...nobody, routes: [correlateUs > 0 ? { ...pages, groupBy: 'incident', eager: false } : pages] };
}

const allRoutes = (route: Route): Route[] => [route, ...route.routes.flatMap(allRoutes)];
