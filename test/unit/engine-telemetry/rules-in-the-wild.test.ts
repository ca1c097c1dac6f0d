// Alerting rules as handbooks print them, word for word, over series that a simulated shop scraped: they go pending, firing and resolved because
// of what happened there. Rules about series that nobody exposes stay silent.
import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import { type AlertInstance, loadScenario } from '../../../src/schema/index.ts';
import { SECOND, smallScenario } from './small-world.ts';

const GOLDEN_SIGNALS = `
groups:
- name: golden_signals
  rules:
  - alert: HighErrorRate
    expr: |
      (
        sum(rate(http_requests_total{status=~"5.."}[5m]))
        /
        sum(rate(http_requests_total[5m]))
      ) * 100 > 5
    for: 2m
    labels:
      severity: critical
      team: platform
    annotations:
      summary: "High error rate detected"
      description: "Error rate is {{ $value }}% for the last 5 minutes"
      runbook: "https://runbooks.company.com/high-error-rate"
  
  - alert: HighLatency
    expr: |
      histogram_quantile(0.99,
        sum(rate(http_request_duration_seconds_bucket[5m])) by (le)
      ) > 0.5
    for: 5m
    labels:
      severity: warning
      team: platform
    annotations:
      summary: "High latency detected"
      description: "99th percentile latency is {{ $value }}s"
      runbook: "https://runbooks.company.com/high-latency"
  
  - alert: HighResourceUsage
    expr: resource_usage_percent{resource="cpu"} > 80
    for: 10m
    labels:
      severity: warning
      team: platform
    annotations:
      summary: "High CPU usage"
      description: "CPU usage is {{ $value }}% on {{ $labels.service }}"
      runbook: "https://runbooks.company.com/high-cpu"
`;

const API_ALERTS = `
groups:
  - name: api_errors
    interval: 1m
    rules:
      - alert: HighErrorRate
        expr: |
          (
            sum(rate(http_requests_total{status=~"5.."}[5m]))
            /
            sum(rate(http_requests_total[5m]))
          ) > 0.05
        for: 5m
        labels:
          severity: SEV-2
          service: api
        annotations:
          title: "High Error Rate in {{ $labels.service }}"
          description: "Error rate is {{ $value | humanizePercentage }}"
          impact: "Users experiencing failures on API requests"
          runbook: "https://runbooks.example.com/api/high-error-rate"
          dashboard: "https://grafana.example.com/d/api-overview"
  - name: latency
    rules:
      - alert: HighLatency
        expr: |
          histogram_quantile(0.95,
            sum(rate(http_request_duration_seconds_bucket[5m])) by (le, service)
          ) > 1.0
        for: 10m
        labels:
          severity: SEV-3
          service: "{{ $labels.service }}"
        annotations:
          title: "High Latency in {{ $labels.service }}"
          description: "P95 latency is {{ $value }}s (threshold: 1s)"
          impact: "Slow response times for users"
          runbook: "https://runbooks.example.com/performance/high-latency"
  - name: saturation
    rules:
      - alert: HighMemoryUsage
        expr: |
          (
            node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes
          ) / node_memory_MemTotal_bytes > 0.90
        for: 5m
        labels:
          severity: SEV-3
          component: infrastructure
        annotations:
          title: "High Memory Usage on {{ $labels.instance }}"
          description: "Memory usage at {{ $value | humanizePercentage }}"
          impact: "Risk of OOM kills and service disruption"
          runbook: "https://runbooks.example.com/infra/high-memory"
`;

/** The bank answers late from 09:02 on, for a quarter of an hour: callers give up, and wait long before they do. */
const LATE_BANK = `
timeline:
  - { at: "09:02", fault: { provider: bank, reply: 4s, for: 15m } }
`;

/** Alerts of a run of 28 minutes, and the states each was seen in at the scrapes. */
function play(rules: string): { alerts: readonly AlertInstance[]; states: Record<string, string[]> } {
  const { files } = smallScenario(LATE_BANK);
  const loaded = loadScenario('small', { ...files, 'rules.yaml': rules });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues, null, 1));
  const engine = createEngine(loaded.value, 'seed');
  const states: Record<string, string[]> = {};
  for (let atUs = 0; atUs <= 28 * 60 * SECOND; atUs += 15 * SECOND) {
    engine.runUntil(atUs);
    for (const { alert, state } of engine.alerts()) {
      const seen = (states[alert] ??= []);
      if (seen.at(-1) !== state) seen.push(state);
    }
  }
  return { alerts: engine.alerts(), states };
}

describe('the golden signals of a handbook', () => {
  let run: ReturnType<typeof play>;
  beforeAll(() => {
    run = play(GOLDEN_SIGNALS);
  });

  it('go through pending, firing and resolved as the outage comes and goes', () => {
    expect(run.states).toEqual({ HighErrorRate: ['pending', 'firing', 'resolved'], HighLatency: ['pending', 'firing', 'resolved'] });
  });

  it('fire two and five minutes after they began to hold, and say the values', () => {
    const [errors, latency] = ['HighErrorRate', 'HighLatency'].map((name) => run.alerts.find(({ alert }) => alert === name));
    expect(errors?.activeAtUs).toBeGreaterThan(120 * SECOND);
    expect((errors?.firedAtUs ?? 0) - (errors?.activeAtUs ?? 0)).toBe(120 * SECOND);
    expect((latency?.firedAtUs ?? 0) - (latency?.activeAtUs ?? 0)).toBe(300 * SECOND);
    // Failures leave the window of five minutes after the fault ends at 17 minutes.
    expect(errors?.resolvedAtUs).toBeGreaterThan(17 * 60 * SECOND);
    expect(errors?.resolvedAtUs).toBeLessThan(23 * 60 * SECOND);
    expect(errors?.labels).toEqual({ alertname: 'HighErrorRate', severity: 'critical', team: 'platform' });
    expect(errors?.annotations['description']).toMatch(/^Error rate is \d+\.\d+% for the last 5 minutes$/);
    expect(latency?.annotations['description']).toMatch(/^99th percentile latency is \d+(?:\.\d+)?s$/);
  });
});

describe('the alerts of another handbook', () => {
  it('fire once for the errors and once for each slow service; memory that nobody measures is no error', () => {
    const { alerts, states } = play(API_ALERTS);
    expect(states).toEqual({
      HighErrorRate: ['pending', 'firing', 'resolved'],
      HighLatency: expect.arrayContaining(['pending', 'firing', 'resolved']),
    });
    const errors = alerts.find(({ alert }) => alert === 'HighErrorRate');
    expect((errors?.firedAtUs ?? 0) - (errors?.activeAtUs ?? 0)).toBe(300 * SECOND);
    expect((errors?.activeAtUs ?? 1) % (60 * SECOND)).toBe(0);
    expect(errors?.annotations['description']).toMatch(/^Error rate is \d+(?:\.\d+)?%$/);
    const slow = alerts.filter(({ alert, state }) => alert === 'HighLatency' && state === 'resolved');
    expect(slow.map(({ labels }) => labels['service'])).toContain('shop');
    for (const { firedAtUs, activeAtUs } of slow) expect((firedAtUs ?? 0) - activeAtUs).toBe(600 * SECOND);
  });
});

describe('a rule file of a scenario', () => {
  it('is read as Prometheus reads it: labels are texts, merge keys fill in', () => {
    const { files } = smallScenario();
    const rules = [
      'groups:',
      '  - name: g',
      '    labels: &page { level: 1.0, urgent: yes }',
      '    rules:',
      '      - { alert: Always, expr: 1, labels: { <<: *page, team: core } }',
    ];
    const loaded = loadScenario('small', { ...files, 'rules.yaml': rules.join('\n') });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues, null, 1));
    const engine = createEngine(loaded.value, 'seed');
    engine.runUntil(10 * SECOND);
    expect(engine.alerts().map(({ labels, state }) => [labels, state])).toEqual([
      [{ alertname: 'Always', level: '1.0', urgent: 'yes', team: 'core' }, 'firing'],
    ]);
  });
});
