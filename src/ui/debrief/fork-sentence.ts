// What a fork says, in words: the difference that one change makes on the same arrivals, with its range over seeds; then where it ends.
import type { ForkEdit, ForkResult, Spread } from '../../schema/index.ts';
import { countText, moneyText, spanText, spanWords } from '../theme/format.ts';

/** How a fork is called, so that a sentence can go on with it: `Had “rollback payment-service” come 3 min earlier`. */
export function forkLabel(edit: ForkEdit, action: string | undefined): string {
  switch (edit.kind) {
    case 'idle':
      return 'Had nobody acted';
    case 'reference':
      return 'With the reference response';
    case 'without':
      return `Without “${action ?? 'it'}”`;
    case 'shift':
      return `Had “${action ?? 'it'}” come ${spanWords(Math.abs(edit.byUs))} ${edit.byUs < 0 ? 'earlier' : 'later'}`;
  }
}

/** @param tPlusZeroUs instant of the first page */
export function forkSentence(result: ForkResult, currency: string, tPlusZeroUs: number | undefined): string {
  const { usersAffected: users, own, usersDifference, revenueDifference, seeds, untilUs, problems } = result;
  const money = (amount: number) => moneyText(amount, currency);
  const when = tPlusZeroUs === undefined ? spanText(untilUs) : `T+${spanText(Math.max(0, untilUs - tPlusZeroUs))}`;
  const range = ({ low, high }: Spread) =>
    Math.round(low) === Math.round(high) ? countText(Math.round(low)) : `${countText(Math.round(low))} to ${countText(Math.round(high))}`;
  return [
    `${result.label}, ${said(usersDifference, countText, MANY, seeds)} would have been affected`,
    `and ${said(revenueDifference, money, MUCH, seeds)} lost by ${when}, with the same arrivals:`,
    `${range(users)} users instead of ${range(own.usersAffected)}.`,
    ...(usersDifference.low < 0 && usersDifference.high > 0 ? ['It could be chance: fewer users on some seeds, more on others.'] : []),
    ...(problems.length === 0
      ? []
      : [`${problems.length === 1 ? 'One entry' : `${problems.length} entries`} could not be repeated there.`]),
  ].join(' ');
}

const MANY = { same: 'as many users', fewer: 'fewer users', more: 'more users' };
const MUCH = { same: 'as much', fewer: 'less', more: 'more' };

/** `1,200 fewer users (900 to 1,500 in 90 % of 20 seeds)`: the lesser difference first, and both directions named where they differ. */
function said({ median, low, high }: Spread, figure: (value: number) => string, words: typeof MANY, seeds: number): string {
  const size = (value: number) => figure(Math.abs(Math.round(value)));
  const middle = Math.round(median) === 0 ? words.same : `${size(median)} ${median < 0 ? words.fewer : words.more}`;
  const [near, far] = high <= 0 ? [high, low] : [low, high];
  if (seeds === 1) return middle;
  const range = low < 0 && high > 0 ? `${size(low)} ${words.fewer} to ${size(high)} ${words.more}` : `${size(near)} to ${size(far)}`;
  return `${middle} (${range} in 90 % of ${seeds} seeds)`;
}
