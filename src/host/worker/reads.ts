// Requests that only read instruments and are no looks: charts that go on, pages of lines, label sets, exemplars, checks of a query,
// what a recorded look showed.
// What they show was looked at before; nothing here writes an entry.
import { type Authority, logProblems, promqlProblems } from '../../authority/index.ts';
import type { HostRequest, HostResponse } from '../../schema/index.ts';

export type ReadRequest = Extract<HostRequest, { type: 'chart' | 'logs' | 'log-index' | 'series' | 'exemplars' | 'check' | 'look' }>;

const SERIES_MAX = 10_000;
const LINES_MAX = 5_000;
const EXEMPLARS_MAX = 200;

export function read(authority: Authority, request: ReadRequest): HostResponse {
  const { trace, scenario } = authority;
  switch (request.type) {
    case 'chart': {
      const { series, error } = authority.chart(request.expr, request.fromUs, request.toUs, request.stepUs);
      return { type: 'chart', series, ...(error === undefined ? {} : { error }) };
    }
    case 'logs':
      return { type: 'logs', page: trace.logs({ ...request.filter, limit: Math.min(request.filter.limit, LINES_MAX) }) };
    case 'log-index':
      return { type: 'log-index', index: trace.logIndex(request.filter) };
    case 'series': {
      const nowMs = scenario.startsAtMs + trace.nowUs / 1000;
      const found = trace.series.select(request.matchers, scenario.startsAtMs, nowMs);
      return { type: 'series', labels: found.slice(0, SERIES_MAX).map(({ labels }) => ({ ...labels })) };
    }
    case 'exemplars': {
      const { service, fromUs, toUs } = request;
      return { type: 'exemplars', exemplars: [...trace.exemplars({ service, fromUs, toUs, limit: EXEMPLARS_MAX })] };
    }
    case 'look':
      return { type: 'look', look: authority.lookOf(request.seq) };
    case 'check':
      return { type: 'checked', problems: request.language === 'promql' ? promqlProblems(request.text) : logProblems(request.text) };
  }
}
