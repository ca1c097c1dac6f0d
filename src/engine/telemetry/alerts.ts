// Alert and recording rules: each group is evaluated right after the scrape at which its interval is due, in file order.
// Keeps the history of alerts that fired; a pending alert that never fires leaves none.
import { parseRuleGroups, RuleEvaluator } from '../../promql/index.ts';
import { type AlertInstance, assert, type SimTimeUs } from '../../schema/index.ts';
import { labelKey } from './series-block.ts';
import type { SeriesStore } from './series-store.ts';

export interface AlertsMark {
  readonly history: readonly AlertInstance[];
  readonly evaluator: unknown;
}

export class Alerts {
  readonly #evaluator: RuleEvaluator;
  readonly #intervalsUs: readonly SimTimeUs[];
  readonly #scrapeUs: SimTimeUs;
  readonly #startsAtMs: number;
  #history: AlertInstance[] = [];

  constructor(rules: unknown, scrapeUs: SimTimeUs, startsAtMs: number) {
    const parsed = parseRuleGroups(rules ?? { groups: [] });
    assert(parsed.ok, 'the rules of a scenario were checked when it was loaded', parsed.ok ? {} : { issues: parsed.issues });
    this.#evaluator = new RuleEvaluator(parsed.value);
    this.#intervalsUs = parsed.value.groups.map((group) =>
      group.intervalMs === undefined ? scrapeUs : Math.max(scrapeUs, group.intervalMs * 1_000),
    );
    this.#scrapeUs = scrapeUs;
    this.#startsAtMs = startsAtMs;
  }

  get history(): readonly AlertInstance[] {
    return this.#history;
  }

  /** Due at the first scrape at or after each multiple of the interval. */
  #isDue(intervalUs: SimTimeUs, atUs: SimTimeUs): boolean {
    return Math.floor(atUs / intervalUs) > Math.floor((atUs - this.#scrapeUs) / intervalUs);
  }

  /** The first scrape after `nowUs` at which a group is due; without groups every scrape. */
  nextUs(nowUs: SimTimeUs): SimTimeUs {
    let atUs = (Math.floor(nowUs / this.#scrapeUs) + 1) * this.#scrapeUs;
    if (this.#intervalsUs.length === 0) return atUs;
    while (!this.#intervalsUs.some((intervalUs) => this.#isDue(intervalUs, atUs))) atUs += this.#scrapeUs;
    return atUs;
  }

  /** Evaluates the groups that are due at this scrape; what they record goes into the open row of the store. */
  evaluate(store: SeriesStore, atUs: SimTimeUs): void {
    const atMs = this.#startsAtMs + atUs / 1_000;
    this.#evaluator.groups.forEach((group, index) => {
      if (!this.#isDue(this.#intervalsUs[index]!, atUs)) return;
      const result = this.#evaluator.evaluate(index, store.source, atMs);
      for (const sample of result.samples) store.writeSparse(store.sparseColumn(sample.labels).id, sample.value, sample.stale);
      this.#remember(group.name, result.alerts);
    });
  }

  #remember(group: string, alerts: ReturnType<RuleEvaluator['evaluate']>['alerts']): void {
    const us = (ms: number) => Math.round((ms - this.#startsAtMs) * 1_000);
    const seen = new Set<string>();
    for (const alert of alerts) {
      const key = instanceKey(alert.labels, us(alert.activeAtMs));
      seen.add(key);
      const instance: AlertInstance = {
        alert: alert.alert,
        labels: alert.labels,
        annotations: alert.annotations,
        severity: alert.labels['severity'] ?? 'none',
        state: alert.state,
        activeAtUs: us(alert.activeAtMs),
        firedAtUs: alert.firedAtMs === undefined ? undefined : us(alert.firedAtMs),
        resolvedAtUs: alert.resolvedAtMs === undefined ? undefined : us(alert.resolvedAtMs),
        value: alert.value,
      };
      const place = this.#history.findLastIndex(
        (known) => known.state !== 'resolved' && instanceKey(known.labels, known.activeAtUs) === key,
      );
      if (place < 0) this.#history.push(instance);
      else this.#history[place] = instance;
    }
    const names = new Set(this.#alertNames(group));
    this.#history = this.#history.filter(
      (known) => known.state !== 'pending' || !names.has(known.alert) || seen.has(instanceKey(known.labels, known.activeAtUs)),
    );
  }

  #alertNames(group: string): string[] {
    const rules = this.#evaluator.groups.find((candidate) => candidate.name === group)?.rules ?? [];
    return rules.flatMap((rule) => (rule.kind === 'alerting' ? [rule.alert] : []));
  }

  mark(): AlertsMark {
    return { history: this.#history.slice(), evaluator: this.#evaluator.saveState() };
  }
  restore(mark: AlertsMark): void {
    this.#history = mark.history.slice();
    this.#evaluator.restoreState(mark.evaluator);
  }
}

const instanceKey = (labels: Readonly<Record<string, string>>, activeAtUs: SimTimeUs): string => `${activeAtUs}\u0003${labelKey(labels)}`;
