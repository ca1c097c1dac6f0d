// Messages between the page and the worker that holds the authority: ordered, and every request has an id.

import type { AlertMatcher } from './alerting.ts';
import type { Outcome } from './commands.ts';
import type { EntryDraft, JournalEntry } from './journal.ts';
import type { RunFile } from './run-file.ts';
import type { ComparisonRun, Scorecard } from './scorecard.ts';
import type { LogFilter, LogIndex, LogPage } from './simulation.ts';
import type { Exemplar } from './traces.ts';
import type { SimTimeUs } from './units.ts';
import type { ChartSeries, DrillView, LookResult } from './view.ts';

export interface ScenarioBundle {
  slug: string;
  /** Every text file of the scenario’s folder, by path within it. */
  files: Record<string, string>;
}
export interface ForkRequest {
  label: string;
  /** The journal of the fork; undefined means the drill’s own. */
  edit: { kind: 'idle' } | { kind: 'reference' } | { kind: 'without'; seq: number } | { kind: 'shift'; seq: number; byUs: number };
  seeds: number;
}
/** Median and the middle 90 % of a figure over seeds. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}
export interface ForkResult {
  label: string;
  seeds: number;
  /** Where the fork ends, over the seeds. */
  usersAffected: Spread;
  revenueLost: Spread;
  /** Fork minus the drill’s own journal, seed by seed on the same arrivals. */
  usersDifference: Spread;
  revenueDifference: Spread;
  /** The fork on the drill’s own seed. */
  curves: { atUs: SimTimeUs[]; usersAffected: number[]; revenueLost: number[] };
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
  | { type: 'seek'; atUs: SimTimeUs }
  | { type: 'live' }
  | { type: 'score' }
  | { type: 'fork'; fork: ForkRequest }
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
  | { type: 'view'; view: DrillView }
  | { type: 'score'; card: Scorecard; comparisons: ComparisonRun[] }
  | { type: 'fork'; result: ForkResult }
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
