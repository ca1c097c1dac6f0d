// look.logs: matching lines, newest first, and how many there were over time.
import type { LogFilter, SimTimeUs } from '../../schema/index.ts';
import { LOOK_BACK_US, type Look, unknownName } from './look.ts';

const LINES_MAX = 200;
const BARS = 60;

export const lookLogs: Look<'look.logs'> = ({ scenario, trace, atUs }, { query, service, level }) => {
  const services = Object.keys(scenario.world.services);
  // Pools, databases and breakers write lines under their own name, so any component may be asked for.
  const known = [
    ...services,
    ...Object.keys(scenario.world.pools),
    ...Object.keys(scenario.world.databases),
    ...Object.keys(scenario.world.breakers),
  ];
  if (service !== undefined && !known.includes(service)) return unknownName('service', service, services);
  const filter: Omit<LogFilter, 'limit'> = { toUs: atUs };
  if (query !== '') filter.text = query;
  if (service !== undefined) filter.service = service;
  if (level !== undefined) filter.level = level;
  const page = trace.logs({ ...filter, newestFirst: true, limit: LINES_MAX });

  const stepUs = stepFor(Math.min(atUs, LOOK_BACK_US));
  const fromUs = Math.max(0, (Math.floor(atUs / stepUs) + 1 - BARS) * stepUs);
  const counts: number[] = [];
  for (let startUs = fromUs; startUs <= atUs; startUs += stepUs) {
    counts.push(trace.logs({ ...filter, fromUs: startUs, toUs: Math.min(atUs, startUs + stepUs - 1), limit: 0 }).matched);
  }
  return { kind: 'logs', page, histogram: { fromUs, counts, stepUs } };
};

/** A round step with which the span needs at most BARS bars. */
function stepFor(spanUs: SimTimeUs): SimTimeUs {
  const STEPS_S = [1, 2, 5, 10, 15, 30, 60];
  return (STEPS_S.find((seconds) => seconds * 1_000_000 * (BARS - 1) >= spanUs) ?? 60) * 1_000_000;
}
