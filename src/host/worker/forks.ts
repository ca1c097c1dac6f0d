// "What if" over several seeds: the same edit of the same journal on each; median and the middle 90 % of where they end.
import { type Authority, runFork } from '../../authority/index.ts';
import type { ForkRequest, ForkResult } from '../../schema/index.ts';

interface Curve {
  atUs: number;
  usersAffected: number;
  revenueLost: number;
}

/** Runs the fork on the drill's own seed (whose curve is returned) and on `seeds - 1` others derived from it by number. */
export async function forkOverSeeds(
  authority: Authority,
  fork: ForkRequest,
  progress: (ratio: number, text: string) => void,
  breathe: () => Promise<void>,
): Promise<ForkResult> {
  const finals: { users: number; revenue: number }[] = [];
  let own: readonly Curve[] = [];
  for (let index = 0; index < fork.seeds; index += 1) {
    const seed = index === 0 ? authority.seed : `${authority.seed.slice(0, 34)}-f${index}`;
    progress(index / fork.seeds, `${fork.label}: run ${index + 1} of ${fork.seeds}`);
    await breathe();
    const { harm } = runFork(authority.scenario, seed, authority.journal, fork.edit, authority.nowUs);
    if (index === 0) own = harm.curve;
    finals.push({ users: harm.usersAffected, revenue: harm.revenueLost });
  }
  return {
    label: fork.label,
    seeds: fork.seeds,
    usersAffected: spread(finals.map((final) => final.users)),
    revenueLost: spread(finals.map((final) => final.revenue)),
    curves: {
      atUs: own.map((point) => point.atUs),
      usersAffected: own.map((point) => point.usersAffected),
      revenueLost: own.map((point) => point.revenueLost),
    },
  };
}

/** Median and the 5th and 95th percentile by nearest rank. */
export function spread(values: readonly number[]): { median: number; low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (ratio: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(ratio * sorted.length) - 1))] ?? 0;
  return { median: at(0.5), low: at(0.05), high: at(0.95) };
}
