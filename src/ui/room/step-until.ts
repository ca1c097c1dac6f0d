// Runs the clock on in small steps until something happens, for those who play without time pressure.
import type { DrillSession } from '../../host/client/index.ts';
import { somethingHappened } from './something-happened.ts';

const STEP_US = 5_000_000;
const STEPS_MAX = 120;

/** @returns what happened; undefined after ten minutes in which nothing did */
export async function stepUntilSomething(session: DrillSession): Promise<string | undefined> {
  const before = session.getState().live;
  for (let step = 1; step <= STEPS_MAX; step += 1) {
    await session.skipTo(Math.min(before.scenario.lengthUs, before.nowUs + step * STEP_US));
    const happened = somethingHappened(before, session.getState().live);
    if (happened !== undefined) return happened;
  }
  return undefined;
}
