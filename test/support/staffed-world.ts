// The small shop with people who can be asked for more than answers: a ladder, duties, second persons, hints and a guide.
import type { Scenario } from '../../src/schema/index.ts';
import { smallScenario } from './worlds.ts';

export const BOSS = 'boss: { name: Boss, role: executive, channel: executive, answersIn: 20s }';
export const PEOPLE = `boss: { name: Boss, role: executive, channel: executive, answersIn: 20s, takes: [commander], approves: [ { do: "delete *" }, { do: "restart *", unless: "vector(1) > 0", says: "Not while customers pay." } ] }
  owner: { name: Payments owner, role: engineer, channel: specialists, answersIn: 40s, takes: [communications, technical lead], does: [ { do: rollback payments, takes: { constant: 90s } }, { do: "delete *" } ], limits: I only look after payments. }
  ghost: { name: Ghost, role: nobody, channel: specialists, answersIn: 10s, reachable: 0 % }`;
export const TAIL = 'rubric: rubric.yaml\nnotes: INSTRUCTOR-ONLY notes of the scenario';
export const COMMAND = `incident:
  ladder: [ { person: ghost, timeout: 60s }, { person: owner, timeout: 2m } ]
  resolution: [ { says: Payments get through, holds: 'error_ratio{service="web"} < 0.01', for: 30s } ]
guards:
  - { do: "delete *", asks: approval, says: Nothing brings it back. }
hints:
  - { name: look-first, text: Look at what changed., unless: [deployments] }
  - { name: later, text: Roll it back., from: 2m }
guide:
  - { title: Welcome, text: Hello., until: { read: true } }
  - { title: Changes, text: Look., until: { looked: diff payments } }
  - { title: Act, text: Do., until: { did: rollback payments } }
  - { title: Better, text: Wait., until: { phase: monitoring } }
`;

export const staffedScenario = (more: Readonly<Record<string, string>> = {}): Scenario =>
  smallScenario({ [BOSS]: PEOPLE, [TAIL]: `${COMMAND}${TAIL}`, ...more });
