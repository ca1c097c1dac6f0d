// What scoring is given: one finished (or unfinished) run as plain readable parts. It asks nobody for more.
import type {
  AudienceName,
  ComparisonRun,
  ConsoleRecord,
  JournalEntry,
  LookResult,
  Outcome,
  Seed,
  SimTimeUs,
  TraceReader,
} from '../schema/index.ts';

/** A stretch of time, microseconds since the start, `toUs` exclusive. */
export interface Span {
  fromUs: SimTimeUs;
  toUs: SimTimeUs;
}

export interface ScoreInput {
  seed: Seed;
  trace: TraceReader;
  /** In order of `seq`. */
  journal: readonly JournalEntry[];
  /** By `seq`: outcomes of commands, and refusals of other entries. */
  outcomes: ReadonlyMap<number, Outcome>;
  /** What came of commands that people gave on request, by `seq` of the request. The request itself was accepted, whatever came of it. */
  deeds?: ReadonlyMap<number, Outcome>;
  /** What a look showed when it was opened; without it every look counts by its words alone. */
  lookOf?: (seq: number) => LookResult | undefined;
  /**
   * Status updates as the room counts them, oldest first: those of the journal, and plain ones that a person of the scenario wrote, with the
   * `seq` of the entry that gave them the role, or 0. Without it, those of the journal.
   */
  updates?: readonly { seq: number; atUs: SimTimeUs; audience: AudienceName }[];
  /** When somebody took over a role that was handed to them, by `seq` of the hand-over; without it everybody takes over at once. */
  tookOver?: ReadonlyMap<number, SimTimeUs>;
  /** First page; undefined when nobody was paged. */
  tPlusZeroUs: SimTimeUs | undefined;
  /** Stretches of trouble, each from when `health.broken` held until `health.healthy` did, ascending and apart. */
  brokenSpans: readonly Span[];
  /** What was done at consoles; undefined in a scenario without them. */
  consoles?: ConsoleRecord | undefined;
  /** The same seed with nobody acting, and with the reference journal, where known. */
  comparisons: readonly ComparisonRun[];
}
