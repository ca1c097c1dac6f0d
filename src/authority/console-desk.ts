// Consoles of a run: entries and time go into the room `console`, the commands that come out of it to the engine, through the guards every command meets.
// Routine work is handed over, and people of the scenario make the slips that nobody else has made (`colleagues.ts`). Rules C1–C9 are in README.md.
import {
  type Attempt,
  attemptUnderWay,
  type ConsoleEvent,
  type ConsoleStep,
  initialConsoles,
  nextDueUs,
  type Surroundings,
  sessionOf,
  stepConsoles,
} from '../console/index.ts';
import {
  applyDeed,
  checkCommand,
  type DrillState,
  figureText,
  holds,
  noticeOf,
  personIn,
  readValue,
  type StoryState,
} from '../drill/index.ts';
import {
  assert,
  type ConsoleVariant,
  type JournalEntry,
  type Look,
  type LookResult,
  type Outcome,
  parseCommandText,
  ROLES,
  type SafeguardPrompt,
  type Scenario,
  type Seed,
  type SimTimeUs,
  type SimulationEngine,
} from '../schema/index.ts';
import { Colleagues } from './colleagues.ts';
import { type ConsolePart, consolePart, promptAt, standingOf } from './console-part.ts';
import { lookOfLine, lookText } from './console-print.ts';
import { type DeskState, tasksDone } from './console-state.ts';
import { drawDelayUs, drawUniform } from './delays.ts';
import type { Deed, DueAct } from './director-state.ts';
import { withReadings } from './people.ts';

/** What the desk needs of the director. Reading and writing always means the present instant. */
export interface DeskStage {
  state: DeskState;
  drill: DrillState;
  readonly story: StoryState;
  due(atUs: SimTimeUs, act: DueAct): void;
  /** A command was given: it is kept, and conditions may depend on it. */
  did(deed: Deed): void;
  spendAgreement(command: JournalEntry): void;
  /** Undefined for a time after T+0 that is not known yet. */
  timeOf(text: string): SimTimeUs | undefined;
}

/** What became of an entry at a console, before it counts. */
export interface Taken {
  outcome: Outcome;
  /** What a line of a prompt looked at. */
  looked?: { look: Look; result: LookResult };
}

/** More steps at one instant than this are no console. */
const STEPS_MAX = 10_000;
/** Of what a line printed, in the outcome of its entry. */
const OUTPUT_MAX = 2000;

export class ConsoleDesk {
  readonly #scenario: Scenario;
  readonly #seed: Seed;
  readonly #engine: SimulationEngine;
  readonly #stage: DeskStage;
  readonly #colleagues: Colleagues;
  /** Commands given while an entry is being taken; they count once the entry itself does. */
  #given: { deed: Deed; mitigates: boolean }[] = [];

  constructor(scenario: Scenario, seed: Seed, engine: SimulationEngine, stage: DeskStage) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#engine = engine;
    this.#stage = stage;
    this.#colleagues = new Colleagues(scenario, engine, stage, {
      surroundings: () => this.surroundings(),
      step: (event) => this.#step(event).problem,
    });
  }

  /** Tasks and slips whose time is known. @param after T+0 has just become known: those that are told by it */
  begin(after: boolean): void {
    const { routine = [], slips = [] } = this.#scenario;
    const plan = (kind: 'task' | 'slip', at: string, index: number): void => {
      const atUs = at.startsWith('T') === after ? this.#stage.timeOf(at) : undefined;
      if (atUs !== undefined) this.#stage.due(Math.max(this.#engine.nowUs, atUs), { kind, index });
    };
    routine.forEach(({ at }, index) => plan('task', at, index));
    slips.forEach(({ at }, index) => plan('slip', at, index));
  }

  /** The variant is said when the drill begins, before anybody has worked at a console. */
  choose(variant: ConsoleVariant): void {
    const { state } = this.#stage;
    if (state.room.attempts.length === 0) this.#stage.state = { ...state, room: initialConsoles(variant) };
  }

  /** The next instant at which a console moves by itself. */
  nextDueUs(): SimTimeUs {
    return nextDueUs(this.#room) ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Takes an entry of somebody at a console. What it commands is done, but counts only with `settle`.
   * @param drawAs the number whose draws it makes
   * @param lookAt shows what a line of a prompt looks at
   */
  take(entry: JournalEntry, drawAs: number, lookAt: (look: Look) => LookResult): Taken | undefined {
    const { actor: by, seq } = entry;
    const draws = String(drawAs);
    const number = this.#room.attempts.length + 1;
    const taken = (event: ConsoleEvent, text: (step: ConsoleStep) => string): Taken => {
      const step = this.#step(event, entry);
      return { outcome: step.problem === undefined ? { status: 'done', text: text(step) } : { status: 'refused', ...step.problem } };
    };
    switch (entry.kind) {
      case 'console.fill':
        return taken({ type: 'fill', by, args: entry.args }, () => 'Entered');
      case 'console.submit':
        return taken({ type: 'submit', by, seq, draws, args: entry.args }, () => this.#standing(number));
      case 'console.answer': {
        const asked = attemptUnderWay(this.#room, entry.args.console, by)?.number;
        return taken({ type: 'answer', by, args: entry.args }, () => (asked === undefined ? 'On the way' : this.#standing(asked)));
      }
      case 'console.undo':
        return taken({ type: 'undo', by, args: entry.args }, () => this.#standing(entry.args.attempt));
      case 'console.line':
        return this.#line(entry, draws, lookAt, taken);
      default:
        return undefined;
    }
  }

  /** What was commanded since counts now: for the notebook, for conditions, for phases. */
  settle(): void {
    while (this.#given.length > 0) {
      const given = this.#given;
      this.#given = [];
      for (const { deed, mitigates } of given) {
        const { entry, outcome } = deed;
        // What people of the scenario slipped into is not told to anybody: it is noticed, or read in an audit trail.
        if (entry.seq > 0) {
          const notice = noticeOf(this.#scenario, entry, { outcome, missing: false, hint: undefined });
          this.#stage.drill = applyDeed(this.#stage.drill, entry, { outcome, notice }, mitigates);
        }
        this.#stage.did(deed);
      }
    }
    this.#colleagues.look();
  }

  /** Moves on whatever is due by now. */
  actDue(): void {
    for (let steps = 0; this.nextDueUs() <= this.#engine.nowUs; steps++) {
      assert(steps < STEPS_MAX, 'consoles come to rest', { nowUs: this.#engine.nowUs });
      this.#step({ type: 'time' });
      this.settle();
    }
  }

  /** @returns false for an act that is none of the desk’s */
  act(act: DueAct): boolean {
    switch (act.kind) {
      case 'task': {
        const { state } = this.#stage;
        const task = { ...state.tasks[act.index]!, atUs: this.#engine.nowUs };
        this.#stage.state = { ...state, tasks: state.tasks.with(act.index, task) };
        return true;
      }
      case 'slip':
        this.#colleagues.begin(act.index);
        break;
      case 'slip-answer':
        this.#colleagues.answer(act.index);
        break;
      default:
        return false;
    }
    this.settle();
    return true;
  }

  /** Everything of consoles as somebody sees it now. */
  view(viewer: string): ConsolePart {
    return consolePart(this.#stage.state, viewer, this.surroundings(), () => this.#engine.tables());
  }

  /** What the safeguard in front of somebody asks now. */
  prompt(desk: string, by: string): SafeguardPrompt | undefined {
    return promptAt(this.#stage.state.room, desk, by, this.surroundings());
  }

  surroundings(): Surroundings {
    const { nowUs, series } = this.#engine;
    return {
      scenario: this.#scenario,
      nowUs,
      holds: (expr) => holds(this.#scenario, series, expr, nowUs),
      number: (expr) => readValue(this.#scenario, series, expr, nowUs),
      read: (text) => withReadings(this.#scenario, this.#engine, text),
      figure: figureText,
      uniform: (purpose) => drawUniform(this.#seed, `consoles/${purpose}`),
      delayUs: (distribution, purpose) => drawDelayUs(distribution, this.#seed, `consoles/${purpose}`),
    };
  }

  /** A line prints at once what it looks at; what it commands was given by then. */
  #line(
    entry: JournalEntry<'console.line'>,
    draws: string,
    lookAt: (look: Look) => LookResult,
    taken: (event: ConsoleEvent, text: (step: ConsoleStep) => string) => Taken,
  ): Taken {
    const { actor: by, seq, args } = entry;
    let looked: Taken['looked'];
    const result = taken({ type: 'line', by, seq, draws, args }, ({ prints }) => {
      const look = prints && lookOfLine(prints);
      if (look !== undefined) {
        looked = { look, result: lookAt(look) };
        this.#step({ type: 'print', by, console: args.console, output: lookText(looked.result) });
      }
      const open = attemptUnderWay(this.#room, args.console, by);
      const output = sessionOf(this.#room, this.#scenario, args.console, by).screen.at(-1)?.output ?? '';
      return open === undefined ? output.slice(0, OUTPUT_MAX) : this.#standing(open.number);
    });
    return looked === undefined ? result : { ...result, looked };
  }

  /** @param entry by whom and as whom, when somebody of the journal did it */
  #step(event: ConsoleEvent, entry?: Pick<JournalEntry, 'seq' | 'role'>): ConsoleStep {
    const { room, roles } = this.#stage.state;
    const step = stepConsoles(room, event, this.surroundings());
    const { length } = step.state.attempts;
    const begun = length > room.attempts.length && entry !== undefined;
    this.#stage.state = { ...this.#stage.state, room: step.state, roles: begun ? { ...roles, [length]: entry.role } : roles };
    for (const given of step.commands) this.#give(given, entry?.seq ?? 0);
    return step;
  }

  get #room(): DeskState['room'] {
    return this.#stage.state.room;
  }

  /** The command goes the way of every command: the same guards, the same engine. @param undoneBy `seq` of the entry that asked to undo */
  #give({ attempt: number, command: text, undo }: ConsoleStep['commands'][number], undoneBy: number): void {
    const attempt = this.#attempt(number);
    const { by } = attempt;
    const person = this.#scenario.people[by];
    const held = ROLES.find((each) => personIn(this.#stage.drill, each) === by);
    const role = person === undefined ? (this.#stage.state.roles[number] ?? '') : (held ?? 'responder');
    const command = parseCommandText(text);
    if (command === undefined) {
      const outcome: Outcome = { status: 'refused', code: 'console/no-command', reason: `“${text}” is no command` };
      this.#step({ type: 'outcome', attempt: number, undo, outcome });
      return;
    }
    const entry = { seq: undo ? undoneBy : attempt.seq, atUs: this.#engine.nowUs, actor: by, role, ...command } as JournalEntry;
    const over: Outcome | undefined =
      this.#stage.drill.phase.phase === 'scored' ? { status: 'refused', code: 'drill/over', reason: 'This drill is over' } : undefined;
    const { requests } = this.#stage.story;
    const outcome = over ?? checkCommand({ scenario: this.#scenario, requests }, entry) ?? this.#engine.execute(command);
    if (outcome.status !== 'refused') this.#stage.spendAgreement(entry);
    this.#step({ type: 'outcome', attempt: number, undo, outcome });
    const task = this.#workDone(number);
    const mitigates = this.#stage.story.tPlusZeroUs !== undefined && person === undefined && attempt.slip === undefined && !task;
    const deed: Deed = { entry: { ...entry, actor: person?.name ?? by } as JournalEntry, outcome };
    this.#given.push({ deed: mitigates ? deed : { ...deed, apart: true }, mitigates });
  }

  /** Whether the attempt is, or was, routine work. */
  #workDone(number: number): boolean {
    const { state } = this.#stage;
    const attempt = this.#attempt(number);
    const tasks = attempt.slip === undefined ? tasksDone(this.#scenario, state.tasks, attempt, this.#engine.nowUs) : state.tasks;
    if (tasks !== state.tasks) this.#stage.state = { ...state, tasks };
    return tasks.some((task) => task.attempt === number);
  }

  #standing(number: number): string {
    return standingOf(this.#attempt(number), this.#room, this.surroundings());
  }

  #attempt(number: number): Attempt {
    const found = this.#room.attempts[number - 1];
    assert(found?.number === number, 'attempts are numbered from 1', { number });
    return found;
  }
}
