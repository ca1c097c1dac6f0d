// look.traces: the newest kept traces that match, how sampling went, and who called whom in those that are shown.
import type { TraceFilter } from '../../schema/index.ts';
import { serviceGraph } from '../traces/service-graph.ts';
import { type Look, unknownName } from './look.ts';

const TRACES_MAX = 200;

export const lookTraces: Look<'look.traces'> = ({ scenario, trace }, { service, name, slowerThanMs, errors }) => {
  const services = Object.keys(scenario.world.services);
  if (service !== undefined && !services.includes(service)) return unknownName('service', service, services);
  const filter: TraceFilter = { limit: TRACES_MAX };
  if (service !== undefined) filter.service = service;
  if (name !== undefined) filter.name = name;
  if (slowerThanMs !== undefined) filter.minDurationUs = slowerThanMs * 1000;
  if (errors === true) filter.errorsOnly = true;
  const page = trace.traces(filter);
  const graph = serviceGraph(page.traces.map(({ traceId }) => trace.traceSpans(traceId) ?? []));
  return { kind: 'traces', page, counts: trace.traceCounts(), graph };
};
