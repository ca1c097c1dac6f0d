// Alerts on their way to people: groups, silences and what was held back, as Alertmanager and its users see them.
import type { AlertInstance } from './simulation.ts';
import type { SimTimeUs } from './units.ts';

export interface AlertMatcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
}
export interface Silence {
  /** `s1`, `s2`, … in the order made. */
  id: string;
  matchers: readonly AlertMatcher[];
  startsAtUs: SimTimeUs;
  endsAtUs: SimTimeUs;
  createdBy: string;
  comment: string;
}
/** Why an alert was not told; `no receiver`: no route leads to a person; `ended first`: it was over before its group was due. */
export type HeldBackBy =
  | 'silence'
  | 'inhibition'
  | 'mute time'
  | 'maintenance'
  | 'downstream'
  | 'duplicate'
  | 'rate limit'
  | 'storm'
  | 'no receiver'
  | 'ended first';
export interface AlertState {
  alert: AlertInstance;
  receivers: readonly string[];
  /** When it was last told to anybody. */
  toldAtUs: SimTimeUs | undefined;
  /** Undefined when it is told as usual: it was told, or waits for its group (`nextTellAtUs`). */
  heldBack: { by: HeldBackBy; because: string } | undefined;
  acknowledged: boolean;
}
/** Alerts that are told together. */
export interface AlertGroup {
  id: string;
  /** Empty when no route leads to a person. */
  receiver: string;
  labels: Readonly<Record<string, string>>;
  /** From 1; by impact or by time, as the scenario says. */
  rank: number;
  /** Failed requests per second at its components and at those that depend on them, at the last scrape. */
  failedPerS: number;
  /** The component and alert that the others of its incident follow from, as far as topology and time tell. */
  probableRoot: string | undefined;
  alerts: readonly AlertState[];
  lastToldAtUs: SimTimeUs | undefined;
  /** When it is told next if nothing changes. */
  nextTellAtUs: SimTimeUs | undefined;
}
/** What one receiver was told at one instant. */
export interface AlertNotification {
  atUs: SimTimeUs;
  receiver: string;
  group: Readonly<Record<string, string>>;
  firing: readonly AlertInstance[];
  resolved: readonly AlertInstance[];
  /** The one message of a storm. */
  summary: boolean;
  text: string;
}
/** The state of alerting now. */
export interface AlertingView {
  groups: readonly AlertGroup[];
  silences: readonly (Silence & { state: 'pending' | 'active' | 'expired' })[];
  /** Newest last. */
  notifications: readonly AlertNotification[];
  /** Since the start: each firing counts once, as told, held back, or still waiting for its group. */
  counts: { fired: number; told: number; waiting: number; heldBack: Readonly<Partial<Record<HeldBackBy, number>>> };
}
