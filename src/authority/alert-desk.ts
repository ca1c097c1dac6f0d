// The desk where alerts go out: it gives alerting what the scenario says and what the instruments show, and says where each receiver
// arrives. Rules R10–R12 are in README.md.
import { Alerting, type AlertingState, type MaintenanceWindow, PAGER, parseAlertmanagerConfig, type Step } from '../alerting/index.ts';
import { topologyOf } from '../drill/index.ts';
import {
  type AlertingView,
  type AlertNotification,
  assert,
  type InputIssue,
  type JournalEntry,
  type Scenario,
  type SimTimeUs,
  storyTimeUs,
  type TraceReader,
} from '../schema/index.ts';
import type { Channel } from './people.ts';

const MINUTE_US = 60_000_000;
const CHANNELS: readonly string[] = ['war room', 'executive', 'support', 'specialists', 'status page'] satisfies Channel[];

/** Where a notification arrives. */
export type Arrival =
  | { to: 'pager'; text: string; atUs: SimTimeUs }
  | { to: 'channel'; channel: Channel; text: string }
  | { to: 'person'; person: string; text: string };

export class AlertDesk {
  readonly #scenario: Scenario;
  readonly #alerting: Alerting;

  constructor(scenario: Scenario) {
    const { observability, alertmanager, startsAtMs } = scenario;
    const parsed = alertmanager === undefined ? undefined : parseAlertmanagerConfig(alertmanager);
    assert(parsed?.ok !== false, 'the routes of a scenario were checked when it was loaded', {
      file: observability.alertmanager,
    });
    const { nodes, edges } = topologyOf(scenario);
    this.#scenario = scenario;
    this.#alerting = new Alerting({
      config: parsed?.value,
      reached: Object.keys(observability.receivers),
      quality: observability.alertQuality,
      maintenance: maintenanceOf(scenario),
      graph: { components: nodes.map(({ id }) => id), edges },
      startsAtMs,
    });
  }

  nextDueUs(state: AlertingState): SimTimeUs {
    return this.#alerting.nextDueUs(state);
  }

  /** Right after the rules. */
  observe(state: AlertingState, trace: TraceReader): Step {
    return this.#alerting.observe(state, trace.alerts(), trace.nowUs);
  }

  /** Groups that are due by now. */
  advance(state: AlertingState, nowUs: SimTimeUs): Step {
    return this.#alerting.advance(state, nowUs);
  }

  /** Silences made and ended. */
  take(state: AlertingState, entry: JournalEntry): AlertingState {
    if (entry.kind === 'alert.expire-silence') return this.#alerting.expireSilence(state, entry.args.silence, entry.atUs);
    if (entry.kind !== 'alert.silence') return state;
    const { matchers, minutes, comment } = entry.args;
    const endsAtUs = entry.atUs + Math.round(minutes * MINUTE_US);
    return this.#alerting.silence(state, { matchers, startsAtUs: entry.atUs, endsAtUs, createdBy: entry.actor, comment });
  }

  /** Where the receiver of a notification arrives: as the scenario says, else at the pager. */
  arrivalOf({ receiver, text, atUs, firing }: AlertNotification): Arrival {
    const { receivers, alertmanager } = { ...this.#scenario.observability, alertmanager: this.#scenario.alertmanager };
    const to = Object.hasOwn(receivers, receiver) ? receivers[receiver]! : PAGER;
    // Without routes an alert pages at the very instant it fires, by the clock of its rule.
    if (to === PAGER) return { to, text, atUs: alertmanager === undefined ? (firing[0]?.firedAtUs ?? atUs) : atUs };
    return CHANNELS.includes(to) ? { to: 'channel', channel: to as Channel, text } : { to: 'person', person: to, text };
  }

  view(state: AlertingState, trace: TraceReader, acknowledged: Readonly<Record<string, SimTimeUs>>): AlertingView {
    const failedPerS = Object.fromEntries(trace.gauges().map(({ component, ratePerS, errorRatio }) => [component, ratePerS * errorRatio]));
    return this.#alerting.view(state, { nowUs: trace.nowUs, acknowledged, failedPerS });
  }
}

/** What is wrong with the Alertmanager file of a scenario and with the names of its receivers; places are found by path. */
export function alertingIssues(scenario: Scenario): InputIssue[] {
  const { observability, alertmanager } = scenario;
  if (alertmanager === undefined || observability.alertmanager === undefined) return [];
  const parsed = parseAlertmanagerConfig(alertmanager);
  if (!parsed.ok) return parsed.issues.map((issue) => ({ ...issue, file: observability.alertmanager! }));
  const names = parsed.value.receivers.map(({ name }) => name);
  return Object.keys(observability.receivers).flatMap((name) =>
    names.includes(name)
      ? []
      : {
          code: 'alertmanager/receiver',
          file: 'scenario.yaml',
          line: undefined,
          column: undefined,
          path: ['observability', 'receivers', name],
          found: name,
          expected: `a receiver of ${observability.alertmanager}`,
          hint: `Receivers: ${names.join(', ')}`,
        },
  );
}

function maintenanceOf({ observability, startsAtMs }: Scenario): MaintenanceWindow[] {
  return observability.alertQuality.maintenance.map(({ from, to, components, note }) => {
    const [fromUs, toUs] = [storyTimeUs(from, startsAtMs), storyTimeUs(to, startsAtMs)];
    assert(fromUs !== undefined && toUs !== undefined, 'times of maintenance were checked when the scenario was loaded', { from, to });
    return { fromUs, toUs, components, note };
  });
}
