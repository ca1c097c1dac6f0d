// A small shop as a scenario file, loaded like any other: a web front, a payment service that holds a pooled connection while it
// calls a bank, and a release that sets the bank's timeout too low. Small enough that a whole drill runs in well under a second.
import { loadScenario, type Scenario } from '../../src/schema/index.ts';

export const SMALL_SCENARIO = `
version: 1
meta:
  title: Small shop
  summary: A release breaks payments.
  objectives: [find the release]
  startsAt: 2024-03-01T10:00:00Z
  length: 15m
  difficulty: 1
  notes: INSTRUCTOR-ONLY the release is the cause
world:
  providers:
    bank:
      connect: { lognormal: { median: 60ms, p99: 150ms } }
      reply: 40ms
      statusPage: { component: Payments, shows: operational, text: All good. }
    carrier:
      connect: 20ms
      reply: 20ms
  databases:
    ledger: { workers: 8 }
  pools:
    ledger-pool: { database: ledger, size: 20, acquireTimeout: 2s }
  breakers:
    bank-breaker: { failures: 1000000 }
  services:
    web:
      replicas: 2
      concurrency: 100
      version: 2.9.0
      config: { banner: "off" }
      endpoints:
        browse: [ { compute: 20ms } ]
        pay: [ { compute: 5ms }, { call: payments/charge, timeout: 3s } ]
    payments:
      replicas: 3
      concurrency: 50
      version: 1.0.0
      starts: 5s
      config: { bank_timeout: 2s, bank_retries: 1 }
      endpoints:
        charge:
          - hold: ledger-pool
            steps:
              - query: { database: ledger, takes: { exponential: 4ms }, label: insert into charges }
              - breaker: bank-breaker
                steps: [ { call: bank, connectTimeout: "\${config.bank_timeout}" } ]
load:
  users: 5000
  journeys:
    - { name: browsing, does: web/browse, rate: 10rps }
    - { name: paying, does: web/pay, rate: 10rps, revenue: 2.00 EUR }
observability:
  scrape: 5s
  rules: rules.yaml
  slos:
    - { name: Web answers, objective: 99.9 %, over: 30d, good: 'sum(rate(http_server_requests_total{service="web",http_response_status_code!~"5.."}[1m]))', total: 'sum(rate(http_server_requests_total{service="web"}[1m]))' }
    - { name: Payments succeed, objective: 99 %, over: 30d, good: 'sum(business_requests_total{journey="paying",outcome="ok"})', total: 'sum(business_requests_total{journey="paying"})' }
  dashboards:
    - title: Front
      panels:
        - { title: Web errors, unit: ratio, series: [ { expr: 'error_ratio{service="web"}', legend: "{{service}} errors" } ] }
        - { title: Traffic, unit: per second, series: [ { expr: 'sum by (http_route) (rate(http_server_requests_total{service="web"}[1m]))', legend: "{{http_route}}" } ] }
health:
  baseline: [ { expr: 'error_ratio{service="web"}', is: "< 0.1" } ]
  healthy: error_ratio{service="web"} < 0.01
  broken: error_ratio{service="web"} > 0.05
people:
  boss: { name: Boss, role: executive, channel: executive, answersIn: 20s }
  bank-contact:
    name: Bank contact
    role: vendor
    channel: specialists
    answersIn: { uniform: { from: 20s, to: 60s } }
    knows: [bank]
    answers: [ { about: bank, says: "We see {{ sum(up) | number }} of your pods and {{ nothing_here }}." } ]
    otherwise: Ask the payments team.
timeline:
  - { at: "09:40", change: { deploy: web, to: 3.0.0, summary: new banner, sets: { banner: "on" } } }
  - at: "10:02"
    change: { deploy: payments, to: 1.1.0, summary: shorter timeouts, each: 15s, sets: { bank_timeout: 20ms }, diff: payments/timeouts.yaml, notes: notes/late.md }
    note: INSTRUCTOR-ONLY this breaks it
  - { at: T+1m, message: { from: boss, text: "What is going on?" }, expects: { update: executive, within: 2m } }
  - { when: { firing: WebErrors }, after: 45s, message: { from: bank-contact, text: "We are fine: {{ sum(up) | number }} pods connected." } }
  - { when: { did: rollback payments }, after: 30s, message: { from: boss, text: I heard you are rolling back. } }
  - { when: { phase: resolved, for: 60s }, reveal: late-notes }
  - { when: { holds: 'sum(up) > 1000' }, page: never }
artefacts:
  - { name: overview, title: How the shop works, kind: document, file: notes/overview.md }
  - { name: late-notes, title: SECRET-TITLE release notes, kind: deployment notes, file: notes/late.md, hidden: true }
truth:
  cause: { component: payments, kind: configuration }
  detail: SECRET-DETAIL the timeout is below the connect time
  deeper: [SECRET-DEEPER nobody reviewed it]
  evidence: [diff payments]
  rivals: [ { cause: { component: bank, kind: down }, named: SECRET-RIVAL the bank, ruledOutBy: [status bank] } ]
  remedies: [ { do: rollback payments, restores: 4m } ]
  redHerrings: [ { do: restart ledger, because: SECRET-HERRING it is idle } ]
rubric: rubric.yaml
notes: INSTRUCTOR-ONLY notes of the scenario
`;

const RULES = `
groups:
  - name: web
    rules:
      - record: error_ratio
        expr: (sum by (service) (rate(http_server_requests_total{http_response_status_code=~"5.."}[30s])) or sum by (service) (rate(http_server_requests_total[30s])) * 0) / sum by (service) (rate(http_server_requests_total[30s]))
      - alert: WebErrors
        expr: error_ratio{service="web"} > 0.1
        for: 15s
        labels: { severity: page }
        annotations: { summary: Too many answers of web are errors }
      - alert: PoolBusy
        expr: db_client_connection_count{pool="ledger-pool",state="used"} > 15
        labels: { severity: ticket }
`;

const RUBRIC = `
categories:
  - id: response
    title: Response
    criteria:
      - { id: looked, title: Looked at the diff, points: 5, award: [ { points: 5, when: { look: diff payments } } ] }
      - id: calm
        title: Stayed calm
        points: 5
        judged: { by: self, question: SECRET-QUESTION were you calm, anchors: { "0": "no", "5": "yes" } }
`;

export const SMALL_FILES: Readonly<Record<string, string>> = {
  'scenario.yaml': SMALL_SCENARIO,
  'rules.yaml': RULES,
  'rubric.yaml': RUBRIC,
  'notes/overview.md': '# The shop\n\nWeb calls payments, payments calls the bank.\n',
  'notes/late.md': '# SECRET-NOTES\n\nTested locally only.\n',
  'journals/reference.yaml': `
version: 1
title: Reference
entries:
  - { at: T+10s, kind: alert.acknowledge, args: { alert: WebErrors } }
  - { at: T+20s, look: diff payments, id: diff }
  - { at: T+30s, kind: hypothesis.set, args: { beliefs: [ { cause: { component: payments, kind: configuration }, probability: 0.9 } ] } }
  - { at: T+35s, kind: hypothesis.pin, args: { cause: { component: payments, kind: configuration }, look: "#diff", supports: for } }
  - { at: T+40s, do: rollback payments }
  - { at: T+90s, kind: comms.status-update, args: { audience: executive, state: mitigating, impact: { errorRatio: '= error_ratio{service="web"}' }, confidence: 0.9, nextUpdateMinutes: 5 } }
  - { at: T+4m, kind: incident.resolve }
`,
};

/**
 * The small shop, with files replaced and pieces of the scenario text exchanged.
 * @throws Error naming the issues when it does not load, or when a piece to exchange is not there
 */
export function smallScenario(exchange: Readonly<Record<string, string>> = {}, files: Readonly<Record<string, string>> = {}): Scenario {
  let text = SMALL_SCENARIO;
  for (const [from, to] of Object.entries(exchange)) {
    if (!text.includes(from)) throw new Error(`the small scenario has no “${from}”`);
    text = text.replace(from, () => to);
  }
  const loaded = loadScenario('small-shop', { ...SMALL_FILES, 'scenario.yaml': text, ...files });
  if (!loaded.ok)
    throw new Error(
      loaded.issues.map(({ path, expected, found, line }) => `${line}: ${path.join('.')}: expected ${expected}, found ${found}`).join('\n'),
    );
  return loaded.value;
}

/** Where every person waits, and nothing is wrong: a page that means nothing. */
export function quietScenario(): Scenario {
  return smallScenario({
    'sets: { bank_timeout: 20ms }, ': '',
    'page: never': 'page: Somebody pressed the button',
    "holds: 'sum(up) > 1000'": "holds: 'sum(up) > 2', for: 1m",
  });
}
