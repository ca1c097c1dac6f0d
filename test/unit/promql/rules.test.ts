/** Rule groups: the life of an alert, what a rule records, what a bad file is told, and that a restored evaluator goes on as if nothing had happened. */
import { describe, expect, it } from 'vitest';
import { evaluateInstant, MemoryStore, parseExpr, parseRuleGroups, RuleEvaluator, type RuleGroups } from '../../../src/promql/index.ts';

function rules(groups: unknown): RuleGroups {
  const parsed = parseRuleGroups({ groups });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  return parsed.value;
}

/** Applies a group at each instant, appending what it records as an engine would. */
function step(evaluator: RuleEvaluator, store: MemoryStore, atMs: number, group = 0) {
  const result = evaluator.evaluate(group, store, atMs);
  for (const { labels, tMs, value, stale } of result.samples) {
    if (stale) {
      store.appendStale(labels, tMs);
    } else {
      store.append(labels, tMs, value);
    }
  }
  return result;
}

function query(store: MemoryStore, text: string, atMs: number): unknown {
  const parsed = parseExpr(text);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  const result = evaluateInstant(parsed.expr, store, atMs);
  return result.kind === 'vector' ? result.samples.map(({ labels, value }) => ({ labels, value })) : result;
}

const HIGH_ERROR_RATE = {
  alert: 'HighErrorRate',
  expr: '(sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))) * 100 > 5',
  for: '2m',
  labels: { severity: 'critical', team: 'platform' },
  annotations: { summary: 'High error rate detected', description: 'Error rate is {{ $value }}% for the last 5 minutes' },
};

describe('an alert on 5 % of errors over five minutes, for two minutes', () => {
  it('is pending, firing and resolved at the seconds an independent calculation gives', () => {
    // 100 requests a second; from 600 s to 1,800 s one in ten fails; scrapes and evaluations every 15 s.
    const store = new MemoryStore();
    const evaluator = new RuleEvaluator(rules([{ name: 'golden_signals', interval: '15s', rules: [HIGH_ERROR_RATE] }]));
    const changes: [second: number, state: string][] = [];
    for (let second = 0; second <= 2400; second += 15) {
      const failing = Math.max(0, Math.min(second, 1800) - 600);
      store.append({ __name__: 'http_requests_total', status: '200' }, second * 1000, second * 100 - failing * 10);
      store.append({ __name__: 'http_requests_total', status: '500' }, second * 1000, failing * 10);
      for (const alert of step(evaluator, store, second * 1000).alerts) {
        if (alert.changed) {
          changes.push([second, alert.state]);
        }
      }
    }
    expect(changes).toEqual([
      [750, 'pending'],
      [870, 'firing'],
      [1950, 'resolved'],
    ]);
  });
});

describe('the golden-signal rules as teams write them', () => {
  it('work verbatim: latency from a histogram, a saturated resource with its labels in the text', () => {
    const evaluator = new RuleEvaluator(
      rules([
        {
          name: 'golden_signals',
          rules: [
            HIGH_ERROR_RATE,
            {
              alert: 'HighLatency',
              expr: 'histogram_quantile(0.99,\n  sum(rate(http_request_duration_seconds_bucket[5m])) by (le)\n) > 0.5\n',
              for: '5m',
              annotations: { description: '99th percentile latency is {{ $value }}s' },
            },
            {
              alert: 'HighResourceUsage',
              expr: 'resource_usage_percent{resource="cpu"} > 80',
              for: '10m',
              annotations: { description: 'CPU usage is {{ $value }}% on {{ $labels.service }}' },
            },
          ],
        },
      ]),
    );
    const store = new MemoryStore();
    const last: Record<string, [string, string | undefined]> = {};
    for (let second = 0; second <= 900; second += 15) {
      for (const [le, share] of [
        ['0.25', 0.9],
        ['1', 0.98],
        ['2', 1],
        ['+Inf', 1],
      ] as const) {
        store.append({ __name__: 'http_request_duration_seconds_bucket', le }, second * 1000, second * 100 * share);
      }
      store.append({ __name__: 'resource_usage_percent', resource: 'cpu', service: 'checkout' }, second * 1000, 91);
      for (const { alert, state, annotations } of step(evaluator, store, second * 1000).alerts) {
        last[alert] = [state, annotations['description']];
      }
    }
    expect(last).toEqual({
      HighLatency: ['firing', '99th percentile latency is 1.5s'],
      HighResourceUsage: ['firing', 'CPU usage is 91% on checkout'],
    });
  });
});

describe('states', () => {
  const group = [
    {
      name: 'g',
      rules: [
        {
          alert: 'Hot',
          expr: 'temperature > 30',
          for: '1m',
          keep_firing_for: '2m',
          labels: { level: '{{ if gt $value 50.0 }}page{{ else }}warn{{ end }}' },
          annotations: { text: '{{ $labels.room }} at {{ $value }}' },
        },
      ],
    },
  ];

  function run(values: readonly number[]): string[] {
    const store = new MemoryStore();
    const evaluator = new RuleEvaluator(rules(group));
    return values.map((value, i) => {
      store.append({ __name__: 'temperature', room: 'a' }, i * 30_000, value);
      return step(evaluator, store, i * 30_000)
        .alerts.map((alert) => `${alert.state}${alert.changed ? '!' : ''}`)
        .join();
    });
  }

  it('keeps firing for a while after the expression stopped holding, then resolves once', () => {
    expect(run([20, 40, 40, 40, 20, 20, 20, 20, 20, 20])).toEqual([
      '',
      'pending!',
      'pending',
      'firing!',
      'firing',
      'firing',
      'firing',
      'firing',
      'resolved!',
      '',
    ]);
  });

  it('forgets a pending alert without a word when the expression stops holding', () => {
    expect(run([40, 20, 40, 40])).toEqual(['pending!', '', 'pending!', 'pending']);
  });

  it('expands labels and annotations, and shows itself as ALERTS until it ends', () => {
    const store = new MemoryStore();
    const evaluator = new RuleEvaluator(rules(group));
    store.append({ __name__: 'temperature', room: 'a' }, 0, 60);
    const [alert] = step(evaluator, store, 0).alerts;
    expect(alert).toMatchObject({
      labels: { alertname: 'Hot', room: 'a', level: 'page' },
      annotations: { text: 'a at 60' },
      value: 60,
      activeAtMs: 0,
    });
    expect(query(store, 'ALERTS', 0)).toEqual([
      { labels: { __name__: 'ALERTS', alertname: 'Hot', alertstate: 'pending', level: 'page', room: 'a' }, value: 1 },
    ]);
    store.append({ __name__: 'temperature', room: 'a' }, 30_000, 10);
    step(evaluator, store, 30_000);
    expect(query(store, 'ALERTS or ALERTS_FOR_STATE', 30_000)).toEqual([]);
  });

  it('shows the template of a label that came out empty in ALERTS, as Prometheus does, and leaves it out of the alert', () => {
    const store = new MemoryStore();
    const evaluator = new RuleEvaluator(
      rules([{ name: 'g', rules: [{ alert: 'Hot', expr: 'temperature', labels: { who: '{{ $labels.owner }}' } }] }]),
    );
    store.append({ __name__: 'temperature' }, 0, 60);
    const { alerts, samples } = step(evaluator, store, 0);
    expect(alerts[0]?.labels).toEqual({ alertname: 'Hot' });
    expect(samples[0]?.labels).toEqual({ __name__: 'ALERTS', alertname: 'Hot', alertstate: 'firing', who: '{{ $labels.owner }}' });
  });

  it('continues from a saved state exactly as if it had never stopped', () => {
    const values = [40, NaN, 40, 40, 20, 20, 20, 20, 20, 60, 60, 60];
    const whole = new MemoryStore();
    const split = new MemoryStore();
    let first = new RuleEvaluator(rules(group));
    const uninterrupted = new RuleEvaluator(rules(group));
    values.forEach((value, i) => {
      for (const store of [whole, split]) {
        store.append({ __name__: 'temperature', room: 'a' }, i * 30_000, value);
      }
      const saved = JSON.parse(JSON.stringify(first.saveState()));
      first = new RuleEvaluator(rules(group));
      first.restoreState(saved);
      expect(step(first, split, i * 30_000)).toEqual(step(uninterrupted, whole, i * 30_000));
    });
  });
});

describe('a limit on the alerts of a rule', () => {
  it('ends and forgets all of them when there are more, and says so', () => {
    const store = new MemoryStore();
    const evaluator = new RuleEvaluator(rules([{ name: 'g', limit: 1, rules: [{ alert: 'Hot', expr: 'temperature > 30' }] }]));
    store.append({ __name__: 'temperature', room: 'a' }, 0, 40);
    expect(step(evaluator, store, 0).alerts.map(({ state }) => state)).toEqual(['firing']);
    store.append({ __name__: 'temperature', room: 'b' }, 30_000, 40);
    const { alerts, failures } = step(evaluator, store, 30_000);
    expect(alerts.map(({ state, labels }) => [state, labels['room']])).toEqual([['resolved', 'a']]);
    expect(failures.map(({ message }) => message)).toEqual(['exceeded limit of 1 with 2 alerts']);
  });
});

describe('a group that looks back by an offset', () => {
  it('queries and records in the past, but an alert begins now', () => {
    const store = new MemoryStore();
    const evaluator = new RuleEvaluator(rules([{ name: 'g', query_offset: '1m', rules: [{ alert: 'Hot', expr: 'temperature > 30' }] }]));
    store.append({ __name__: 'temperature' }, 0, 40);
    store.append({ __name__: 'temperature' }, 60_000, 20);
    const { alerts, samples } = step(evaluator, store, 60_000);
    expect(alerts.map(({ activeAtMs, value }) => [activeAtMs, value])).toEqual([[60_000, 40]]);
    expect(samples.map(({ tMs, value }) => [tMs, value])).toEqual([
      [0, 1],
      [0, 60],
    ]);
  });
});

describe('recording rules', () => {
  it('record under their name and labels, visible to the next rule of the group, and end with a stale marker', () => {
    const store = new MemoryStore();
    const evaluator = new RuleEvaluator(
      rules([
        {
          name: 'g',
          labels: { source: 'rule' },
          rules: [
            { record: 'job:up:sum', expr: 'sum by (job) (up)', labels: { source: 'own' } },
            { record: 'job:up:double', expr: 'job:up:sum * 2' },
          ],
        },
      ]),
    );
    store.append({ __name__: 'up', job: 'api', instance: '1' }, 0, 1);
    store.append({ __name__: 'up', job: 'api', instance: '2' }, 0, 1);
    expect(step(evaluator, store, 0).samples).toEqual([
      { labels: { __name__: 'job:up:sum', job: 'api', source: 'own' }, tMs: 0, value: 2, stale: false },
      { labels: { __name__: 'job:up:double', job: 'api', source: 'rule' }, tMs: 0, value: 4, stale: false },
    ]);
    store.appendStale({ __name__: 'up', job: 'api', instance: '1' }, 15_000);
    store.appendStale({ __name__: 'up', job: 'api', instance: '2' }, 15_000);
    expect(step(evaluator, store, 15_000).samples.map(({ labels, stale }) => [labels['__name__'], stale])).toEqual([
      ['job:up:sum', true],
      ['job:up:double', true],
    ]);
    expect(query(store, 'job:up:double', 15_000)).toEqual([]);
  });

  it('report a failure and let the rest of the group go on', () => {
    const store = new MemoryStore();
    store.append({ __name__: 'a', x: '1' }, 0, 1);
    store.append({ __name__: 'b', x: '1' }, 0, 1);
    const evaluator = new RuleEvaluator(
      rules([
        {
          name: 'g',
          rules: [
            { record: 'same', expr: '{__name__=~"a|b"}', labels: { x: '' } },
            { record: 'fine', expr: 'a' },
          ],
        },
      ]),
    );
    const result = step(evaluator, store, 0);
    expect(result.failures).toEqual([
      { group: 'g', rule: 'same', message: 'vector contains metrics with the same labelset after applying rule labels' },
    ]);
    expect(result.samples).toEqual([{ labels: { __name__: 'fine', x: '1' }, tMs: 0, value: 1, stale: false }]);
  });
});

describe('a bad rule file', () => {
  it('is told everything at once, each with its path', () => {
    const parsed = parseRuleGroups({
      groups: [
        {
          name: 'g',
          interval: '5 minutes',
          rules: [
            { alert: 'A', expr: 'sum(rate(x)', for: '5x', annotations: { text: '{{ $value | nonsense }}' } },
            { record: 'r', expr: 'up', for: '5m' },
            { expr: 'up' },
            { alert: 'B', expr: 'up[5m]', labels: { __name__: 'x' } },
          ],
        },
        { name: 'g', rules: [] },
      ],
    });
    const found = parsed.ok ? [] : parsed.issues.map((issue) => [issue.code, issue.path.join('.')]);
    expect(found).toEqual([
      ['rules/duration', 'groups.0.interval'],
      ['promql/syntax', 'groups.0.rules.0.expr'],
      ['rules/duration', 'groups.0.rules.0.for'],
      ['rules/template', 'groups.0.rules.0.annotations.text'],
      ['rules/recording', 'groups.0.rules.1.for'],
      ['rules/kind', 'groups.0.rules.2'],
      ['rules/expr-type', 'groups.0.rules.3.expr'],
      ['rules/label-name', 'groups.0.rules.3.labels.__name__'],
      ['rules/group-name', 'groups.1.name'],
    ]);
  });

  it('is told about keys that do not exist', () => {
    const parsed = parseRuleGroups({ groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up', severity: 'page' }] }] });
    expect(parsed.ok ? [] : parsed.issues.map((issue) => [issue.code, issue.found])).toEqual([['rules/unknown-key', 'the key severity']]);
  });
});
