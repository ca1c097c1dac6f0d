// What a person sees of consoles: what is on them, which safeguard asks what, and what came of each attempt.
import type { Outcome } from './commands/index.ts';
import type { Console, ConsoleAction, ConsoleField, ConsoleVariant, SafeguardKind } from './scenario/console.ts';
import type { FigureUnit } from './scenario/observability.ts';
import type { SimTimeUs } from './units.ts';

/** A table of a small world: an order book, servers with their versions, backups. Rows in the order in which they are read. */
export interface WorldTable {
  title: string;
  columns: { key: string; label: string; unit?: FigureUnit }[];
  /** `alarming` marks a row that a console would colour, if it colours at all. */
  rows: { cells: Record<string, string | number>; alarming?: boolean }[];
  /** Said where there are no rows. */
  empty: string;
}

/** A figure as it is read: `text` has its unit. */
export interface ShownFigureView {
  label: string;
  text: string;
  alarming: boolean;
}

/** What the safeguard that is shown asks for. */
export interface SafeguardPrompt {
  safeguard: string;
  kind: SafeguardKind;
  title: string;
  says: string;
  figures: ShownFigureView[];
  /** Answers it takes now, as in `console.answer`. */
  answers: ('proceed' | 'back' | 'type' | 'tick' | 'untick' | 'press' | 'release' | 'skip' | 'switch')[];
  button: string;
  /** What has to be typed exactly, when it is shown. */
  phrase: string | undefined;
  /** What another device or person shows or says, such as the code that arrived. */
  elsewhere: string | undefined;
  items: { item: string; required: boolean; ticked: boolean; automatic: boolean }[];
  /** When what is under way (countdown, code, lock, dry run) ends; undefined when nothing is. */
  untilUs: SimTimeUs | undefined;
  /** Why the last answer did not do. */
  problem: string | undefined;
}

/** One safeguard met by an attempt. */
export interface SafeguardStepView {
  safeguard: string;
  kind: SafeguardKind;
  shownAtUs: SimTimeUs;
  answeredAtUs: SimTimeUs | undefined;
  /** passed: by itself; proceeded: the person went on; stopped: it or the person ended the attempt here. */
  result: 'passed' | 'proceeded' | 'stopped' | 'open';
  /** In words, such as “dismissed after 0.3 s” or “denied by Shift supervisor”. */
  says: string;
}

export interface ConsoleAttemptView {
  number: number;
  console: string;
  action: string;
  /** `you`, or the id of a person of the scenario. */
  by: string;
  startedAtUs: SimTimeUs;
  endedAtUs: SimTimeUs | undefined;
  values: Record<string, string>;
  /** The command in words, values put in. */
  command: string;
  status: 'under way' | 'sent' | 'stopped' | 'undone';
  /** The safeguard that stopped it. */
  stoppedBy: string | undefined;
  steps: SafeguardStepView[];
  outcome: Outcome | undefined;
  /** It can be undone until then. */
  undoUntilUs: SimTimeUs | undefined;
}

export interface ConsoleView {
  id: string;
  kind: Console['kind'];
  style: Console['style'];
  title: string;
  summary: string;
  fields: ConsoleField[];
  actions: Pick<ConsoleAction, 'name' | 'label'>[];
  /** As entered so far by the trainee. */
  values: Record<string, string>;
  readouts: ShownFigureView[];
  tables: WorldTable[];
  /** Of a prompt: what stands before the cursor, and the lines it knows. */
  prompt: string;
  lines: string[];
  /** Of a prompt: what was typed and printed, oldest first. */
  screen: { atUs: SimTimeUs; prompt: string; line: string; output: string }[];
  environment: { name: string; colour: string; banner: string } | undefined;
  watermark: { text: string; untilUs: SimTimeUs } | undefined;
  /** Groups of options that stand on different screens; `open` is the one in front of the trainee. One goes over by the answer `switch` to `safeguard`. */
  separation: { safeguard: string; field: string; groups: string[]; open: string; switchingUntilUs: SimTimeUs | undefined } | undefined;
  /** The trainee's attempt that is under way, and what asks them now. */
  attempt: { number: number; action: string; prompt: SafeguardPrompt | undefined } | undefined;
  /** The trainee's own attempts, and with an audit trail everybody's; oldest first. */
  attempts: ConsoleAttemptView[];
  audit: string | undefined;
}

/** Routine work, from when it is handed over. */
export interface RoutineTaskView {
  name: string;
  title: string;
  text: string;
  console: string;
  action: string;
  atUs: SimTimeUs;
  byUs: SimTimeUs;
  doneAtUs: SimTimeUs | undefined;
}

/** The debrief's table: a console in one variant, in this drill or in a run to compare with. */
export interface ConsoleReport {
  /** Such as “this drill” or “nobody acting, on the safe console”. */
  run: string;
  variant: ConsoleVariant;
  slips: {
    title: string;
    by: string;
    atUs: SimTimeUs;
    /** The layer that caught it; undefined when it went through. */
    caughtBy: { safeguard: string; kind: SafeguardKind; says: string } | undefined;
    /** From the first safeguard shown to its end. */
    seconds: number;
  }[];
  /** Of a routine task by the keystroke-level model: keying, pointing, thinking, and waiting for the console. */
  routineSeconds: number | undefined;
  /** Of the routine tasks that were done in this run. */
  routineDone: number;
  routineTotal: number;
  harm: { usersAffected: number; userMinutes: number; revenueLost: number; currency: string };
}

/** What was done at the consoles of a run, for scoring and debrief; never shown before. */
export interface ConsoleRecord {
  variant: ConsoleVariant;
  /** Everybody's, oldest first; `slip` names the slip that an attempt is. */
  attempts: (ConsoleAttemptView & { slip: string | undefined })[];
  routine: RoutineTaskView[];
}
/** The debrief of the consoles: this drill beside both consoles with nobody acting, and what the trainee did at each safeguard. */
export interface ConsoleDebrief {
  reports: ConsoleReport[];
  own: ConsoleRecord['attempts'];
}
