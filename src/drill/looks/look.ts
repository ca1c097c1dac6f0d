// What every kind of look is given and gives: a pure function of the run at the look's instant.
import type {
  AlertingView,
  ConsoleView,
  EntryArgs,
  LookKind,
  LookResult,
  Scenario,
  SimTimeUs,
  TraceReader,
  WorldTable,
} from '../../schema/index.ts';
import type { StatusPageState } from '../story-state.ts';

export interface LookContext {
  scenario: Scenario;
  trace: TraceReader;
  /** The look’s instant; nothing later is shown. */
  atUs: SimTimeUs;
  /** Artefacts that a reveal made visible. */
  revealed: readonly string[];
  /** What providers came to say about themselves, oldest first. */
  statusPages: readonly StatusPageState[];
  /** Alerts on their way to people, which only their writer knows. */
  alerting: AlertingView;
  /** Consoles as they stand, which only their writer knows. */
  consoles: readonly ConsoleView[];
  /** A table as the systems of this drill show it. */
  shownTable: (table: WorldTable) => WorldTable;
}
export type Look<K extends LookKind> = (context: LookContext, args: EntryArgs<K>) => LookResult;

/** How far back charts and histograms reach. */
export const LOOK_BACK_US = 1_800_000_000;

export const missing = (reason: string): LookResult => ({ kind: 'missing', reason });

/** A refusal to show that names what could have been asked for. */
export function unknownName(what: string, name: string, known: readonly string[]): LookResult {
  return missing(`There is no ${what} “${name}”${known.length > 0 ? `; there are ${known.join(', ')}` : ''}`);
}
