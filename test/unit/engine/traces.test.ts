// Traces of small worlds: what is kept, how spans fit together, and that following requests changes nothing of them.
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import type { Observability, Scenario, SimulationEngine, Span } from '../../../src/schema/index.ts';
import { everySecondText, scenarioOf, serviceText } from '../../support/small-worlds.ts';

const SECOND = 1_000_000;
const ALL = Number.MAX_SAFE_INTEGER;
type Rules = Partial<Observability['traces']>;

function traced(scenario: Scenario, rules: Rules): Scenario {
  const { observability } = scenario;
  return { ...scenario, observability: { ...observability, traces: { ...observability.traces, keep: 20_000, ...rules } } };
}
function run(scenario: Scenario, rules: Rules, seconds: number, seed = 'traces'): SimulationEngine {
  const engine = createEngine(traced(scenario, rules), seed);
  engine.runUntil(seconds * SECOND);
  return engine;
}
const kept = (engine: SimulationEngine) => engine.traces({ limit: ALL }).traces;
const spansOf = (engine: SimulationEngine, traceId: string): readonly Span[] => engine.traceSpans(traceId)!;
const only = (engine: SimulationEngine): readonly Span[] => {
  const traces = kept(engine);
  expect(traces).toHaveLength(1);
  return spansOf(engine, traces[0]!.traceId);
};

/** Two services, a pool, a database, retries, branches, queues: a bit too much load. */
const SHOP = scenarioOf(
  `databases: { db: { workers: 2 } }
pools: { pool: { database: db, size: 3, acquireTimeout: 300ms } }
services:
  front:
    replicas: 2
    concurrency: 12
    queue: 30
    timeout: 3s
    endpoints:
      buy:
        - compute: { exponential: 5ms }
        - retry: { retries: 2, backoff: { base: 20ms, factor: 2, jitter: full }, steps: [ { call: back/do, timeout: 250ms } ] }
        - parallel: [ [ { compute: 3ms } ], [ { call: back/light, timeout: 1s } ] ]
  back:
    replicas: 1
    concurrency: 8
    queue: 20
    endpoints:
      do: [ { hold: pool, steps: [ { query: { database: db, takes: { exponential: 60ms }, label: SELECT 1 } } ] } ]
      light: [ { compute: 2ms } ]`,
  `users: 100\njourneys: [ { name: buying, does: front/buy, rate: 36rps, patience: 5s } ]`,
);
const ONE_CALL = scenarioOf(
  `services:\n${serviceText('front', '[ { compute: 10ms }, { call: back/do, timeout: 100ms } ]')}${serviceText('back', '[ { compute: 30ms } ]')}`,
  `users: 10\njourneys:\n${everySecondText('front')}`,
);

describe('spans', () => {
  test('a request through two services is a server span, the call below it and the called service below that', () => {
    const spans = only(run(ONE_CALL, { head: 1 }, 1.5));
    expect(spans.map(({ name, kind, service, startUs, endUs, status }) => [name, kind, service, endUs - startUs, status])).toEqual([
      ['do', 'server', 'front', 40_000, 'unset'],
      ['call back/do', 'client', 'front', 30_000, 'unset'],
      ['do', 'server', 'back', 30_000, 'unset'],
    ]);
    expect(spans.map(({ parentSpanId }) => parentSpanId)).toEqual(['', spans[0]!.spanId, spans[1]!.spanId]);
    expect(spans[0]!.attributes).toMatchObject({
      'http.route': 'do',
      'http.response.status_code': 200,
      'faultline.journey': 'visits',
      'k8s.pod.name': spans[0]!.pod,
      'service.version': expect.any(String),
    });
    expect(spans[1]!.attributes).toMatchObject({ 'peer.service': 'back', 'server.address': 'back', 'http.response.status_code': 200 });
    expect(spans[0]!.traceId).toMatch(/^[0-9a-f]{32}$/);
    for (const { spanId } of spans) expect(spanId).toMatch(/^[0-9a-f]{16}$/);
  });

  test('E6 work that goes on after the caller gave up ends after the span of the caller', () => {
    const slow = scenarioOf(
      `services:\n${serviceText('front', '[ { call: back/do, timeout: 100ms } ]')}${serviceText('back', '[ { compute: 400ms } ]')}`,
      `users: 10\njourneys:\n${everySecondText('front')}`,
    );
    const engine = run(slow, { head: 0, slow: 10 * SECOND }, 1.2);
    const early = only(engine);
    expect(early.at(-1)!.attributes['faultline.unfinished']).toBe(true);
    expect(early.at(-1)!.endUs).toBe(1.2 * SECOND);
    engine.runUntil(1.9 * SECOND);
    const [root, call, work] = only(engine) as [Span, Span, Span];
    expect(root).toMatchObject({ status: 'error', attributes: { 'http.response.status_code': 504, 'error.type': 'timeout' } });
    expect(call).toMatchObject({ status: 'error', message: 'no answer in time', attributes: { 'error.type': 'timeout' } });
    expect(work).toMatchObject({ status: 'unset', attributes: { 'http.response.status_code': 200 } });
    expect([root, call, work].map(({ startUs, endUs }) => endUs - startUs)).toEqual([100_000, 100_000, 400_000]);
    expect(work.events).toEqual([{ atUs: root.endUs, name: 'caller.gone', attributes: {} }]);
    expect(kept(engine)[0]).toMatchObject({ durationUs: 100_000, status: 'error', spans: 3, errors: 2, keptBy: 'error' });
  });

  test('waits for a connection, queries, backoffs, tries, queues, branches and refusals have spans of their own', () => {
    const engine = run(SHOP, { head: 1 }, 20);
    const spans = kept(engine).flatMap(({ traceId }) => spansOf(engine, traceId));
    const named = (name: string) => spans.filter((span) => span.name === name);
    for (const name of ['acquire pool', 'query db', 'backoff', 'queue', 'branch 1', 'branch 2', 'call back/do', 'call back/light'])
      expect(named(name).length, name).toBeGreaterThan(0);
    expect(named('query db')[0]!.attributes).toMatchObject({
      'db.system': 'postgresql',
      'db.query.text': 'SELECT 1',
      'server.address': 'db',
    });
    expect(new Set(named('call back/do').map(({ attributes }) => attributes['retry.attempt']))).toEqual(new Set([1, 2, 3]));
    expect(named('acquire pool').some(({ attributes }) => attributes['error.type'] === 'pool_timeout')).toBe(true);
    expect(
      named('call back/do').some(({ attributes, startUs, endUs }) => attributes['error.type'] === 'unavailable' && startUs === endUs),
    ).toBe(true);
    for (const { startUs, endUs } of named('backoff')) expect(endUs - startUs).toBeLessThanOrEqual(40_000);
    // No wait for a connection is longer than the pool lets anybody wait.
    for (const { startUs, endUs } of named('acquire pool')) expect(endUs - startUs).toBeLessThanOrEqual(300_000);
  });

  test('a call that an open breaker does not make is a span of no length with the reason', () => {
    const guarded = scenarioOf(
      `breakers: { guard: { failures: 2, stays: 30s } }\nproviders: { bank: { connect: 10ms, reply: 20ms, errors: 100 % } }\nservices:\n${serviceText('front', '[ { breaker: guard, steps: [ { call: bank } ] } ]')}`,
      `users: 10\njourneys:\n${everySecondText('front')}`,
    );
    const engine = run(guarded, { head: 1 }, 5.5);
    const calls = kept(engine).map(({ traceId }) => spansOf(engine, traceId)[1]!);
    expect(calls.reverse().map(({ startUs, endUs, attributes }) => [endUs - startUs, attributes['error.type']])).toEqual([
      [30_000, '500'],
      [30_000, '500'],
      [0, 'circuit_breaker_open'],
      [0, 'circuit_breaker_open'],
      [0, 'circuit_breaker_open'],
    ]);
  });
});

describe('every kept trace', () => {
  const engine = run(SHOP, { head: 1 }, 30);
  const traces = kept(engine);

  test('is one tree whose spans begin no earlier than what is around them', () => {
    expect(traces.length).toBeGreaterThan(500);
    for (const summary of traces) {
      const spans = spansOf(engine, summary.traceId);
      const byId = new Map(spans.map((span) => [span.spanId, span]));
      expect(byId.size).toBe(spans.length);
      expect(spans.filter(({ parentSpanId }) => parentSpanId === '')).toEqual([spans[0]]);
      const seen = new Set<string>();
      for (const span of spans) {
        expect(span.endUs).toBeGreaterThanOrEqual(span.startUs);
        if (span.parentSpanId !== '') {
          expect(seen.has(span.parentSpanId)).toBe(true);
          expect(span.startUs).toBeGreaterThanOrEqual(byId.get(span.parentSpanId)!.startUs);
        }
        seen.add(span.spanId);
      }
      expect(summary).toMatchObject({ spans: spans.length, errors: spans.filter(({ status }) => status === 'error').length });
      expect(summary.durationUs).toBe(spans[0]!.endUs - spans[0]!.startUs);
    }
  });

  test('stands for one request: totals, failures and times are those of the service', () => {
    const flow = engine.flows().find(({ name }) => name === 'front/buy')!;
    const finished = traces.filter(({ status }) => status === 'ok');
    expect(engine.traceCounts()).toMatchObject({ requests: traces.length, keptByHead: traces.length, dropped: 0, cut: 0 });
    // Every request that was not still under way, shed ones too: their trace is one span.
    expect(traces.length).toBe(flow.arrived - flow.inFlight);
    expect(finished.length).toBe(flow.completed);
    expect(traces.filter(({ spans, durationUs }) => spans === 1 && durationUs === 0).length).toBe(flow.shed);
  });

  test('has the same ids as the lines its request wrote', () => {
    const lines = engine.logs({
      stages: [{ on: 'field', field: 'service', op: '=', value: 'back' }],
      limit: 2_000,
      newestFirst: false,
    }).lines;
    const written = lines.filter(({ traceId }) => traceId !== '');
    expect(written.length).toBeGreaterThan(20);
    for (const { traceId, requestId } of written) {
      const spans = engine.traceSpans(traceId);
      if (spans !== undefined) expect(spans[0]!.attributes['faultline.request_id']).toBe(requestId);
    }
    const found = written.find(({ traceId }) => engine.traceSpans(traceId) !== undefined)!;
    const stages = [{ on: 'field', field: 'trace_id', op: '=', value: found.traceId }] as const;
    const same = engine.logs({ stages, limit: 100 }).lines;
    expect(same.map(({ seq }) => seq)).toContain(found.seq);
    expect(new Set(same.map(({ requestId }) => requestId))).toEqual(new Set([found.requestId]));
  });
});

describe('against theory', () => {
  test('quantiles of root spans are those the world measures itself; a call takes what the called service takes', () => {
    const two = scenarioOf(
      `services:\n${serviceText('front', '[ { compute: { exponential: 20ms } }, { call: back/do } ]')}${serviceText('back', '[ { compute: { exponential: 40ms } } ]')}`,
      `users: 1000\njourneys: [ { name: jobs, does: front/do, rate: 30rps } ]`,
    );
    const engine = run(two, { head: 1 }, 120);
    const durations = kept(engine)
      .map(({ durationUs }) => durationUs)
      .sort((a, b) => a - b);
    const flow = engine.flows().find(({ name }) => name === 'front/do')!;
    const rank = (q: number) => durations[Math.ceil(q * durations.length) - 1]!;
    expect(durations.length).toBe(flow.completed);
    expect(Math.abs(rank(0.95) / flow.p95Us - 1)).toBeLessThan(0.03);
    expect(Math.abs(rank(0.5) / flow.p50Us - 1)).toBeLessThan(0.02);
    const mean = durations.reduce((sum, us) => sum + us, 0) / durations.length;
    expect(Math.abs(mean / flow.meanTimeUs - 1)).toBeLessThan(1e-9);
    for (const { traceId } of kept(engine).slice(0, 200)) {
      const [root, call, called] = spansOf(engine, traceId) as [Span, Span, Span];
      expect([call.startUs, call.endUs]).toEqual([called.startUs, called.endUs]);
      expect(call.endUs).toBe(root.endUs);
    }
  });

  test('branches of a fan-out begin together, and the request ends with the last of them', () => {
    const fan = scenarioOf(
      `services:\n${serviceText('front', '[ { parallel: [ [ { compute: { exponential: 20ms } } ], [ { compute: { exponential: 20ms } } ], [ { compute: { exponential: 20ms } } ] ] } ]')}`,
      `users: 10\njourneys: [ { name: jobs, does: front/do, rate: 20rps } ]`,
    );
    const engine = run(fan, { head: 1 }, 60);
    const whole = kept(engine);
    let sum = 0;
    for (const { traceId, durationUs } of whole) {
      const [root, ...branches] = spansOf(engine, traceId).filter(({ name }) => name !== 'queue') as [Span, ...Span[]];
      expect(branches.map(({ name }) => name)).toEqual(['branch 1', 'branch 2', 'branch 3']);
      expect(Math.max(...branches.map(({ endUs }) => endUs))).toBe(root.endUs);
      sum += durationUs;
    }
    // The largest of three exponentials: mean × (1 + 1/2 + 1/3).
    expect(Math.abs(sum / whole.length / (20_000 * (11 / 6)) - 1)).toBeLessThan(0.08);
  });
});

describe('sampling', () => {
  test('the head keeps its share of all requests, and which ones does not depend on anything else', () => {
    const engine = run(ONE_CALL_OFTEN, { head: 0.1, errors: false, slow: 100 * SECOND }, 100);
    const { requests, keptByHead } = engine.traceCounts();
    const deviation = Math.sqrt(requests * 0.1 * 0.9);
    expect(requests).toBeGreaterThan(4_000);
    expect(Math.abs(keptByHead - requests * 0.1)).toBeLessThan(4 * deviation);
    const ids = (rules: Rules) => new Set(kept(run(ONE_CALL_OFTEN, rules, 100)).map(({ traceId }) => traceId));
    const few = ids({ head: 0.02, errors: false, slow: 100 * SECOND });
    const many = ids({ head: 0.1 });
    for (const id of few) expect(many.has(id)).toBe(true);
  });

  test('the tail keeps what fails or is slow, so many a second and endpoint, and counts the rest', () => {
    const unlimited = run(SHOP, { head: 0, perSecond: 1_000, slow: 400_000 }, 30);
    const all = run(SHOP, { head: 1 }, 30);
    const wanted = kept(all).filter(({ status, durationUs }) => status === 'error' || durationUs > 400_000);
    expect(kept(unlimited).map(({ traceId }) => traceId)).toEqual(wanted.map(({ traceId }) => traceId));
    expect(unlimited.traceCounts()).toMatchObject({
      requests: all.traceCounts().requests,
      keptByError: wanted.filter(({ status }) => status === 'error').length,
      keptBySlow: wanted.filter(({ status }) => status === 'ok').length,
      rateLimited: 0,
    });
    const limited = run(SHOP, { head: 0, perSecond: 2, slow: 400_000 }, 30);
    const counts = limited.traceCounts();
    expect(counts.keptByError + counts.keptBySlow + counts.rateLimited).toBe(wanted.length);
    const endedIn = new Map<number, number>();
    for (const { startUs, durationUs } of kept(limited)) {
      const second = Math.floor((startUs + durationUs) / SECOND);
      endedIn.set(second, (endedIn.get(second) ?? 0) + 1);
    }
    expect(Math.max(...endedIn.values())).toBe(2);
  });

  test('holds so many, drops the oldest and counts them', () => {
    const engine = run(ONE_CALL_OFTEN, { head: 1, keep: 100 }, 20);
    const { requests, dropped } = engine.traceCounts();
    expect(kept(engine)).toHaveLength(100);
    expect(dropped).toBe(requests - 100);
    const newest = Math.max(...kept(run(ONE_CALL_OFTEN, { head: 1 }, 20)).map(({ startUs }) => startUs));
    expect(kept(engine)[0]!.startUs).toBe(newest);
  });
});

const ONE_CALL_OFTEN = scenarioOf(
  `services:\n${serviceText('front', '[ { compute: 1ms }, { call: back/do, timeout: 100ms } ]')}${serviceText('back', '[ { compute: 3ms } ]')}`,
  `users: 10\njourneys: [ { name: jobs, does: front/do, rate: 50rps } ]`,
);

describe('reading', () => {
  const engine = run(SHOP, { head: 1 }, 20);

  test('a search filters by service, name, time, duration and failure, newest or slowest first, and counts beyond its limit', () => {
    const all = kept(engine);
    const page = engine.traces({ limit: 3, errorsOnly: true, minDurationUs: 300_000, name: 'ACQUIRE', service: 'back' });
    const wanted = all.filter(
      ({ traceId, status, durationUs }) =>
        status === 'error' && durationUs >= 300_000 && spansOf(engine, traceId).some(({ name }) => name.startsWith('acquire')),
    );
    expect(page.matched).toBe(wanted.length);
    expect(page.traces).toEqual(wanted.slice(0, 3));
    const slowest = engine.traces({ limit: 5, order: 'slowest' }).traces.map(({ durationUs }) => durationUs);
    expect(slowest[0]).toBe(Math.max(...all.map(({ durationUs }) => durationUs)));
    expect(engine.traces({ limit: 1, traceId: all[7]!.traceId }).traces).toEqual([all[7]]);
    expect(engine.traces({ limit: 1, service: 'nobody' }).matched).toBe(0);
    expect(engine.traceSpans('0'.repeat(32))).toBeUndefined();
  });

  test('exemplars are answers of the service, ascending, each with a trace that can be opened', () => {
    const found = engine.exemplars({ service: 'back', fromUs: 5 * SECOND, toUs: 15 * SECOND, limit: 50 });
    expect(found).toHaveLength(50);
    found.forEach(({ traceId, atUs, route, pod, durationUs }, i) => {
      if (i > 0) expect(atUs).toBeGreaterThanOrEqual(found[i - 1]!.atUs);
      const span = spansOf(engine, traceId).find(({ kind, service, endUs }) => kind === 'server' && service === 'back' && endUs === atUs)!;
      expect([span.name, span.pod, span.endUs - span.startUs]).toEqual([route, pod, durationUs]);
    });
  });

  test('with tracing off there is nothing to read, and the world is the same', () => {
    const off = run(SHOP, { on: false }, 20);
    expect(kept(off)).toEqual([]);
    expect(off.traceCounts().requests).toBe(0);
    expect(off.flows()).toEqual(engine.flows());
    expect(off.harm()).toEqual(engine.harm());
    expect(off.eventsHandled).toBe(engine.eventsHandled);
  });
});
