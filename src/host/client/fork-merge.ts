// Runs of single seeds to what a fork says: bands over the seeds at equal instants, and differences seed by seed on the same arrivals.
import {
  type Band,
  type ForkEdit,
  type ForkResult,
  type HarmCurve,
  isCommand,
  type JournalEntry,
  type SimTimeUs,
  type Spread,
  type TimelineItem,
} from '../../schema/index.ts';

export interface ForkWindow {
  /** The instant the window counts from, and the end of both runs. */
  fromUs: SimTimeUs;
  untilUs: SimTimeUs;
}
/** The drill as it was played. */
export interface ForkedDrill {
  journal: readonly JournalEntry[];
  /** With what came of the commands, those of people who were asked too. */
  timeline: readonly Pick<TimelineItem, 'kind' | 'atUs' | 'outcome'>[];
  tPlusZeroUs: SimTimeUs | undefined;
  /** Where the drill ended. */
  endUs: SimTimeUs;
}
export interface MergeInput extends ForkWindow {
  label: string;
  edit: ForkEdit;
  /** By seed, the drill's own first; own and fork of a seed end at the same instant. */
  runs: readonly { own: HarmCurve; fork: HarmCurve; problems: readonly string[] }[];
}
type Figure = 'usersAffected' | 'revenueLost';

/** Ends are rounded up to this, so that the own runs of one fork serve another whose window ends a little earlier. */
const ROUND_US: SimTimeUs = 30_000_000;

/** @throws when the journal has no such entry */
export function windowOf(edit: ForkEdit, windowUs: SimTimeUs, drill: ForkedDrill): ForkWindow {
  const { tPlusZeroUs, endUs } = drill;
  const fromUs = Math.min(endUs, instantOf(edit, drill) ?? tPlusZeroUs ?? 0);
  return { fromUs, untilUs: Math.min(endUs, Math.ceil((fromUs + windowUs) / ROUND_US) * ROUND_US) };
}

/** Nobody acting differs from the drill where something was done, not where it was only tried. */
function instantOf(edit: ForkEdit, { journal, timeline }: ForkedDrill): SimTimeUs | undefined {
  if (edit.kind === 'idle' || edit.kind === 'reference')
    return timeline.find(({ kind, outcome }) => isCommand(kind) && outcome?.status !== 'refused')?.atUs;
  const entry = journal.find(({ seq }) => seq === edit.seq);
  if (entry === undefined) throw new Error(`The drill has no entry ${edit.seq}.`);
  return edit.kind === 'shift' ? Math.max(entry.atUs, entry.atUs + edit.byUs) : entry.atUs;
}

/** A curve as it would be had the run ended at `untilUs`; undefined when it has no point there. */
export function cutAt(curve: HarmCurve, untilUs: SimTimeUs): HarmCurve | undefined {
  const count = curve.atUs.indexOf(untilUs) + 1;
  if (count === 0) return undefined;
  const { atUs, usersAffected, revenueLost } = curve;
  return { atUs: atUs.slice(0, count), usersAffected: usersAffected.slice(0, count), revenueLost: revenueLost.slice(0, count) };
}

export function mergeForks({ label, edit, fromUs, untilUs, runs }: MergeInput): ForkResult {
  const first = runs[0];
  if (first === undefined) throw new Error('A fork needs a seed at least.');
  const end = (curve: HarmCurve, figure: Figure): number => curve[figure].at(-1) ?? 0;
  const level = (whose: 'own' | 'fork', figure: Figure): Spread => spread(runs.map((run) => end(run[whose], figure)));
  const difference = (figure: Figure): Spread => spread(runs.map(({ own, fork }) => end(fork, figure) - end(own, figure)));
  const bands = (whose: 'own' | 'fork') => ({
    usersAffected: bandOf(runs.map((run) => run[whose].usersAffected)),
    revenueLost: bandOf(runs.map((run) => run[whose].revenueLost)),
  });
  return {
    label,
    edit,
    seeds: runs.length,
    fromUs,
    untilUs,
    usersAffected: level('fork', 'usersAffected'),
    revenueLost: level('fork', 'revenueLost'),
    own: { usersAffected: level('own', 'usersAffected'), revenueLost: level('own', 'revenueLost') },
    usersDifference: difference('usersAffected'),
    revenueDifference: difference('revenueLost'),
    curves: first.fork,
    ownCurves: first.own,
    bands: { own: bands('own'), fork: bands('fork') },
    problems: [...new Set(runs.flatMap(({ problems }) => problems))],
  };
}

/** Runs of one scenario are scraped at the same instants, so values of one place are values of one instant. */
function bandOf(curves: readonly (readonly number[])[]): Band {
  const band: Band = { median: [], low: [], high: [] };
  for (let place = 0; place < (curves[0]?.length ?? 0); place += 1) {
    const { median, low, high } = spread(curves.map((curve) => curve[place] ?? 0));
    band.median.push(median);
    band.low.push(low);
    band.high.push(high);
  }
  return band;
}

/**
 * Median, and what is left when a twentieth of the values, rounded down, is put aside at each end.
 * The same from both ends: the spread of negated values is the negated spread.
 */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  const aside = Math.floor(sorted.length / 20);
  const at = (index: number) => sorted[index] ?? 0;
  return { median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2, low: at(aside), high: at(last - aside) };
}
