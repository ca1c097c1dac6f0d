// One run: engine, director, notebook and journal, all at the same instant. Deterministic: the same scenario, seed and journal give
// the same run however `advanceTo` is sliced. The live drill, a seek and a fork are each one of these.

import {
  applyEntry,
  checkEntry,
  type DrillState,
  describeEntry,
  hintsOffered,
  initialDrillState,
  lookAt,
  noticeOf,
} from '../drill/index.ts';
import { createEngine } from '../engine/index.ts';
import { type Hash, hashHex, hashInit, hashText } from '../math/index.ts';
import {
  type AlertingView,
  assert,
  type Command,
  canonicalJson,
  type EngineSnapshot,
  isCommand,
  isLook,
  type JournalEntry,
  type LookResult,
  type Outcome,
  type SafeguardPrompt,
  type Scenario,
  type Seed,
  type SimTimeUs,
  type SimulationEngine,
} from '../schema/index.ts';
import { type ConsolePart, tableOn } from './console-part.ts';
import { Director } from './director.ts';
import type { DirectorState } from './director-state.ts';
import { DEFAULT_ACTOR } from './draft.ts';
import { waitsForInstruments } from './instruments-needed.ts';

/** The whole state of a run at one instant, after everything up to entry `seq`. Immutable. */
export interface RunState {
  readonly atUs: SimTimeUs;
  readonly seq: number;
  readonly engine: EngineSnapshot;
  readonly drill: DrillState;
  readonly director: DirectorState;
  readonly entryHash: Readonly<Hash>;
  readonly messageHash: Readonly<Hash>;
  readonly messagesHashed: number;
}
export interface Appended {
  outcome: Outcome | undefined;
  look: LookResult | undefined;
  /** What a line of a prompt looked at, as an entry of its own would say it. */
  looked?: JournalEntry | undefined;
}

export class Run {
  readonly scenario: Scenario;
  readonly seed: Seed;
  readonly engine: SimulationEngine;
  readonly #director: Director;
  /** Entries with their outcomes, and messages: two lanes, so that it does not matter when somebody asks for the hash. */
  readonly #entryHash: Hash;
  readonly #messageHash: Hash;
  #messagesHashed: number;
  #seq: number;
  #harmOnly = false;
  /** The instruments have stopped: nothing is observed any more. */
  #blind = false;

  private constructor(scenario: Scenario, seed: Seed, engine: SimulationEngine, state: Omit<RunState, 'engine' | 'atUs'> | undefined) {
    this.scenario = scenario;
    this.seed = seed;
    this.engine = engine;
    this.#director = new Director(scenario, seed, engine, state?.drill ?? initialDrillState(scenario.incident.roles), state?.director);
    this.#entryHash = state === undefined ? hashInit(1) : { ...state.entryHash };
    this.#messageHash = state === undefined ? hashInit(2) : { ...state.messageHash };
    this.#messagesHashed = state?.messagesHashed ?? 0;
    this.#seq = state?.seq ?? 0;
  }

  /** A run at its first instant. */
  static open(scenario: Scenario, seed: Seed): Run {
    const run = new Run(scenario, seed, createEngine(scenario, seed), undefined);
    run.engine.runUntil(0);
    run.#director.begin();
    return run;
  }

  get nowUs(): SimTimeUs {
    return this.engine.nowUs;
  }
  get seq(): number {
    return this.#seq;
  }
  get drill(): DrillState {
    return this.#director.drill;
  }
  get director(): DirectorState {
    return this.#director.state;
  }

  alerting(): AlertingView {
    return this.#director.alerting();
  }

  /** Consoles as the trainee sees them now. */
  consoles(): ConsolePart {
    return this.#director.consoles(DEFAULT_ACTOR);
  }

  /** What the safeguard in front of somebody at a console asks now; undefined when nothing does. */
  promptAt(desk: string, by: string): SafeguardPrompt | undefined {
    return this.#director.promptAt(desk, by);
  }

  /**
   * Moves on to `atUs`, or to the scenario's length if that is earlier.
   * @param onInstant called after each instant at which the director may have acted; true stops there
   */
  advanceTo(atUs: SimTimeUs, onInstant?: () => boolean): void {
    const endUs = Math.min(atUs, this.scenario.meta.length);
    assert(Number.isSafeInteger(endUs) && endUs >= 0, 'an instant is a whole number of microseconds', { atUs });
    while (this.nowUs < endUs) {
      if (this.#harmOnly && !this.#blind && !waitsForInstruments(this.scenario, this.director)) this.#stopInstruments();
      const evaluationUs = this.#blind ? Number.POSITIVE_INFINITY : this.engine.nextEvaluationUs();
      const untilUs = Math.min(evaluationUs, this.#director.nextDueUs(), endUs);
      assert(untilUs > this.nowUs, 'time moves on', { untilUs, nowUs: this.nowUs });
      this.engine.runUntil(untilUs);
      if (untilUs === evaluationUs) this.#director.observe();
      this.#director.actDue();
      if (onInstant?.() === true) return;
    }
  }

  /** Takes in one entry at the present instant. Refused ones too: that somebody tried is part of the drill. */
  append(entry: JournalEntry, drawAs = entry.seq): Appended {
    assert(entry.atUs === this.nowUs && entry.seq === this.#seq + 1, 'entries come in order, at their instant', {
      seq: entry.seq,
      atUs: entry.atUs,
      nowUs: this.nowUs,
    });
    this.#seq = entry.seq;
    const { alerting, story } = this.director;
    const { tPlusZeroUs, requests } = story;
    const context = { scenario: this.scenario, trace: this.engine, state: this.drill, silences: alerting.silences, requests, tPlusZeroUs };
    let outcome: Outcome | undefined = checkEntry(context, entry);
    const hint = entry.kind === 'hint.take' ? hintsOffered(this.scenario, this.drill, tPlusZeroUs, entry.atUs)[0] : undefined;
    let look: LookResult | undefined;
    let looked: JournalEntry | undefined;
    const taken =
      outcome === undefined ? this.#director.takeConsole(entry, drawAs, (wanted) => this.#lookAt({ ...entry, ...wanted })!) : undefined;
    if (taken !== undefined) {
      outcome = taken.outcome;
      look = taken.looked?.result;
      looked = taken.looked && { ...entry, ...taken.looked.look };
    } else if (outcome === undefined && isCommand(entry.kind))
      outcome = this.engine.execute({ kind: entry.kind, args: entry.args } as Command);
    else if (outcome === undefined && isLook(entry.kind)) look = this.#lookAt(entry);
    else if (hint !== undefined) outcome ??= { status: 'done', text: hint.text };
    else outcome ??= closingOutcome(entry, this.drill);
    const missing = look?.kind === 'missing';
    const notice = noticeOf(this.scenario, looked ?? entry, { outcome, missing, hint });
    const shown = looked === undefined || missing ? undefined : describeEntry(looked);
    this.#director.drill = applyEntry(this.drill, entry, { outcome, missing, notice, looked: shown });
    this.#director.react(entry, outcome, drawAs);
    const { recordedAt: _, ...recorded } = entry;
    hashText(this.#entryHash, canonicalJson({ entry: recorded, outcome: outcome ?? null }));
    return { outcome, look, looked };
  }

  #lookAt(entry: JournalEntry): LookResult | undefined {
    const { story } = this.director;
    const director = this.#director;
    return lookAt(
      {
        scenario: this.scenario,
        trace: this.engine,
        atUs: entry.atUs,
        revealed: story.revealed,
        statusPages: story.statusPages,
        alerting: this.#director.alerting(),
        // Read only where they are looked at.
        get consoles() {
          return director.consoles(DEFAULT_ACTOR).consoles;
        },
        shownTable: (table) => tableOn(this.director.consoles?.room.variant ?? 'safe', table),
      },
      entry,
    );
  }

  /** Hash of everything: world, recordings, journal, outcomes, messages, and what people carried out. */
  hash(): string {
    this.#hashMessages();
    const whole = hashInit(0);
    hashText(whole, this.engine.hash());
    hashText(whole, hashHex(this.#entryHash));
    hashText(whole, hashHex(this.#messageHash));
    const { deeds, consoles } = this.director;
    if (deeds.length > 0) hashText(whole, canonicalJson(deeds));
    if (consoles !== undefined) hashText(whole, canonicalJson(consoles));
    return hashHex(whole);
  }

  state(): RunState {
    return {
      atUs: this.nowUs,
      seq: this.#seq,
      engine: this.engine.snapshot(),
      drill: this.drill,
      director: this.director,
      entryHash: { ...this.#entryHash },
      messageHash: { ...this.#messageHash },
      messagesHashed: this.#messagesHashed,
    };
  }

  /** An independent run in an earlier state of this one. */
  forkAt(state: RunState): Run {
    const twin = new Run(this.scenario, this.seed, this.engine.fork(state.engine), state);
    twin.#harmOnly = this.#harmOnly;
    twin.#blind = this.#blind;
    return twin;
  }

  /**
   * From now on only harm will be read: instruments stop as soon as nothing of the story that changes the world waits for them. The world,
   * and so the harm, stays what it would have been; views, alerts, looks and hashes do not.
   */
  readHarmOnly(): void {
    this.#harmOnly = true;
  }

  #stopInstruments(): void {
    this.#blind = true;
    this.engine.recordHarmOnly();
  }

  #hashMessages(): void {
    const { messages } = this.director.story;
    for (const message of messages.slice(this.#messagesHashed)) hashText(this.#messageHash, canonicalJson(message));
    this.#messagesHashed = messages.length;
  }
}

/** What became of a declaration that the incident is over. */
function closingOutcome(entry: JournalEntry, drill: DrillState): Outcome | undefined {
  if (entry.kind !== 'incident.resolve' && entry.kind !== 'incident.stand-down') return undefined;
  return {
    status: 'done',
    text: drill.broken ? 'Declared, but users are still hurt: the response goes on' : 'The incident is over; the review may begin',
  };
}
