// What a fork says, in words: the difference that one change makes on the same arrivals, with its range over seeds; then where it ends.
import type { ForkResult, Spread } from '../../schema/index.ts';
import { countText, moneyText } from '../theme/format.ts';

/** @param ownUsers users affected in the drill as it was played */
export function forkSentence(result: ForkResult, ownUsers: number, currency: string): string {
  const { usersAffected: users, usersDifference, revenueDifference, seeds } = result;
  const capital = result.label.charAt(0).toUpperCase() + result.label.slice(1);
  const here = result.curves.usersAffected.at(-1) ?? users.median;
  const money = (amount: number) => moneyText(Math.round(amount), currency);
  return [
    `${capital}: with the same arrivals, ${said(usersDifference, countText, MANY, seeds)} would have been affected`,
    `and ${said(revenueDifference, money, MUCH, seeds)} lost.`,
    `On this drill’s own seed: ${countText(here)} users instead of ${countText(ownUsers)}.`,
    `The changed runs end with ${countText(users.low)} to ${countText(users.high)} users affected.`,
    ...(usersDifference.low < 0 && usersDifference.high > 0 ? ['It could be chance: fewer users on some seeds, more on others.'] : []),
  ].join(' ');
}

const MANY = { same: 'as many users', fewer: 'fewer users', more: 'more users' };
const MUCH = { same: 'as much', fewer: 'less', more: 'more' };

/** `1,200 fewer users (900 to 1,500 over 20 seeds)`: the lesser difference first, and both directions named where they differ. */
function said({ median, low, high }: Spread, figure: (value: number) => string, words: typeof MANY, seeds: number): string {
  const size = (value: number) => figure(Math.abs(Math.round(value)));
  const middle = Math.round(median) === 0 ? words.same : `${size(median)} ${median < 0 ? words.fewer : words.more}`;
  const [near, far] = high <= 0 ? [high, low] : [low, high];
  const range = low < 0 && high > 0 ? `${size(low)} ${words.fewer} to ${size(high)} ${words.more}` : `${size(near)} to ${size(far)}`;
  return `${middle} (${range} over ${seeds} seeds)`;
}
