// The HTTP servers of this world: services with health and metrics, Prometheus, status pages, feature flags. A request is answered by looks.
import { type LookResult, parseUtcMs } from '../schema/index.ts';
import { formatNumber } from './lib/number.ts';
import { goDurationUs, isoSeconds } from './lib/time.ts';
import { act, isMissing, look, named, type ProgramCall, type Steps, storyMs, tryLook } from './program.ts';
import { apiError, exposition, queryInstant, queryRange, SCRAPED } from './prometheus.ts';
import { isPrometheus } from './promtool.ts';

export interface HttpRequest {
  method: string;
  scheme: string;
  host: string;
  port: string;
  path: string;
  query: ReadonlyMap<string, string>;
  body: string;
}
interface HttpAnswer {
  status: number;
  type: string;
  body: string;
}
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  503: 'Service Unavailable',
};
export const reasonOf = (status: number): string => REASONS[status] ?? '';

const json = (status: number, body: unknown): HttpAnswer => ({ status, type: 'application/json', body: `${JSON.stringify(body)}` });
const text = (status: number, body: string): HttpAnswer => ({ status, type: 'text/plain; charset=utf-8', body });

/** The component a host name stands for. */
export type Host =
  | { kind: 'service' | 'pool' | 'database' | 'provider' | 'pod' | 'node'; name: string }
  | { kind: 'prometheus' | 'alertmanager' | 'flags' }
  | { kind: 'status'; name: string };

/** Short names, `<name>.production`, and with `.svc.cluster.local`; undefined when no such name resolves. */
export function hostNamed({ view }: ProgramCall, host: string): Host | undefined {
  const short = host.replace(/\.$/, '').replace(/\.production(\.svc(\.cluster\.local)?)?$/, '');
  if (isPrometheus(host)) return { kind: 'prometheus' };
  if (/^alertmanager(\.monitoring)?$/.test(short)) return { kind: 'alertmanager' };
  if (/^(feature-)?flags$/.test(short)) return { kind: 'flags' };
  for (const kind of ['service', 'pool', 'database', 'provider'] as const)
    if (named(view, kind).includes(short)) return { kind, name: short };
  const provider = named(view, 'provider').find(
    (name) => short === `status.${name}` || short === `status.${name.slice(name.indexOf('.') + 1)}`,
  );
  return provider === undefined ? undefined : { kind: 'status', name: provider };
}

/** @returns undefined when nothing answers on that port */
export function* answer(call: ProgramCall, host: Host, request: HttpRequest): Steps<HttpAnswer | undefined> {
  switch (host.kind) {
    case 'service':
      return yield* serviceAnswer(call, host.name, request);
    case 'pool':
    case 'database':
      return request.path === '/metrics' ? yield* metrics(`${host.kind}="${host.name}"`) : undefined;
    case 'prometheus':
      return yield* prometheusAnswer(call, request);
    case 'status':
      return yield* statusAnswer(call, host.name, request);
    case 'provider':
      return yield* providerAnswer(host.name, request);
    case 'flags':
      return yield* flagsAnswer(call, request);
    case 'alertmanager':
      return yield* alertmanagerAnswer(call, request);
    default:
      return undefined;
  }
}

function* metrics(matcher: string): Steps<HttpAnswer> {
  const { rows } = yield* queryInstant(`{${matcher},${SCRAPED}}`);
  return text(200, exposition(rows));
}

function* serviceAnswer(call: ProgramCall, service: string, request: HttpRequest): Steps<HttpAnswer> {
  const { path } = request;
  if (/^\/(health|healthz|ready|readyz|livez)\/?$/.test(path)) return health(yield* look('look.service', { service }));
  if (path === '/metrics') return yield* metrics(`service="${service}"`);
  if (path === '/version' || path === '/info') {
    const seen = yield* look('look.service', { service });
    return json(200, { service, version: seen.version });
  }
  const breaker = /^\/actuator\/circuitbreakers(?:\/([\w.-]+))?\/?$/.exec(path);
  if (breaker !== null) return yield* breakerAnswer(call, breaker[1], request);
  return json(404, { error: 'not found', path });
}

/** A balancer asks one ready replica; without one there is nobody to answer. */
function health(seen: Extract<LookResult, { kind: 'service' }>): HttpAnswer {
  const ready = seen.replicas.filter((replica) => replica.status === 'ready').length;
  const status =
    ready === 0 ? 'unavailable' : ready < seen.replicas.filter((replica) => replica.status !== 'stopping').length ? 'degraded' : 'healthy';
  return json(ready === 0 ? 503 : 200, {
    status,
    service: seen.service,
    version: seen.version,
    replicas: { ready, total: seen.replicas.length },
  });
}

function* breakerAnswer(call: ProgramCall, breaker: string | undefined, request: HttpRequest): Steps<HttpAnswer> {
  if (request.method === 'GET' || breaker === undefined) {
    const { rows } = yield* queryInstant(breaker === undefined ? 'circuit_breaker_state' : `circuit_breaker_state{breaker="${breaker}"}`);
    const states = ['CLOSED', 'HALF_OPEN', 'OPEN'];
    return json(200, {
      circuitBreakers: rows.map(({ labels, value }) => ({
        name: labels['breaker'],
        pod: labels['pod'],
        state: states[value] ?? 'UNKNOWN',
      })),
    });
  }
  const wanted = /"?(?:updateState|state)"?\s*[:=]\s*"?(\w+)/.exec(request.body)?.[1]?.toUpperCase();
  const kind =
    wanted === 'FORCE_OPEN' || wanted === 'OPEN'
      ? 'command.open-breaker'
      : wanted === 'CLOSE' || wanted === 'CLOSED'
        ? 'command.close-breaker'
        : undefined;
  if (kind === undefined) return json(400, { error: 'updateState has to be FORCE_OPEN or CLOSE' });
  const outcome = yield* act(call, { kind, args: { breaker } });
  return outcome?.status === 'refused'
    ? json(409, { error: outcome.reason })
    : json(200, { circuitBreakerName: breaker, currentState: kind === 'command.open-breaker' ? 'FORCED_OPEN' : 'CLOSED' });
}

function* statusAnswer({ view }: ProgramCall, provider: string, request: HttpRequest): Steps<HttpAnswer> {
  const seen = yield* tryLook('look.status-page', { provider });
  if (isMissing(seen)) return text(404, 'Not Found');
  const updated = isoSeconds(storyMs(view, seen.updatedAtUs));
  const indicator = seen.shows === 'operational' ? 'none' : seen.shows.includes('major') ? 'major' : 'minor';
  if (/^\/api\/v2\/(status|summary|components)\.json$/.test(request.path))
    return json(200, {
      page: { name: provider, updated_at: updated },
      status: { indicator, description: seen.text },
      components: [{ name: seen.component, status: seen.shows, updated_at: updated }],
    });
  return request.path === '/' ? text(200, `${seen.component}: ${seen.shows}\n${seen.text}\nUpdated ${updated}\n`) : text(404, 'Not Found');
}

const SWITCH = /^(?:on|off|true|false)$/;

/** Feature flags are the switches among the configuration of services; a new value goes the way of all configuration. */
function* flagsAnswer({ view }: ProgramCall, request: HttpRequest): Steps<HttpAnswer> {
  if (!/^\/(?:api\/)?(?:flags)?\/?$/.test(request.path)) return json(404, { error: 'not found', path: request.path });
  if (request.method !== 'GET') return json(405, { error: 'flags are read here; change one with kubectl set env' });
  const settable = view.commands.find(({ kind }) => kind === 'command.set-config')?.targets ?? [];
  const withSwitch = settable.filter(({ asks }) => asks.some(({ current }) => SWITCH.test(current ?? '')));
  const flags: { service: string; flag: string; enabled: boolean }[] = [];
  for (const service of new Set(withSwitch.map(({ args }) => String(args['service'])))) {
    const seen = yield* look('look.service', { service });
    for (const { key, value } of seen.config)
      if (SWITCH.test(value)) flags.push({ service, flag: key, enabled: value === 'on' || value === 'true' });
  }
  return json(200, { flags });
}

/** Whether it answers from here; its own figures are nobody else's to read. */
function* providerAnswer(provider: string, request: HttpRequest): Steps<HttpAnswer | undefined> {
  const { rows } = yield* queryInstant(`sum by (outcome) (increase(provider_requests_total{provider="${provider}"}[1m]))`);
  const of = (outcome: string): number => rows.find(({ labels }) => labels['outcome'] === outcome)?.value ?? 0;
  if (of('ok') === 0 && of('refused') > 0) return undefined;
  return request.path === '/health' || request.path === '/healthz'
    ? json(200, { status: 'ok' })
    : json(403, { error: { type: 'authentication_error', message: 'No API key provided' } });
}

const SilenceBody = /^\s*\{/;
interface PostedMatcher {
  name: string;
  value: string;
  isRegex?: boolean;
  isEqual?: boolean;
}

/** `POST /api/v2/silences`: it counts from now, whatever `startsAt` says, since silences for later are not made here. */
function* postSilence(call: ProgramCall, request: HttpRequest): Steps<HttpAnswer> {
  let body: { matchers?: PostedMatcher[]; endsAt?: string; comment?: string };
  try {
    body = SilenceBody.test(request.body) ? JSON.parse(request.body) : {};
  } catch {
    return json(400, { code: 400, message: 'parsing silence body from "" failed, because invalid character' });
  }
  const { matchers, endsAt, comment } = body;
  if (
    !Array.isArray(matchers) ||
    matchers.length === 0 ||
    !matchers.every(({ name, value }) => typeof name === 'string' && typeof value === 'string')
  )
    return json(422, { code: 602, message: 'silence.matchers in body is required' });
  const endsAtMs = parseUtcMs(String(endsAt ?? ''));
  if (endsAtMs === undefined) return json(422, { code: 602, message: 'silence.endsAt in body is required' });
  if (typeof comment !== 'string' || comment.trim() === '') return json(422, { code: 602, message: 'silence.comment in body is required' });
  const minutes = (endsAtMs - storyMs(call.view, call.view.nowUs)) / 60_000;
  if (minutes <= 0) return json(400, "failed to create silence: end time can't be in the past");
  const outcome = yield* act(call, {
    kind: 'alert.silence',
    args: {
      matchers: matchers.map(({ name, value, isRegex = false, isEqual = true }) => ({
        name,
        op: isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=',
        value,
      })),
      minutes: Math.min(minutes, 10_000),
      comment: comment.slice(0, 300),
    },
  });
  return outcome?.status === 'refused' ? json(400, outcome.reason) : json(200, { silenceID: `s${call.view.alerting.silences.length + 1}` });
}

function* alertmanagerAnswer(call: ProgramCall, request: HttpRequest): Steps<HttpAnswer> {
  const silence = /^\/api\/v2\/silence\/([\w-]+)$/.exec(request.path)?.[1];
  if (request.path === '/api/v2/silences' && request.method === 'POST') return yield* postSilence(call, request);
  if (silence !== undefined && request.method === 'DELETE') {
    const outcome = yield* act(call, { kind: 'alert.expire-silence', args: { silence } });
    return outcome?.status === 'refused' ? text(404, '') : json(200, {});
  }
  if (request.method !== 'GET') return json(405, { code: 405, message: `method ${request.method} is not allowed, but [GET] are` });
  const seen = yield* look('look.alerts', {});
  if (request.path === '/api/v2/silences') return json(200, seen.alerting.silences);
  if (!/^\/api\/v2\/alerts(\/groups)?$/.test(request.path)) return text(404, '404 page not found');
  const alerts = seen.alerting.groups.flatMap((group) =>
    group.alerts.map(({ alert, receivers, heldBack }) => ({
      labels: alert.labels,
      annotations: alert.annotations,
      receivers,
      status: { state: heldBack === undefined ? 'active' : 'suppressed' },
    })),
  );
  return json(200, alerts);
}

function* prometheusAnswer(call: ProgramCall, request: HttpRequest): Steps<HttpAnswer> {
  const { view } = call;
  const parameters = new Map([...request.query, ...form(request.body)]);
  const bad = (error: string): HttpAnswer => json(400, { status: 'error', errorType: 'bad_data', error });
  const timeOf = (name: string, otherwise: number): number => {
    const given = parameters.get(name);
    if (given === undefined) return otherwise;
    const ms = parseUtcMs(given) ?? Number(given) * 1000;
    return Number.isFinite(ms) ? Math.round((ms - view.scenario.startsAtMs) * 1000) : otherwise;
  };
  switch (request.path) {
    case '/-/healthy':
    case '/-/ready':
      return text(200, `Prometheus Server is ${request.path === '/-/ready' ? 'Ready' : 'Healthy'}.\n`);
    case '/api/v1/query': {
      const atUs = parameters.has('time') ? Math.max(0, Math.min(view.nowUs, timeOf('time', view.nowUs))) : undefined;
      const { rows, error } = yield* queryInstant(parameters.get('query') ?? '', atUs);
      if (error !== undefined) return bad(apiError(error));
      const seconds = storyMs(view, atUs ?? view.nowUs) / 1000;
      return json(200, {
        status: 'success',
        data: {
          resultType: 'vector',
          result: rows.map(({ labels, value }) => ({ metric: labels, value: [seconds, formatNumber(value)] })),
        },
      });
    }
    case '/api/v1/query_range': {
      for (const name of ['start', 'end']) {
        const given = parameters.get(name) ?? '';
        if (parseUtcMs(given) === undefined && !/^-?\d+(\.\d+)?$/.test(given))
          return bad(`invalid parameter "${name}": cannot parse "${given}" to a valid timestamp`);
      }
      const startUs = timeOf('start', 0);
      const endUs = timeOf('end', 0);
      if (endUs < startUs) return bad('invalid parameter "end": end timestamp must not be before start time');
      const step = parameters.get('step') ?? '';
      const stepUs = /^\d+(\.\d+)?$/.test(step) ? Number(step) * 1e6 : goDurationUs(step);
      if (stepUs === undefined || stepUs <= 0) return bad(`invalid parameter "step": cannot parse "${step}" to a valid duration`);
      // The steps of what was asked, as far as there is something to show.
      const fromUs = startUs + Math.max(0, Math.ceil(-startUs / stepUs)) * stepUs;
      const toUs = Math.min(view.nowUs, endUs);
      if (fromUs > toUs) return json(200, { status: 'success', data: { resultType: 'matrix', result: [] } });
      const { series, error } = yield* queryRange(parameters.get('query') ?? '', { fromUs, toUs, stepUs });
      if (error !== undefined) return bad(apiError(error));
      const result = series.map(({ labels, timesMs, values }) => ({
        metric: labels,
        values: values.flatMap((value, i) => (value === null ? [] : [[(timesMs[i] ?? 0) / 1000, formatNumber(value)]])),
      }));
      return json(200, { status: 'success', data: { resultType: 'matrix', result } });
    }
    case '/api/v1/series': {
      const { rows, error } = yield* queryInstant(parameters.get('match[]') ?? '{__name__=~".+"}');
      return error === undefined
        ? json(200, { status: 'success', data: rows.map(({ labels }) => labels) })
        : bad(apiError(error, 'match[]'));
    }
    case '/api/v1/targets': {
      const { rows } = yield* queryInstant('up');
      const activeTargets = rows.map(({ labels: { __name__: _, ...labels }, value }) => ({
        labels,
        scrapePool: labels['service'] ?? '',
        scrapeUrl: `http://${labels['pod'] ?? labels['service'] ?? ''}/metrics`,
        health: value === 1 ? 'up' : 'down',
      }));
      return json(200, { status: 'success', data: { activeTargets, droppedTargets: [] } });
    }
    case '/api/v1/labels': {
      const { rows } = yield* queryInstant('{__name__=~".+"}');
      return json(200, { status: 'success', data: [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort() });
    }
    case '/api/v1/alerts':
    case '/api/v1/rules': {
      const seen = yield* look('look.alerts', {});
      const alerts = seen.alerting.groups.flatMap((group) => group.alerts.map(({ alert }) => alert));
      const shown = alerts.map((alert) => ({
        labels: { alertname: alert.alert, ...alert.labels },
        annotations: alert.annotations,
        state: alert.state,
        activeAt: isoSeconds(storyMs(view, alert.activeAtUs)),
        value: formatNumber(alert.value),
      }));
      return json(200, {
        status: 'success',
        data: request.path.endsWith('alerts')
          ? { alerts: shown }
          : {
              groups: [
                { name: 'active', rules: shown.map((alert) => ({ name: alert.labels.alertname, state: alert.state, alerts: [alert] })) },
              ],
            },
      });
    }
    default: {
      const values = /^\/api\/v1\/label\/([\w]+)\/values$/.exec(request.path)?.[1];
      if (values === undefined) return text(404, '404 page not found');
      const { rows } = yield* queryInstant('{__name__=~".+"}');
      return json(200, { status: 'success', data: [...new Set(rows.flatMap(({ labels }) => labels[values] ?? []))].sort() });
    }
  }
}

/** `a=b&c=d` of a query or a form. */
export function form(text: string): [string, string][] {
  if (text === '' || !text.includes('=') || /^\s*[{[]/.test(text)) return [];
  return text.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return [decode(at < 0 ? pair : pair.slice(0, at)), at < 0 ? '' : decode(pair.slice(at + 1))];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
