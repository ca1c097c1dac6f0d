// Consoles, routine work and slips in a scenario: what loads, and where a mistake is told.
import { describe, expect, it } from 'vitest';
import { parseExpr } from '../../../src/promql/index.ts';
import { ENTRY_ARGS, loadScenario, rubricOf } from '../../../src/schema/index.ts';
import { edited, issuesOf, marked } from './support.ts';

const DESK = `version: 1
meta: { title: Desk, summary: A console, startsAt: 2024-01-15T09:00:00Z, length: 30m, difficulty: 1 }
world:
  services:
    web: { replicas: 2, concurrency: 10, endpoints: { index: [ { compute: 5ms } ] } }
load: { journeys: [ { name: browsing, does: web/index, rate: 5rps } ] }
people:
  clerk: { name: Clerk, role: operator, channel: war room }
  lead: { name: Lead, role: lead, channel: war room }
consoles:
  scaler:
    kind: form
    title: Scaler
    style: pipeline
    fields:
      - { name: service, label: Service, type: choice, options: [ { value: web, label: Web, group: live }, { value: web, label: Web again, group: test } ] }
      - { name: replicas, label: Replicas, type: number }
    actions:
      - { name: scale, label: Scale, do: "scale {service} {replicas}", undo: "scale {service} 2" }
    readouts:
      - { label: Replicas now, value: "count(up)" }
    always:
      - { name: trail, audit: Changes }
    dangerous:
      - { name: sure, warning: "Scale to {replicas}?", holds: "{replicas} < bool 1", harmless: 50 % }
    safe:
      - { name: apart, separation: service, starts: live, switching: 10s }
      - { name: whole, check: [ { field: replicas, number: true, min: 1, max: 20, says: Between 1 and 20 } ] }
      - { name: look, confirmation: What will happen, shows: [ { label: Change, value: "{replicas} - count(up)" } ] }
      - { name: type-it, phrase: "SCALE {service} TO {replicas}" }
      - { name: second, secondPerson: lead, denies: "{replicas} > bool 10", takes: 20s }
      - { name: back, undo: 5m }
routine:
  - { name: more, at: +2m, console: scaler, action: scale, title: Four replicas, values: { service: web, replicas: "4" }, within: 2m }
slips:
  - { name: none-left, title: No replicas, console: scaler, action: scale, values: { service: web, replicas: "0" }, matches: "{replicas} < bool 1", by: clerk, at: +5m }
historic:
  - { name: Pods left, value: count(up), at: +10m, published: 0, source: invented for this test }
`;
function checkExpr(expr: string): { message: string; from: number }[] {
  const parsed = parseExpr(expr);
  return parsed.ok ? [] : parsed.issues.map(({ message, from }) => ({ message, from }));
}
const RUBRIC = `categories:
  - id: work
    title: Work
    criteria:
      - id: worked
        title: Worked
        points: 10
        award: [ { points: 10, when: { entry: console.submit } } ]
`;
const load = (text: string) => loadScenario('desk', { 'scenario.yaml': text }, { checkExpr });

describe('a scenario with a console', () => {
  it('loads, with both variants and what they share', () => {
    const result = load(DESK);
    expect(issuesOf(result)).toEqual([]);
    const desk = result.ok ? result.value.consoles?.['scaler'] : undefined;
    expect(desk?.safe.map(({ name }) => name)).toEqual(['apart', 'whole', 'look', 'type-it', 'second', 'back']);
    expect(result.ok && result.value.routine?.[0]?.within).toBe(120_000_000);
  });

  const mistakes: [code: string, from: string, to: string][] = [
    ['scenario/unknown-field', 'do: "scale {service} {replicas}"', 'do: ‹"scale {service} {count}"›'],
    ['scenario/not-a-command', 'do: "scale {service} {replicas}"', 'do: ‹"skale {service} {replicas}"›'],
    ['scenario/unknown-field', 'holds: "{replicas} < bool 1", harmless', 'holds: ‹"{replica} < bool 1"›, harmless'],
    ['scenario/expression', 'value: "{replicas} - count(up)"', 'value: ‹"{replicas} - count("›'],
    ['scenario/unknown-person', 'secondPerson: lead', 'secondPerson: ‹leed›'],
    ['scenario/unknown-group', 'starts: live', 'starts: ‹real›'],
    ['scenario/unknown-action', 'undo: 5m }', 'undo: 5m, on: [ ‹scal› ] }'],
    ['scenario/duplicate-name', 'name: type-it', 'name: ‹trail›'],
    ['scenario/no-undo', ', undo: "scale {service} 2"', ''],
    ['scenario/console-lines', 'kind: form', 'kind: ‹prompt›'],
    ['scenario/unknown-console', 'at: +2m, console: scaler', 'at: +2m, console: ‹scalar›'],
    ['scenario/unknown-option', 'values: { service: web, replicas: "4" }', 'values: { service: ‹db›, replicas: "4" }'],
    ['scenario/unknown-person', 'by: clerk', 'by: ‹klerk›'],
    ['scenario/time', 'by: clerk, at: +5m', 'by: clerk, at: ‹+50m›'],
    ['scenario/expression', 'value: count(up), at', 'value: ‹count(up›, at'],
  ];
  for (const [code, from, to] of mistakes)
    it(`${code}: ${to}`, () => {
      const place = to.includes('‹') ? marked(edited(DESK, from, to)) : undefined;
      const issues = issuesOf(load(place?.text ?? edited(DESK, from, to)));
      const issue = issues.find((each) => each.code === code);
      expect(issues.map((each) => each.code)).toContain(code);
      expect(issue?.hint).not.toBe('');
      if (place !== undefined) expect([issue?.line, issue?.column]).toEqual([place.line, place.column]);
    });

  it('may have a rubric for the safe console; a mistake in it is told in its own file', () => {
    const files = (rubric: string) => ({
      'scenario.yaml': `${DESK}rubric: own.yaml\nsafeRubric: safe.yaml\n`,
      'own.yaml': RUBRIC,
      'safe.yaml': rubric,
    });
    const loaded = loadScenario('desk', files(RUBRIC.replace('work', 'safe-work')), { checkExpr });
    expect(issuesOf(loaded)).toEqual([]);
    const names = (variant: 'dangerous' | 'safe') =>
      (loaded.ok ? rubricOf(loaded.value, variant) : undefined)?.categories.map(({ id }) => id);
    expect([names('dangerous'), names('safe')]).toEqual([['work'], ['safe-work']]);
    const issues = issuesOf(loadScenario('desk', files(RUBRIC.replace('console.submit', 'console.sumbit')), { checkExpr }));
    expect(issues.map(({ code, file, line }) => [code, file, line])).toEqual([[expect.stringMatching(/^rubric\//), 'safe.yaml', 8]]);
  });

  it('takes no more values at once than a console has room for', () => {
    const fill = (count: number) =>
      ENTRY_ARGS['console.fill'].safeParse({
        console: 'scaler',
        values: Object.fromEntries(Array.from({ length: count }, (_, i) => [`v${i}`, 'x'])),
      });
    expect([fill(20).success, fill(21).success]).toEqual([true, false]);
  });
});
