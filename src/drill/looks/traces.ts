// look.traces: the newest or slowest kept traces that match, how sampling went, and who called whom in those that are shown.
import type { TraceFilter } from '../../schema/index.ts';
import { serviceGraph } from '../traces/service-graph.ts';
import { type Look, unknownName } from './look.ts';

const TRACES_MAX = 200;

export const lookTraces: Look<'look.traces'> = ({ scenario, trace, atUs }, args) => {
  const { service, name, slowerThanMs, errors, sinceMinutes, fromS, toS, order } = args;
  const services = Object.keys(scenario.world.services);
  if (service !== undefined && !services.includes(service)) return unknownName('service', service, services);
  const filter: TraceFilter = { limit: TRACES_MAX };
  if (service !== undefined) filter.service = service;
  if (name !== undefined) filter.name = name;
  if (slowerThanMs !== undefined) filter.minDurationUs = slowerThanMs * 1000;
  if (errors === true) filter.errorsOnly = true;
  const fromUs = Math.max(sinceMinutes === undefined ? 0 : atUs - sinceMinutes * 60e6, (fromS ?? 0) * 1e6);
  if (fromUs > 0) filter.fromUs = fromUs;
  if (toS !== undefined) filter.toUs = toS * 1e6;
  if (order !== undefined) filter.order = order;
  const page = trace.traces(filter);
  const graph = serviceGraph(page.traces.map(({ traceId }) => trace.traceSpans(traceId) ?? []));
  return { kind: 'traces', page, counts: trace.traceCounts(), graph };
};
