// The catalogue of log messages: what components write, in words a component itself could know.
// No line names a cause: a process says what it waited for and how long, never that somebody changed a value.
// Template ids are permanent; their order is the number under which records keep them.
import type { LogLevel } from '../../schema/index.ts';
import type { LogRecord } from './log-store.ts';

export const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Names of the things a record points at. */
export interface LogNames {
  /** A call site’s peer as its callers name it: a provider, or service/endpoint. */
  peer(site: number): string;
  pool(index: number): string;
  breaker(index: number): string;
  route(index: number): string;
  database(index: number): string;
  versionOf(source: number): string;
  configKeysOf(source: number): string;
}

interface Template {
  id: string;
  level: LogLevel;
  render(record: LogRecord, names: LogNames): string;
}

/** Microseconds as a person reads them in a log: `340 ms`, `8.5 s`. */
function span(us: number): string {
  return us < 1_000_000 ? `${Math.round(us / 1_000)} ms` : `${Math.round(us / 100_000) / 10} s`;
}
/** `b` of a call is its attempt, 0 when nothing would try again. */
const attempt = (n: number): string => (n > 0 ? ` (attempt ${n})` : '');
const ms = (us: number): string => `${Math.round(us / 1_000)} ms`;

/** `target`, `a` and `b` of each record are what its text quotes, in that order. */
const LOG_TEMPLATES = [
  {
    id: 'call.connect-timeout',
    level: 'error',
    render: (r, n) => `Connection timeout to ${n.peer(r.target)} after ${ms(r.a)}${attempt(r.b)}`,
  },
  { id: 'call.read-timeout', level: 'error', render: (r, n) => `Read timeout from ${n.peer(r.target)} after ${ms(r.a)}${attempt(r.b)}` },
  { id: 'call.timeout', level: 'error', render: (r, n) => `Timeout waiting for ${n.peer(r.target)} after ${ms(r.a)}` },
  { id: 'call.refused', level: 'error', render: (r, n) => `Connection refused by ${n.peer(r.target)}${attempt(r.b)}` },
  { id: 'call.reset', level: 'error', render: (r, n) => `Connection to ${n.peer(r.target)} reset${attempt(r.b)}` },
  { id: 'call.error', level: 'error', render: (r, n) => `${n.peer(r.target)} answered with an error${attempt(r.b)}` },
  {
    id: 'call.breaker-open',
    level: 'warn',
    render: (r, n) => `Call to ${n.peer(r.target)} not made: circuit breaker is open${attempt(r.b)}`,
  },
  { id: 'call.retry', level: 'info', render: (r, n) => `Retrying ${n.peer(r.target)} in ${span(r.a)} (attempt ${r.b} failed)` },
  {
    id: 'pool.exhausted',
    level: 'error',
    render: (r, n) => `${n.pool(r.target)}: No available connections (pool size: ${r.a}, in use: ${r.b})`,
  },
  {
    id: 'pool.recovered',
    level: 'info',
    render: (r, n) => `${n.pool(r.target)}: Connections available again (pool size: ${r.a}, in use: ${r.b})`,
  },
  {
    id: 'pool.timeout',
    level: 'error',
    render: (r, n) => `${n.pool(r.target)}: No available connections after ${span(r.a)} (in use: ${r.b})`,
  },
  { id: 'pool.slow-acquire', level: 'warn', render: (r, n) => `${n.pool(r.target)}: Connection acquired after ${span(r.a)} wait` },
  { id: 'pool.resized', level: 'info', render: (r, n) => `${n.pool(r.target)}: Pool size is now ${r.a}` },
  {
    id: 'breaker.opened',
    level: 'error',
    render: (r, n) =>
      `Circuit breaker ${n.breaker(r.target)} OPEN${r.a > 0 ? ` after ${r.a} failures` : r.a === 0 ? ' (forced by operator)' : ': too many calls fail'}`,
  },
  { id: 'breaker.probe-failed', level: 'warn', render: (r, n) => `Circuit breaker ${n.breaker(r.target)} OPEN again: a probe failed` },
  { id: 'breaker.half-open', level: 'info', render: (r, n) => `Circuit breaker ${n.breaker(r.target)} HALF-OPEN, probing` },
  { id: 'breaker.closed', level: 'info', render: (r, n) => `Circuit breaker ${n.breaker(r.target)} CLOSED` },
  { id: 'request.done', level: 'info', render: (r, n) => `${n.route(r.target)} 200 in ${ms(r.a)}` },
  { id: 'request.failed', level: 'error', render: (r, n) => `${n.route(r.target)} ${r.b} after ${ms(r.a)}` },
  { id: 'request.shed', level: 'warn', render: (r, n) => `${n.route(r.target)} 503: queue is full (${r.a} waiting)` },
  { id: 'request.timeout', level: 'error', render: (r, n) => `${n.route(r.target)} 504: not answered within ${ms(r.a)}` },
  { id: 'process.starting', level: 'info', render: (r, n) => `Starting version ${n.versionOf(r.source)}` },
  { id: 'process.config', level: 'info', render: (r, n) => `Configuration loaded: ${n.configKeysOf(r.source)}` },
  { id: 'process.ready', level: 'info', render: (r) => `Ready after ${span(r.a)}, taking requests` },
  { id: 'process.not-ready', level: 'error', render: (r) => `Readiness probe failed: not ready after ${span(r.a)}` },
  { id: 'process.sigterm', level: 'info', render: (r) => `SIGTERM received, draining ${r.a} requests` },
  { id: 'process.stopped', level: 'info', render: () => 'Stopped' },
  { id: 'process.killed', level: 'warn', render: (r) => `Process ended by signal 9 with ${r.a} requests in work` },
  { id: 'process.crashed', level: 'error', render: (r) => `Process exited with code 139, ${r.a} requests in work` },
  { id: 'database.stopping', level: 'warn', render: () => 'Database system is shutting down' },
  { id: 'database.ready', level: 'info', render: () => 'Database system is ready to accept connections' },
  { id: 'database.terminated', level: 'warn', render: (r) => `Terminated ${r.a} sessions due to administrator command` },
] as const satisfies readonly Template[];

export type LogTemplateId = (typeof LOG_TEMPLATES)[number]['id'];
export const TEMPLATES: readonly Template[] = LOG_TEMPLATES;
const NUMBERS = new Map(LOG_TEMPLATES.map((template, index) => [template.id, index]));

/** The number under which records keep a template. */
export const templateNumber = (id: LogTemplateId): number => NUMBERS.get(id)!;
export const TEMPLATE_LEVELS = TEMPLATES.map((template) => LEVELS.indexOf(template.level));

/** A request’s number as a correlation id of eight hexadecimal digits; different numbers give different ids. */
export function requestIdOf(request: number): string {
  if (request === 0) return '';
  let mixed = Math.imul(request, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return (mixed >>> 0).toString(16).padStart(8, '0');
}
