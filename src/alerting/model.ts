// Alertmanager's configuration after checking: what routing, inhibition and timing need of it. Receivers' integrations are not interpreted.
import type { AlertMatcher, SimTimeUs } from '../schema/index.ts';

/** `all`: one group for each alert (`group_by: ['...']`); `incident`: alerts of connected components that begin together. */
export type GroupBy = readonly string[] | 'all' | 'incident';

/** One node of the routing tree; what a child leaves out is its parent's. */
export interface Route {
  /** Its place in the tree: `route`, `route.routes.0`, … */
  id: string;
  matchers: readonly AlertMatcher[];
  receiver: string;
  groupBy: GroupBy;
  groupWaitUs: SimTimeUs;
  groupIntervalUs: SimTimeUs;
  /** Infinity: never told again while nothing changes. */
  repeatIntervalUs: SimTimeUs;
  /** Flushed at every rule instant rather than by timers: paging without Alertmanager. */
  eager: boolean;
  muteTimes: readonly string[];
  activeTimes: readonly string[];
  continues: boolean;
  routes: readonly Route[];
}
export interface Receiver {
  name: string;
  /** Integrations by kind, such as `pagerduty`, with how many of each. */
  integrations: Readonly<Record<string, number>>;
  /** Whether anyone behind it hears that alerts are over. */
  sendsResolved: boolean;
}
export interface InhibitRule {
  source: readonly AlertMatcher[];
  target: readonly AlertMatcher[];
  /** Labels that must be equal in both; a label that is absent counts as empty. */
  equal: readonly string[];
}
/** Both ends included, but for times of day, whose end is exclusive. */
export interface NumberRange {
  from: number;
  to: number;
}
/** One stretch of recurring time, in UTC; a part that is undefined does not restrict it. */
export interface TimeSpan {
  /** Minutes of the day. */
  times: readonly NumberRange[] | undefined;
  /** 0 is Sunday. */
  weekdays: readonly NumberRange[] | undefined;
  /** Negative numbers count from the end of the month. */
  daysOfMonth: readonly NumberRange[] | undefined;
  months: readonly NumberRange[] | undefined;
  years: readonly NumberRange[] | undefined;
}
export interface AlertmanagerConfig {
  route: Route;
  receivers: readonly Receiver[];
  inhibitRules: readonly InhibitRule[];
  timeIntervals: Readonly<Record<string, readonly TimeSpan[]>>;
  /** What was accepted and has no effect here. */
  notes: readonly string[];
}

/** Values of Alertmanager where a file says nothing (config/config.go, DefaultRouteOpts in dispatch/route.go). */
export const ROUTE_DEFAULTS = { groupWaitUs: 30_000_000, groupIntervalUs: 300_000_000, repeatIntervalUs: 14_400_000_000 } as const;
