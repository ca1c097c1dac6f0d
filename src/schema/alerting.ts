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
/** Why an alert was not told. */
export type HeldBackBy = 'silence' | 'inhibition' | 'mute time' | 'downstream' | 'duplicate' | 'maintenance' | 'rate limit' | 'storm';
export interface AlertState {
  alert: AlertInstance;
  receivers: readonly string[];
  /** Undefined when it is told as usual. */
  heldBack: { by: HeldBackBy; because: string } | undefined;
  acknowledged: boolean;
}
/** Alerts that are told together. */
export interface AlertGroup {
  id: string;
  receiver: string;
  labels: Readonly<Record<string, string>>;
  /** By impact or by time, as the scenario says. */
  rank: number;
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
  counts: { fired: number; told: number; heldBack: Readonly<Partial<Record<HeldBackBy, number>>> };
}
