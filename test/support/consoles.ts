/** A small ordering desk with the safeguards a test wants, played event by event at the room `console`, with real PromQL over a few fixed series. */

import type { ConsoleEvent, ConsoleStep, ConsolesState, Surroundings } from '../../src/console/index.ts';
import { attemptUnderWay, attemptView, initialConsoles, nextDueUs, promptOf, stepConsoles } from '../../src/console/index.ts';
import { figureText, fillReadings, holds, readValue } from '../../src/drill/index.ts';
import { MemoryStore } from '../../src/promql/index.ts';
import {
  type ConsoleAttemptView,
  type ConsoleVariant,
  type EntryArgs,
  loadScenario,
  type Outcome,
  type SafeguardPrompt,
  type Scenario,
} from '../../src/schema/index.ts';

export const S = 1_000_000;
const START = '2024-01-15T09:00:00Z';

const WORLD = `version: 1
meta: { title: Desk, summary: An ordering desk, startsAt: ${START}, length: 1h, difficulty: 1 }
world:
  services:
    web: { replicas: 2, concurrency: 10, endpoints: { index: [ { compute: 5ms } ] } }
load: { journeys: [ { name: browsing, does: web/index, rate: 5rps } ] }
people:
  clerk: { name: Clerk, role: trader, channel: war room }
  lead: { name: Shift lead, role: supervisor, channel: war room }
`;

const FORM = `
    kind: form
    title: Order entry
    style: terminal
    fields:
      - { name: service, label: Service, initial: web }
      - { name: replicas, label: Replicas, type: number }
      - name: target
        label: Target
        type: choice
        initial: drill
        options:
          - { value: drill, label: A drill, group: test }
          - { value: real, label: The real thing, group: live }
    actions:
      - { name: send, label: Send, do: "scale {service} {replicas}", undo: "scale {service} 2" }
      - { name: other, label: Other, do: "restart {service}" }
`;

const PROMPT = `
    kind: prompt
    title: Shell
    style: shell
    prompt: "op@{host}:~$ "
    fields:
      - { name: host, label: Host, type: choice, initial: db-2, options: [ { value: db-1, label: db-1 }, { value: db-2, label: db-2 } ] }
    actions:
      - { name: remove, label: Remove, do: "restart {path}" }
    lines:
      - { types: "ssh <host>", sets: { host: "<host>" } }
      - { types: "rm -rf <path>", action: remove }
      - { types: "show --table=<name>", table: "{name}" }
      - { types: "grep <text...>", looks: 'logs "{text}"' }
      - { types: hostname, prints: "{host} with {{ outstanding | humanize }} shares" }
`;

/** @param safeguards YAML of the safe variant’s list, one item a line; the dangerous variant has `dangerous` */
export function deskScenario(
  safeguards: readonly string[],
  { kind = 'form', dangerous = [], more = '' }: { kind?: 'form' | 'prompt'; dangerous?: readonly string[]; more?: string } = {},
): Scenario {
  const list = (name: string, items: readonly string[]) =>
    items.length === 0 ? '' : `    ${name}:\n${items.map((item) => `      - ${item}\n`).join('')}`;
  const desk = `consoles:\n  desk:${kind === 'form' ? FORM : PROMPT}${list('safe', safeguards)}${list('dangerous', dangerous)}`;
  const loaded = loadScenario('desk', { 'scenario.yaml': `${WORLD}${desk}${more}` });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues, null, 2));
  return loaded.value;
}

/** `outstanding` 14,500; `price{service="web"}` 600. */
export function deskSeries(): MemoryStore {
  const store = new MemoryStore();
  for (let minute = 0; minute <= 60; minute++) {
    const tMs = Date.parse(START) + minute * 60_000;
    store.append({ __name__: 'outstanding' }, tMs, 14_500);
    store.append({ __name__: 'price', service: 'web' }, tMs, 600);
  }
  return store;
}

export interface DeskOptions {
  variant?: ConsoleVariant;
  /** By the last word of a purpose; everything else draws 0.5. */
  uniform?: Readonly<Record<string, number>>;
}

/** Plays a desk: what is done, how time passes, what was given. */
export class DeskPlay {
  readonly scenario: Scenario;
  readonly commands: string[] = [];
  state: ConsolesState;
  nowUs = 0;
  prints: ConsoleStep['prints'];
  readonly #store = deskSeries();
  readonly #uniform: Readonly<Record<string, number>>;
  #seq = 0;

  constructor(scenario: Scenario, { variant = 'safe', uniform = {} }: DeskOptions = {}) {
    this.scenario = scenario;
    this.#uniform = uniform;
    this.state = initialConsoles(variant);
  }

  around(): Surroundings {
    const { scenario, nowUs } = this;
    const number = (expr: string) => readValue(scenario, this.#store, expr, nowUs);
    return {
      scenario,
      nowUs,
      holds: (expr) => holds(scenario, this.#store, expr, nowUs),
      number,
      read: (text) => fillReadings(text, number),
      figure: figureText,
      uniform: (purpose) => this.#uniform[purpose.split(' ').at(-1)!] ?? 0.5,
      delayUs: (distribution) => ('constant' in distribution ? distribution.constant : S),
    };
  }

  step(event: ConsoleEvent): string | undefined {
    const { state, commands, prints, problem } = stepConsoles(this.state, event, this.around());
    this.state = state;
    this.prints = prints;
    for (const { command, undo } of commands) this.commands.push(undo ? `undo: ${command}` : command);
    return problem?.code;
  }

  fill(values: Record<string, string>, by = 'me'): string | undefined {
    return this.step({ type: 'fill', by, args: { console: 'desk', values } });
  }
  submit(action = 'send', by = 'me'): string | undefined {
    this.#seq += 1;
    return this.step({ type: 'submit', by, seq: this.#seq, draws: `entry ${this.#seq}`, args: { console: 'desk', action } });
  }
  /** Fills and presses. */
  send(replicas: string, by = 'me'): string | undefined {
    return this.fill({ replicas }, by) ?? this.submit('send', by);
  }
  answer(answer: EntryArgs<'console.answer'>['answer'], text = '', by = 'me'): string | undefined {
    const safeguard = this.prompt(by)?.safeguard ?? this.scenario.consoles!['desk']!.safe[0]!.name;
    return this.step({ type: 'answer', by, args: { console: 'desk', safeguard, answer, text } });
  }
  undo(attempt: number, by = 'me'): string | undefined {
    return this.step({ type: 'undo', by, args: { console: 'desk', attempt } });
  }
  line(line: string, by = 'me'): string | undefined {
    this.#seq += 1;
    return this.step({ type: 'line', by, seq: this.#seq, draws: `entry ${this.#seq}`, args: { console: 'desk', line } });
  }
  outcome(attempt: number, outcome: Outcome, undo = false): void {
    this.step({ type: 'outcome', attempt, undo, outcome });
  }

  /** Lets seconds pass; whatever is due meanwhile moves at its own instant. */
  wait(seconds: number): void {
    const untilUs = this.nowUs + Math.round(seconds * S);
    for (let due = nextDueUs(this.state); due !== undefined && due <= untilUs; due = nextDueUs(this.state)) {
      this.nowUs = Math.max(this.nowUs, due);
      this.step({ type: 'time' });
    }
    this.nowUs = untilUs;
  }

  prompt(by = 'me'): SafeguardPrompt | undefined {
    const attempt = attemptUnderWay(this.state, 'desk', by);
    return attempt === undefined ? undefined : promptOf(this.state, attempt, this.around());
  }
  /** The last attempt. */
  get attempt(): ConsoleAttemptView {
    return attemptView(this.state.attempts.at(-1)!, 'me');
  }
  /** How the last attempt stands, and what its last safeguard says. */
  get stand(): string {
    const { status, steps } = this.attempt;
    const last = steps.at(-1);
    return `${status}${last === undefined ? '' : `; ${last.result}: ${last.says}`}`;
  }
}
