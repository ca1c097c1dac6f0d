// "What if" over several seeds: on each the drill's own journal and the edited one, so that both meet the same arrivals and what is
// left is the difference that the edit makes. Entries keep their times of the clock, also where the page comes at another time.
import { type Authority, replay, runFork } from '../../authority/index.ts';
import type { ForkRequest, ForkResult, Harm, Spread } from '../../schema/index.ts';

/** Runs both on the drill's own seed (the fork's curve there is returned) and on `seeds - 1` others derived from it by number. */
export async function forkOverSeeds(
  authority: Authority,
  fork: ForkRequest,
  progress: (ratio: number, text: string) => void,
  breathe: () => Promise<void>,
): Promise<ForkResult> {
  const { scenario, journal, nowUs } = authority;
  const own: Ends[] = [];
  const edited: Ends[] = [];
  let curve: ReturnType<typeof runFork>['harm']['curve'] = [];
  const say = (index: number, half: number, what: string) => {
    progress((index + half) / fork.seeds, `${fork.label}: seed ${index + 1} of ${fork.seeds}, ${what}`);
    return breathe();
  };
  for (let index = 0; index < fork.seeds; index += 1) {
    const seed = index === 0 ? authority.seed : `${authority.seed.slice(0, 34)}-f${index}`;
    await say(index, 0, 'with the change');
    const { harm } = runFork(scenario, seed, journal, fork.edit, nowUs);
    if (index === 0) curve = harm.curve;
    edited.push(harm);
    if (index > 0) await say(index, 0.5, 'without it');
    own.push(index === 0 ? authority.trace.harm() : replay(scenario, seed, journal, nowUs, undefined, { records: false }).trace.harm());
  }
  const level = (field: keyof Ends) => spread(edited.map((end) => end[field]));
  const difference = (field: keyof Ends) => spread(edited.map((end, index) => end[field] - own[index]![field]));
  return {
    label: fork.label,
    seeds: fork.seeds,
    usersAffected: level('usersAffected'),
    revenueLost: level('revenueLost'),
    usersDifference: difference('usersAffected'),
    revenueDifference: difference('revenueLost'),
    curves: {
      atUs: curve.map((point) => point.atUs),
      usersAffected: curve.map((point) => point.usersAffected),
      revenueLost: curve.map((point) => point.revenueLost),
    },
  };
}

/** How a run ended. */
type Ends = Pick<Harm, 'usersAffected' | 'revenueLost'>;

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
