// Where a fresh drill begins for its trainee: at `meta.joinsAt`, else at the first page, else at the start.
import type { Authority } from '../../authority/index.ts';
import { type SimTimeUs, storyTimeUs } from '../../schema/index.ts';

const STRIDE_US = 15_000_000;

/** Runs the world up to the instant at which the trainee enters, letting messages through on the way. */
export async function advanceToJoin(authority: Authority, progress: (ratio: number, text: string) => void, breathe: () => Promise<void>): Promise<void> {
  const { scenario } = authority;
  const joinsAt = scenario.meta.joinsAt;
  const fixedUs: SimTimeUs | undefined = joinsAt === undefined ? undefined : storyTimeUs(joinsAt, scenario.startsAtMs);
  const untilUs = Math.min(fixedUs ?? scenario.meta.length, scenario.meta.length);
  while (authority.nowUs < untilUs && (fixedUs !== undefined || authority.tPlusZeroUs === undefined)) {
    authority.advanceTo(Math.min(untilUs, authority.nowUs + STRIDE_US), () => fixedUs === undefined && authority.tPlusZeroUs !== undefined);
    progress(Math.min(0.95, authority.nowUs / untilUs), 'Running the world up to the moment you are called');
    await breathe();
  }
}
