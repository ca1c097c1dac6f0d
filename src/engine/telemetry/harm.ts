// Harm done to users so far, from the world's counts of people and money.
import type { Harm, SimTimeUs } from '../../schema/index.ts';
import { JOURNEY, type LiveWorld } from '../world/index.ts';

/** Harm at one scrape. */
export interface HarmPoint {
  atUs: SimTimeUs;
  usersAffected: number;
  revenueLost: number;
  failedRequests: number;
  requests: number;
}

/** Sum of the harm of two worlds; the currency of the one that has money. */
export function addHarm(one: Harm, other: Harm): Harm {
  const oneHasMoney = one.revenueLost !== 0 || one.revenueEarned !== 0;
  return {
    usersAffected: one.usersAffected + other.usersAffected,
    userMinutes: one.userMinutes + other.userMinutes,
    failedRequests: one.failedRequests + other.failedRequests,
    requests: one.requests + other.requests,
    revenueLost: one.revenueLost + other.revenueLost,
    revenueEarned: one.revenueEarned + other.revenueEarned,
    currency: oneHasMoney ? one.currency : other.currency,
  };
}

/** Money is added up over journeys; they all earn the scenario's first currency. */
export function harmOf(world: LiveWorld): Harm {
  const { I, F, plan } = world;
  const harm: Harm = {
    ...world.harm(),
    failedRequests: 0,
    requests: 0,
    revenueLost: 0,
    revenueEarned: 0,
    currency: plan.journeys.find(({ source }) => source.revenue !== undefined)?.source.revenue?.currency ?? 'USD',
  };
  for (const { offset } of plan.journeys) {
    harm.failedRequests += I[offset + JOURNEY.failed]!;
    harm.requests += I[offset + JOURNEY.requests]!;
    harm.revenueLost += F[(offset + JOURNEY.lostF) >> 1]!;
    harm.revenueEarned += F[(offset + JOURNEY.earnedF) >> 1]!;
  }
  return harm;
}
