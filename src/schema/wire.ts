// Messages between the page and the worker that holds the authority: ordered, and every request has an id.

import type { AlertMatcher } from './alerting.ts';
import type { Outcome } from './commands/index.ts';
import type { ConsoleDebrief } from './console-view.ts';
import type { EntryDraft, JournalEntry } from './journal.ts';
import type { RunFile } from './run-file.ts';
import type { ComparisonRun, Scorecard } from './scorecard.ts';
import type { LogFilter, LogIndex, LogPage } from './simulation.ts';
import type { Exemplar } from './traces.ts';
import type { SimTimeUs } from './units.ts';
import type { ChartSeries, DrillView, LookResult } from './view.ts';

export interface ScenarioBundle {
  slug: string;
  /** Every text file of the scenario’s folder, by path within it; the worker opens those that are sealed. */
  files: Record<string, string>;
}
/** How the journal of a fork differs from the drill's own. */
export type ForkEdit =
  | { kind: 'idle' }
  | { kind: 'reference' }
  | { kind: 'without'; seq: number }
  | { kind: 'shift'; seq: number; byUs: number };
/** How far beyond the change a fork is run when nobody says otherwise. */
export const FORK_WINDOW_US: SimTimeUs = 15 * 60_000_000;
export interface ForkRequest {
  label: string;
  edit: ForkEdit;
  /** Seeds known from an earlier request for the same fork are not run again. */
  seeds: number;
  /**
   * Both runs end so long after the changed entry (after the later of its two instants; for `idle` and `reference` after the drill's first
   * action, else T+0), and never later than the drill did. Default `FORK_WINDOW_US`; Infinity: as long as the drill.
   */
  windowUs?: SimTimeUs;
}
/** Median and the middle 90 % of a figure over seeds. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}
/** A spread at each instant of a curve. */
export interface Band {
  median: number[];
  low: number[];
  high: number[];
}
/** Harm of one run over time; the last point is the run's end. */
export interface HarmCurve {
  atUs: SimTimeUs[];
  usersAffected: number[];
  revenueLost: number[];
}
export interface ForkResult {
  label: string;
  edit: ForkEdit;
  seeds: number;
  /** The instant the window counts from, and the end of both runs. */
  fromUs: SimTimeUs;
  untilUs: SimTimeUs;
  /** Where the fork ends, over the seeds. */
  usersAffected: Spread;
  revenueLost: Spread;
  /** Where the drill's own journal ends at the same instant, over the same seeds. */
  own: { usersAffected: Spread; revenueLost: Spread };
  /** Fork minus the drill’s own journal, seed by seed on the same arrivals. */
  usersDifference: Spread;
  revenueDifference: Spread;
  /** The fork on the drill’s own seed, and the drill itself up to the same instant. */
  curves: HarmCurve;
  ownCurves: HarmCurve;
  /** Both over the seeds, at the same instants as `curves`. */
  bands: { own: { usersAffected: Band; revenueLost: Band }; fork: { usersAffected: Band; revenueLost: Band } };
  /** Entries that could not be repeated in the fork, on any seed. */
  problems: string[];
}
/** How far a fork is; `leftMs` is a guess from the seeds done so far, undefined before the first. */
export interface ForkProgress {
  seedsDone: number;
  seeds: number;
  leftMs: number | undefined;
}
/** One seed of a fork as a thread of the pool runs it. `own` is left out when it is known already. */
export interface SeedFork {
  index: number;
  own: HarmCurve | undefined;
  fork: HarmCurve;
  problems: string[];
}
/** A mistake in a query text; `from` and `to` count characters, `to` is exclusive. */
export interface QueryProblem {
  from: number;
  to: number;
  message: string;
  hint?: string;
}
export type HostRequest =
  /** `readOnly`: somebody's run to look at; its debrief is open however far it went. */
  | { type: 'open'; bundle: ScenarioBundle; seed: string; journal?: JournalEntry[]; untilUs?: SimTimeUs; readOnly?: boolean }
  | { type: 'append'; draft: EntryDraft }
  | { type: 'pace'; paused: boolean; speed: number }
  | { type: 'skip'; toUs: SimTimeUs }
  | { type: 'chart'; expr: string; fromUs: SimTimeUs; toUs: SimTimeUs; stepUs: SimTimeUs }
  /** Lines for scrolling and live tail of a search that was looked at. */
  | { type: 'logs'; filter: LogFilter }
  /** Which lines there are to scroll through. */
  | { type: 'log-index'; filter: LogFilter }
  /** Label sets of series, for completion; at most 10,000. */
  | { type: 'series'; matchers: AlertMatcher[] }
  | { type: 'exemplars'; service: string; fromUs: SimTimeUs; toUs: SimTimeUs }
  /** What is wrong with a query that somebody is still writing; no look. */
  | { type: 'check'; language: 'promql' | 'logs'; text: string }
  /** What a recorded look showed, for looking back; no look itself. */
  | { type: 'look'; seq: number }
  | { type: 'seek'; atUs: SimTimeUs }
  | { type: 'live' }
  | { type: 'score' }
  /** Makes this thread one of a pool for forks of a drill: it holds no drill, and answers `fork-seed` only. */
  | { type: 'fork-open'; bundle: ScenarioBundle; seed: string; journal: JournalEntry[]; readOnly?: boolean }
  /** Seed 0 is the drill's own. Both runs end at `untilUs`. */
  | { type: 'fork-seed'; edit: ForkEdit; index: number; untilUs: SimTimeUs; ownToo: boolean }
  | { type: 'export' }
  | { type: 'verify'; run: RunFile };
export type HostResponse =
  | { type: 'opened'; view: DrillView }
  | { type: 'appended'; entry: JournalEntry; outcome: Outcome | undefined; look: LookResult | undefined }
  | { type: 'chart'; series: ChartSeries[]; error?: string }
  | { type: 'logs'; page: LogPage }
  | { type: 'log-index'; index: LogIndex }
  | { type: 'series'; labels: Readonly<Record<string, string>>[] }
  | { type: 'exemplars'; exemplars: Exemplar[] }
  | { type: 'checked'; problems: QueryProblem[] }
  | { type: 'look'; look: LookResult | undefined }
  | { type: 'view'; view: DrillView }
  | { type: 'score'; card: Scorecard; comparisons: ComparisonRun[]; consoles?: ConsoleDebrief | undefined }
  | { type: 'fork-seed'; run: SeedFork }
  | { type: 'exported'; run: RunFile }
  | { type: 'verified'; ok: boolean; reason: string }
  | { type: 'done' }
  | { type: 'error'; message: string; details: string[] };
export interface RequestEnvelope {
  id: number;
  request: HostRequest;
}
/** `id` 0 is a push: a new view, or progress of a long request. */
export type ResponseEnvelope =
  | { id: number; response: HostResponse }
  | {
      id: 0;
      push:
        | { type: 'view'; view: DrillView }
        | { type: 'entries'; entries: JournalEntry[]; nowUs: SimTimeUs }
        | { type: 'progress'; forId: number; ratio: number; text: string };
    };
