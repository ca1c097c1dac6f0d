// What was due by when, and when it was done, both counted from the first page.
import type { CommandReview } from '../../schema/index.ts';
import { sincePage, spanText } from '../theme/index.ts';

/** `due by T+5:00, done at T+0:16`. */
export function dueText(target: Pick<CommandReview['targets'][number], 'byUs' | 'doneAtUs'>, tPlusZeroUs: number | undefined): string {
  const when = (us: number) => sincePage(us, tPlusZeroUs) ?? spanText(us);
  return `due by ${when(target.byUs)}${target.doneAtUs === undefined ? ', not done' : `, done at ${when(target.doneAtUs)}`}`;
}
