// The wire between a shell and whoever holds the drill: the shell asks, the drill's side looks, acts and appends.
import type { Outcome } from './commands/index.ts';
import type { EntryDraft } from './journal.ts';
import type { LogFilter, LogPage } from './simulation.ts';
import type { SimTimeUs } from './units.ts';
import type { ChartSeries, DrillView, LookResult } from './view.ts';

export interface ChartSpan {
  expr: string;
  fromUs: SimTimeUs;
  toUs: SimTimeUs;
  stepUs: SimTimeUs;
}
export interface ChartReading {
  series: ChartSeries[];
  error?: string;
}
/** The drill as a shell reaches it. */
export interface ShellPort {
  view(): Promise<DrillView>;
  look(draft: EntryDraft): Promise<LookResult | undefined>;
  act(draft: EntryDraft): Promise<Outcome | undefined>;
  /** More lines of a search that was looked at; no entry. */
  lines(filter: LogFilter): Promise<LogPage>;
  /** A range of an expression that was looked at; no entry. */
  chart(span: ChartSpan): Promise<ChartReading>;
  /** Asks the person at the keyboard; undefined when they interrupted. */
  answer(question: string): Promise<string | undefined>;
}
export interface ShellReply {
  stdout: string;
  stderr: string;
  exitCode: number;
  /** The folder the next line starts in. */
  cwd: string;
}
/** The shell as a terminal reaches it. */
export interface ShellApi {
  /** Runs one line; lines given while one is running wait. The line itself is an entry before anything it causes. */
  run(line: string): Promise<ShellReply>;
  /** @param line up to the cursor */
  complete(line: string): Promise<{ from: number; options: string[] }>;
  /** Ends the line that is running at its next command. */
  interrupt(): Promise<void>;
}
