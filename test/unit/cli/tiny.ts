// A scenario small enough to run in a test: two services, a release that fails every charge, one remedy. Written to a folder of its own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadScenario, type Scenario } from '../../../src/schema/index.ts';

const SCENARIO = `version: 1
meta: { title: Tiny shop, summary: A release fails every charge, startsAt: 2024-01-15T09:00:00Z, length: 12m, difficulty: 1 }
world:
  services:
    web:
      replicas: 2
      concurrency: 50
      endpoints:
        buy: [ { compute: { exponential: 20ms } }, { call: pay/charge, timeout: 2s } ]
        browse: [ { compute: { exponential: 20ms } } ]
    pay:
      replicas: 2
      concurrency: 50
      version: 1.0.0
      starts: 2s
      config: { mode: good }
      endpoints:
        charge: [ { compute: { exponential: 10ms } }, { if: { config: mode, is: bad }, steps: [ { fail: { ratio: 100 % } } ] } ]
load:
  users: 5000
  journeys:
    - { name: buying, does: web/buy, rate: 10rps, revenue: 2.00 USD }
    - { name: browsing, does: web/browse, rate: 10rps }
observability:
  rules: rules.yaml
  dashboards: [ { title: Web, panels: [ { title: Errors, series: [ { expr: "job:errors:ratio", legend: errors } ] } ] } ]
health:
  baseline: [ { expr: "100 * job:errors:ratio", is: "< 1" } ]
  healthy: job:errors:ratio < 0.01
  broken: job:errors:ratio > 0.05
timeline:
  - at: +3m
    change: { deploy: pay, to: 1.1.0, sets: { mode: bad }, each: 5s }
truth:
  cause: { component: pay, kind: configuration }
  detail: The mode of the new release makes every charge fail.
  evidence: [ deployments, diff pay ]
  rivals: [ { cause: { component: web, kind: overload }, named: too much traffic, ruledOutBy: [ metrics Errors ] } ]
  remedies: [ { do: rollback pay, restores: 2m } ]
  redHerrings: [ { do: restart web } ]
  harmful: [ { do: delete web } ]
rubric:
  categories:
    - id: response
      title: Response
      criteria:
        - { id: looked, title: Looked first, points: 5, award: [ { points: 5, when: { acted: with evidence } } ] }
        - { id: solved, title: Solved, points: 5, award: [ { points: 5, when: { resolved: { of: T+0, to: 6m }, truly: true } } ] }
proof: { seeds: 2, actsAt: 1m, within: 5m }
`;
const RULES = `groups:
  - name: web
    interval: 5s
    rules:
      - record: job:errors:ratio
        expr: (sum(rate(http_server_requests_total{service="web",http_response_status_code=~"5.."}[30s])) or vector(0)) / sum(rate(http_server_requests_total{service="web"}[30s]))
      - alert: Errors
        expr: job:errors:ratio > 0.05
        for: 10s
        labels: { severity: page }
`;
const REFERENCE = `version: 1
title: The reference response
entries:
  - { at: T+20s, look: deployments }
  - { at: T+40s, look: diff pay }
  - { at: T+60s, do: rollback pay }
  - { at: T+5m, kind: incident.resolve, args: {} }
`;

export const TINY_FILES: Readonly<Record<string, string>> = {
  'scenario.yaml': SCENARIO,
  'rules.yaml': RULES,
  'journals/reference.yaml': REFERENCE,
  'journals/idle.yaml': 'version: 1\ntitle: Nobody answers\nentries: []\n',
};

/** @throws Error naming every issue */
export function tinyScenario(files: Readonly<Record<string, string>> = TINY_FILES): Scenario {
  const loaded = loadScenario('tiny', { ...files });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues, null, 1));
  return loaded.value;
}

/** Writes files to a new folder `<tmp>/tiny`; the caller removes its parent. */
export function writeFolder(files: Readonly<Record<string, string>> = TINY_FILES): { parent: string; folder: string; remove(): void } {
  const parent = mkdtempSync(join(tmpdir(), 'faultline-'));
  const folder = join(parent, 'tiny');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { parent, folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
