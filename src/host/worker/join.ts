// Where a fresh drill begins for its trainee: at `meta.joinsAt`, else at the first page, else at the start.
import { Authority } from '../../authority/index.ts';
import { type Scenario, type Seed, type SimTimeUs, storyTimeUs } from '../../schema/index.ts';

const STRIDE_US = 15_000_000;

/** Opens a drill and runs its world up to the instant at which the trainee enters, letting messages through on the way. */
export async function openAtJoin(
  scenario: Scenario,
  seed: Seed,
  progress: (ratio: number, text: string) => void,
  breathe: () => Promise<void>,
): Promise<Authority> {
  const authority = Authority.open(scenario, seed);
  const { joinsAt, length } = scenario.meta;
  const fixedUs: SimTimeUs | undefined = joinsAt === undefined ? undefined : storyTimeUs(joinsAt, scenario.startsAtMs);
  const untilUs = Math.min(fixedUs ?? length, length);
  const joined = () => fixedUs === undefined && authority.tPlusZeroUs !== undefined;
  while (authority.nowUs < untilUs && !joined()) {
    authority.advanceTo(Math.min(untilUs, authority.nowUs + STRIDE_US), joined);
    progress(Math.min(0.95, authority.nowUs / untilUs), 'Running the world up to the moment you are called');
    await breathe();
  }
  // Nobody is ever called in this one: the shift begins at its beginning.
  return fixedUs === undefined && !joined() ? Authority.open(scenario, seed) : authority;
}
