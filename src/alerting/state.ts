// What alerting remembers: immutable plain data, so that a keyframe keeps a reference and JSON carries it.
import type { AlertInstance, AlertNotification, HeldBackBy, Silence, SimTimeUs } from '../schema/index.ts';

/** Why an alert is not told at present. */
export interface Hold {
  readonly by: HeldBackBy;
  readonly because: string;
}
/** One firing of an alert, from its first instant until long after its end. */
export interface Firing {
  /** Its labels as one text: two firings of one alert share it. */
  readonly key: string;
  readonly alert: AlertInstance;
  readonly firedAtUs: SimTimeUs;
  readonly component: string | undefined;
  /** Index of the incident it joined (`wholeIncident` finds the whole); undefined where nothing is correlated. */
  readonly incident: number | undefined;
  /** Groups it went into; their order is that of the routes. */
  readonly groups: readonly string[];
  readonly toldAtUs: SimTimeUs | undefined;
  /** What the last flush of a group decided. */
  readonly hold: Hold | undefined;
}
/** An aggregation group of Alertmanager. */
export interface Group {
  readonly id: string;
  readonly route: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Indices of firings, by key, in the order of arrival. */
  readonly members: Readonly<Record<string, number>>;
  /** When the timer goes off; Infinity has no place in JSON, so a group without timer has none. */
  readonly flushAtUs: SimTimeUs | undefined;
  readonly flushed: boolean;
  /** Since when it has no member. */
  readonly emptySinceUs: SimTimeUs | undefined;
}
/** What a group's receiver was told last: an entry of Alertmanager's notification log. */
export interface Told {
  readonly atUs: SimTimeUs;
  readonly firing: readonly string[];
  readonly resolved: readonly string[];
}
export interface Incident {
  readonly firings: readonly number[];
  /** The older incident it turned out to be part of. */
  readonly partOf: number | undefined;
}
export interface Storm {
  readonly beganAtUs: SimTimeUs;
  /** Receivers that were told of it. */
  readonly told: Readonly<Record<string, SimTimeUs>>;
}
export interface AlertingState {
  readonly firings: readonly Firing[];
  /** The newest firing of each key. */
  readonly newest: Readonly<Record<string, number>>;
  readonly groups: Readonly<Record<string, Group>>;
  readonly told: Readonly<Record<string, Told>>;
  readonly silences: readonly Silence[];
  readonly notifications: readonly AlertNotification[];
  readonly incidents: readonly Incident[];
  readonly storm: Storm | undefined;
  /** By receiver and rule: when it was told within the time of the rate limit. */
  readonly ruleTold: Readonly<Record<string, readonly SimTimeUs[]>>;
  /** By receiver and key: when it was told last as something new. */
  readonly lastTold: Readonly<Record<string, SimTimeUs>>;
}

export const EMPTY_ALERTING: AlertingState = {
  firings: [],
  newest: {},
  groups: {},
  told: {},
  silences: [],
  notifications: [],
  incidents: [],
  storm: undefined,
  ruleTold: {},
  lastTold: {},
};
