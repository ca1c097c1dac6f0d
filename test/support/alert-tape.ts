// Plays alerts that begin and end at given seconds through the alerting room, as the authority would: rules every so often, timers in between.
import { Alerting, type AlertingOptions, type AlertingState, EMPTY_ALERTING, parseAlertmanagerConfig } from '../../src/alerting/index.ts';
import { type AlertInstance, type AlertNotification, AlertQualitySchema, readYaml } from '../../src/schema/index.ts';

const S = 1_000_000;

/** `name` or `name{label=value,…}`; severity is page unless it is said otherwise. */
export function labelsOf(text: string): Record<string, string> {
  const [, name = '', rest = ''] = /^([^{]+)(?:\{(.*)\})?$/.exec(text) ?? [];
  const pairs = rest.split(',').flatMap((pair) => (pair === '' ? [] : [pair.split('=') as [string, string]]));
  return { alertname: name, severity: 'page', ...Object.fromEntries(pairs) };
}

export interface Stretch {
  /** As `labelsOf` reads it. */
  alert: string;
  /** Seconds. */
  fromS: number;
  /** Seconds; never ends when left out. */
  toS?: number;
}

/** Alerts as the rules know them at an instant: those that have begun, with their state. */
export function alertsAt(stretches: readonly Stretch[], atUs: number): AlertInstance[] {
  return stretches.flatMap(({ alert, fromS, toS = Number.POSITIVE_INFINITY }): AlertInstance[] => {
    if (fromS * S > atUs) return [];
    const labels = labelsOf(alert);
    const over = toS * S <= atUs;
    return [
      {
        alert: labels['alertname']!,
        labels,
        annotations: { summary: `${alert} is bad` },
        severity: labels['severity']!,
        state: over ? 'resolved' : 'firing',
        activeAtUs: fromS * S,
        firedAtUs: fromS * S,
        resolvedAtUs: over ? toS * S : undefined,
        value: 1,
      },
    ];
  });
}

/** Options of a small system: `users` need web, web needs api and shop, both need db. */
export function optionsOf(
  file: string | undefined,
  quality: Record<string, unknown> = {},
  more: Partial<AlertingOptions> = {},
): AlertingOptions {
  return {
    config: file === undefined ? undefined : configOf(file),
    reached: [],
    quality: AlertQualitySchema.parse(quality),
    maintenance: [],
    graph: {
      components: ['users', 'web', 'api', 'shop', 'db', 'mail'],
      edges: [
        { from: 'users', to: 'web' },
        { from: 'web', to: 'api' },
        { from: 'web', to: 'shop' },
        { from: 'api', to: 'db' },
        { from: 'shop', to: 'db' },
      ],
    },
    startsAtMs: Date.parse('2024-01-15T09:00:00Z'),
    ...more,
  };
}

function configOf(text: string): AlertingOptions['config'] {
  const yaml = readYaml(text, 'am.yaml', { scalars: 'text' });
  const parsed = parseAlertmanagerConfig(yaml.ok ? yaml.value.value : undefined);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

export class Tape {
  readonly alerting: Alerting;
  state: AlertingState = EMPTY_ALERTING;
  nowUs = 0;
  readonly said: AlertNotification[] = [];
  readonly #stretches: readonly Stretch[];
  readonly #everyUs: number;
  /** The state after each instant at which something happened. */
  onInstant: (tape: Tape) => void = () => {};

  constructor(options: AlertingOptions, stretches: readonly Stretch[], everyS = 1) {
    this.alerting = new Alerting(options);
    this.#stretches = stretches;
    this.#everyUs = everyS * S;
  }

  /** Runs on until a second, included. */
  to(untilS: number): this {
    const untilUs = untilS * S;
    while (this.nowUs < untilUs) {
      const ruleUs = (Math.floor(this.nowUs / this.#everyUs) + 1) * this.#everyUs;
      const nextUs = Math.min(ruleUs, this.alerting.nextDueUs(this.state), untilUs);
      if (nextUs <= this.nowUs) throw new Error(`time stands still at ${this.nowUs}`);
      this.nowUs = nextUs;
      if (nextUs === ruleUs) this.#take(this.alerting.observe(this.state, alertsAt(this.#stretches, nextUs), nextUs));
      this.#take(this.alerting.advance(this.state, nextUs));
      this.onInstant(this);
    }
    return this;
  }

  silence(matchers: string, forS: number): this {
    const parsed = matchers.split(',').map((pair) => ({ name: pair.split('=')[0]!, op: '=' as const, value: pair.split('=')[1]! }));
    this.state = this.alerting.silence(this.state, {
      matchers: parsed,
      startsAtUs: this.nowUs,
      endsAtUs: this.nowUs + forS * S,
      createdBy: 'me',
      comment: '',
    });
    return this;
  }

  /** A line a notification: second, receiver, group labels, alerts with a minus for those that are over. */
  get lines(): string[] {
    return this.said.map(({ atUs, receiver, group, firing, resolved, summary }) =>
      [
        `${atUs / S}`,
        receiver,
        ...Object.values(group),
        ...(summary ? ['summary'] : []),
        ...firing.map(({ alert }) => alert),
        ...resolved.map(({ alert }) => `-${alert}`),
      ].join(' '),
    );
  }

  view(failedPerS: Record<string, number> = {}, acknowledged: Record<string, number> = {}): ReturnType<Alerting['view']> {
    return this.alerting.view(this.state, { nowUs: this.nowUs, acknowledged, failedPerS });
  }

  #take({ state, notifications }: ReturnType<Alerting['observe']>): void {
    this.state = state;
    this.said.push(...notifications);
  }
}
