// What is due next in the bar: the next word somebody waits for, and the next target of the severity. Nothing without a clock. Pure.
import type { DrillView } from '../../schema/index.ts';
import { spanText, spanWords } from '../theme/format.ts';
import type { Tone } from '../theme/Mark.tsx';

type Timed = Pick<DrillView, 'timed' | 'ended' | 'phase' | 'nowUs' | 'targets' | 'cadence' | 'owedUpdate' | 'alerts'>;

export interface Due {
  kind: 'target' | 'update';
  label: string;
  byUs: number;
}

const OVER: readonly string[] = ['resolved', 'review', 'scored'];
const SOON_US = 60_000_000;
const TICKS_BELOW_US = 2 * 60_000_000;
const TARGET_WORDS = {
  acknowledge: 'Acknowledge within',
  declare: 'Declare within',
  commander: 'A commander within',
  'first update': 'First update within',
} as const;

const first = (dues: readonly Due[]): Due | undefined =>
  dues.reduce<Due | undefined>((least, due) => (least === undefined || due.byUs < least.byUs ? due : least), undefined);

/** At most one target and one update, the nearer of each kind; empty when untimed or over. Nobody acknowledges before a page. */
export function dueNext({ timed, ended, phase, targets, cadence, owedUpdate, alerts }: Timed): Due[] {
  if (!timed || ended || OVER.includes(phase)) return [];
  const paged = alerts.some(({ state }) => state === 'firing' || state === 'resolved');
  const target = first(
    targets
      .filter(({ what, doneAtUs }) => doneAtUs === undefined && (what !== 'acknowledge' || paged))
      .map(({ what, byUs }) => ({ kind: 'target' as const, label: TARGET_WORDS[what], byUs })),
  );
  const update = first(
    [...(owedUpdate === undefined ? [] : [owedUpdate]), ...cadence.map(({ audience, nextUs }) => ({ audience, byUs: nextUs }))].map(
      ({ audience, byUs }) => ({ kind: 'update' as const, label: `Next update: ${audience}`, byUs }),
    ),
  );
  return [target, update].filter((due) => due !== undefined);
}

/** Whole minutes from two on, so that the bar does not tick all the time; then minutes and seconds, then how late it is. */
export function dueText(byUs: number, nowUs: number): { value: string; tone: Tone } {
  const leftUs = byUs - nowUs;
  if (leftUs < 0) return { value: `${spanText(-leftUs)} late`, tone: 'bad' };
  if (leftUs >= TICKS_BELOW_US) return { value: spanWords(Math.floor(leftUs / 60e6) * 60e6), tone: 'plain' };
  return { value: spanText(leftUs), tone: leftUs < SOON_US ? 'warn' : 'plain' };
}
