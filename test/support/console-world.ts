// The small shop with a console on which replicas are set, in both variants, a prompt that does the same, routine work, and a colleague who slips.
import type { Scenario } from '../../src/schema/index.ts';
import { smallScenario } from './worlds.ts';

const TAIL = 'rubric: rubric.yaml\nnotes: INSTRUCTOR-ONLY notes of the scenario';
export const CONSOLES = `consoles:
  fleet:
    kind: form
    title: Fleet
    style: pipeline
    fields:
      - { name: service, label: Service, type: choice, initial: web, options: [ { value: web, label: Web }, { value: payments, label: Payments } ] }
      - { name: replicas, label: Replicas, type: number }
    actions: [ { name: apply, label: Apply, do: "scale {service} {replicas}", undo: "scale {service} 3" } ]
    readouts: [ { label: Pods, value: sum(up), unit: count } ]
    dangerous:
      - { name: odd, warning: "{replicas} is unusual", holds: "vector({replicas}) < 2" }
    safe:
      - { name: effect, confirmation: What happens, shows: [ { label: Pods now, value: sum(up), unit: count }, { label: Pods of the service then, value: "vector({replicas})", unit: count } ] }
      - { name: second, secondPerson: boss, takes: 20s, denies: "vector({replicas}) < 2" }
      - { name: pause, countdown: 10s }
      - { name: undo, undo: 2m }
      - { name: trail, audit: Fleet log }
  shell:
    kind: prompt
    title: Fleet shell
    style: shell
    fields: [ { name: service, label: Service, initial: web } ]
    prompt: "{service}$"
    actions: [ { name: apply, label: Apply, do: "scale {service} {replicas}" } ]
    lines:
      - { types: pods, looks: query sum(up) }
      - { types: read <document>, looks: "artefact {document}" }
      - { types: use <service>, sets: { service: "{service}" } }
      - { types: scale <replicas>, action: apply }
routine:
  - { name: more-web, at: +30s, console: fleet, action: apply, title: Web needs three, values: { service: web, replicas: "3" }, within: 60s }
  - { name: more-payments, at: +8m, console: fleet, action: apply, title: Payments need four, values: { service: payments, replicas: "4" }, within: 60s }
slips:
  - { name: too-few, title: One instead of four, console: fleet, action: apply, values: { service: payments, replicas: "1" }, matches: "vector({replicas}) < 2", by: bank-contact, at: +100s, again: 30s, notices: { warning: 50 %, confirmation: 50 % } }
`;

/** @param more pieces of the scenario text to exchange, the consoles included */
export const consoleScenario = (more: Readonly<Record<string, string>> = {}): Scenario => {
  let text = CONSOLES;
  const rest: Record<string, string> = {};
  for (const [from, to] of Object.entries(more)) {
    if (text.includes(from)) text = text.replace(from, () => to);
    else rest[from] = to;
  }
  return smallScenario({ [TAIL]: `${text}${TAIL}`, ...rest });
};
