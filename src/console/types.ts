// What the consoles of a run remember, and what may happen at them. Immutable plain data: a keyframe keeps a reference and a fork starts from it.
import type { ConsoleVariant, Distribution, EntryArgs, FigureUnit, Outcome, SafeguardKind, Scenario, SimTimeUs } from '../schema/index.ts';

/** A safeguard met by an attempt: the state of its statechart and what was answered. */
export interface SafeguardRun {
  readonly safeguard: string;
  readonly kind: SafeguardKind;
  readonly shownAtUs: SimTimeUs;
  readonly endedAtUs: SimTimeUs | undefined;
  /** The statechart's persisted snapshot: state value and context, plain data. */
  readonly snapshot: unknown;
  readonly answers: readonly { atUs: SimTimeUs; answer: string; text: string }[];
  readonly result: 'open' | 'passed' | 'proceeded' | 'stopped';
  /** In words, for journal and debrief. */
  readonly says: string;
  /** When it moves by itself; undefined when only an answer moves it. */
  readonly dueUs: SimTimeUs | undefined;
  /** A warning in the same words that meant nothing (habituation). */
  readonly harmless: boolean;
}

/** One press of a button, from then until the command was given, or was not. */
export interface Attempt {
  /** From 1, over all consoles. */
  readonly number: number;
  readonly console: string;
  readonly action: string;
  /** The actor of the entry, or the id of a person of the scenario. */
  readonly by: string;
  /** Of the `console.submit`; 0 for people of the scenario. */
  readonly seq: number;
  /** With what the purposes of all its draws begin: the same in a fork, where `number` and `seq` may be others. */
  readonly draws: string;
  readonly startedAtUs: SimTimeUs;
  readonly endedAtUs: SimTimeUs | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly command: string;
  /** Of a prompt: the line that was typed; else empty. */
  readonly line: string;
  readonly steps: readonly SafeguardRun[];
  readonly status: 'under way' | 'sent' | 'stopped' | 'undone';
  readonly stoppedBy: string | undefined;
  /** The slip that this is, by its name. */
  readonly slip: string | undefined;
  readonly outcome: Outcome | undefined;
  readonly undoUntilUs: SimTimeUs | undefined;
}

/** One person at one console. */
export interface Session {
  readonly values: Readonly<Record<string, string>>;
  /** Of a separation: the group that is open, and until when one is on the way to it. */
  readonly group: string | undefined;
  readonly goingTo: string | undefined;
  readonly switchingUntilUs: SimTimeUs | undefined;
  /** Of an unlock, by safeguard: unlocked until then. */
  readonly unlockedUntilUs: Readonly<Record<string, SimTimeUs>>;
  /** Of a watermark: when the training ends by itself. */
  readonly expiresAtUs: SimTimeUs | undefined;
  /** Of a prompt: what was typed and printed, oldest first; at most the last 200. */
  readonly screen: readonly { atUs: SimTimeUs; prompt: string; line: string; output: string }[];
}

export interface ConsolesState {
  readonly variant: ConsoleVariant;
  /** By console and person: `order-desk trainee`. */
  readonly sessions: Readonly<Record<string, Session>>;
  readonly attempts: readonly Attempt[];
}

/** What the consoles may ask of the run at this instant. Texts are those of the scenario, `{field}` already put in. */
export interface Surroundings {
  readonly scenario: Scenario;
  readonly nowUs: SimTimeUs;
  /** Whether a PromQL comparison has a result; a scalar one (`5 > bool 3`) holds when it is not 0. */
  holds(expr: string): boolean;
  /** The first value of an expression; undefined without one. */
  number(expr: string): number | undefined;
  /** `{{ expr | format }}` read from the instruments. */
  read(text: string): string;
  /** A figure with its unit, as it is written everywhere. */
  figure(value: number, unit: FigureUnit): string;
  /** In (0, 1), the same for the same purpose at every replay. Purposes begin with the attempt’s `draws`, not with its number. */
  uniform(purpose: string): number;
  delayUs(distribution: Distribution, purpose: string): SimTimeUs;
}

export type ConsoleEvent =
  | { type: 'fill'; by: string; args: EntryArgs<'console.fill'> }
  | { type: 'submit'; by: string; seq: number; draws: string; args: EntryArgs<'console.submit'> }
  | { type: 'answer'; by: string; args: EntryArgs<'console.answer'> }
  | { type: 'undo'; by: string; args: EntryArgs<'console.undo'> }
  | { type: 'line'; by: string; seq: number; draws: string; args: EntryArgs<'console.line'> }
  /** What a line had to print that the step before could not know: the result of a look, a table. */
  | { type: 'print'; by: string; console: string; output: string }
  /** Whatever is due by now moves on. */
  | { type: 'time' }
  /** What came of a command that the step before gave. */
  | { type: 'outcome'; attempt: number; undo: boolean; outcome: Outcome };

/** What an event came to. */
export interface ConsoleStep {
  readonly state: ConsolesState;
  /** Commands to give now, in order; each is answered by an `outcome`. */
  readonly commands: readonly { attempt: number; command: string; undo: boolean }[];
  /** Of a line: what is looked at and printed, answered by a `print`. */
  readonly prints: { console: string; look: string | undefined; table: string | undefined } | undefined;
  /** Why nothing happened; codes `console/…`. */
  readonly problem: { code: string; reason: string } | undefined;
}
