// A storm: twenty services that all need one core, which stands still from half a minute on, for three; three rules speak of each of them.
import { loadScenario, type Scenario } from '../../src/schema/index.ts';

const SHOPS = 20;
/** All that the rules speak of: the shops and the core. */
export const SERVICES = SHOPS + 1;
const names = Array.from({ length: SHOPS }, (_, index) => `shop-${index + 1}`);
const CODES = 'http_server_requests_total{http_response_status_code=~"5.."}';

const RULES = `groups:
  - name: services
    interval: 10s
    rules:
      - alert: ErrorsHigh
        expr: sum by (service) (rate(${CODES}[30s])) / sum by (service) (rate(http_server_requests_total[30s])) > 0.2
        for: 20s
        labels: { severity: page }
        annotations: { summary: "{{ $labels.service }}: {{ $value | humanizePercentage }} of requests fail" }
      - alert: ErrorBurst
        expr: sum by (service) (increase(${CODES}[30s])) > 3
        for: 20s
        labels: { severity: page }
        annotations: { summary: "{{ $labels.service }}: many errors" }
      - alert: NobodyServed
        expr: sum by (service) (rate(http_server_requests_total{http_response_status_code="200"}[30s])) < 0.1
        for: 20s
        labels: { severity: page }
        annotations: { summary: "{{ $labels.service }}: nobody is served" }
`;

/** @param observability more lines of that section, indented by two spaces */
export function stormScenario(observability = '', files: Record<string, string> = {}): Scenario {
  const yaml = `version: 1
meta: { title: Storm, summary: Everything needs one service., startsAt: 2024-01-15T10:00:00Z, length: 6m, difficulty: 1 }
world:
  services:
    core:
      replicas: 1
      concurrency: 200
      queue: 200
      endpoints: { do: [{ compute: { exponential: 5ms } }] }
${names.map((name) => `    ${name}:\n      replicas: 1\n      concurrency: 50\n      queue: 50\n      endpoints: { do: [{ compute: { exponential: 5ms } }, { call: core/do, timeout: 1s }] }\n`).join('')}
load:
  users: 1000
  journeys:
${names.map((name) => `    - { name: of ${name}, does: ${name}/do, rate: 1rps }\n`).join('')}
observability:
  scrape: 5s
  rules: rules.yaml
${observability}
people:
  owner: { name: Owner of the core, role: engineer, channel: specialists }
timeline:
  - { at: +30s, fault: { stallService: core, for: 3m } }
`;
  const loaded = loadScenario('storm', { 'scenario.yaml': yaml, 'rules.yaml': RULES, ...files });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues, undefined, 1));
  return loaded.value;
}
