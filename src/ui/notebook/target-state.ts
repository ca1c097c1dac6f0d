// How something that is due stands, in a word and a tone: calm while there is time, a triangle when it is over. Pure.
import type { DrillView, TargetView } from '../../schema/index.ts';
import { sincePage, spanWords, type Tone } from '../theme/index.ts';

/** Untimed, nothing is late. */
export function targetState(
  { byUs, doneAtUs }: Pick<TargetView, 'byUs' | 'doneAtUs'>,
  { nowUs, tPlusZeroUs, timed }: Pick<DrillView, 'nowUs' | 'tPlusZeroUs' | 'timed'>,
): { tone: Tone; word: string } {
  if (doneAtUs !== undefined) {
    const when = sincePage(doneAtUs, tPlusZeroUs) ?? 'done';
    return doneAtUs <= byUs || !timed
      ? { tone: 'ok', word: `done ${when}` }
      : { tone: 'plain', word: `done ${when}, ${spanWords(doneAtUs - byUs)} late` };
  }
  if (!timed) return { tone: 'plain', word: 'open' };
  return nowUs <= byUs
    ? { tone: 'plain', word: `in ${spanWords(byUs - nowUs)}` }
    : { tone: 'warn', word: `${spanWords(nowUs - byUs)} over` };
}
