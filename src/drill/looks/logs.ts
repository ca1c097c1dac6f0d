// look.logs: matching lines, newest first, and how many there were over time, by level. A search is plain words or LogQL.
import type { LogFilter, LogLevel, SimTimeUs } from '../../schema/index.ts';
import { readLogSearch } from '../log-search.ts';
import { LOOK_BACK_US, type Look, missing, unknownName } from './look.ts';

const LINES_MAX = 200;
const BARS = 60;
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

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
  const search = readLogSearch(query);
  if (!search.ok) {
    const { from, message, hint } = search.problem;
    return missing(`Character ${from + 1} of the search: ${message}${hint === undefined ? '' : `. ${hint}`}`);
  }
  const filter: Omit<LogFilter, 'limit' | 'newestFirst'> = { ...search.filter, toUs: atUs };
  if (service !== undefined) filter.service = service;
  if (level !== undefined) filter.level = level;

  const page = trace.logs({ ...filter, newestFirst: true, limit: LINES_MAX });
  const stepUs = stepFor(Math.min(atUs, LOOK_BACK_US));
  const fromUs = Math.max(0, (Math.floor(atUs / stepUs) + 1 - BARS) * stepUs);
  const bars = Math.floor((atUs - fromUs) / stepUs) + 1;
  const countsOf = (wanted: LogLevel): number[] =>
    Array.from({ length: bars }, (_, bar) => {
      if (level !== undefined && level !== wanted) return 0;
      const startUs = fromUs + bar * stepUs;
      return trace.logs({ ...filter, level: wanted, fromUs: startUs, toUs: Math.min(atUs, startUs + stepUs - 1), limit: 0 }).matched;
    });
  const byLevel = { debug: countsOf('debug'), info: countsOf('info'), warn: countsOf('warn'), error: countsOf('error') };
  const counts = Array.from({ length: bars }, (_, bar) => LEVELS.reduce((sum, name) => sum + byLevel[name][bar]!, 0));
  return { kind: 'logs', page, filter, histogram: { fromUs, counts, byLevel, stepUs } };
};

/** A round step with which the span needs at most BARS bars. */
function stepFor(spanUs: SimTimeUs): SimTimeUs {
  const STEPS_S = [1, 2, 5, 10, 15, 30, 60];
  return (STEPS_S.find((seconds) => seconds * 1_000_000 * (BARS - 1) >= spanUs) ?? 60) * 1_000_000;
}
