import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import { FaultSchema } from '../../../src/schema/index.ts';
import { everything, give, read, SECOND, smallEngine, smallScenario } from './small-world.ts';

const MINUTE = 60 * SECOND;
/** The bank is slow from 2:00 on, so retries, breaker, pool, alerts and logs all come into play; shop is deployed at 2:30. */
const TROUBLE = `
timeline:
  - { at: "09:02", fault: { provider: bank, connect: { exponential: 400ms }, reply: 3s, for: 90s } }
  - { at: "09:02:30", change: { deploy: shop, to: 1.1.0, each: 12s, sets: { retries: 3 } } }
`;

describe('instruments', () => {
  it('agree with what the world counted itself', () => {
    const engine = smallEngine(TROUBLE);
    engine.runUntil(5 * MINUTE);
    const flow = (name: string) => engine.flows().find((candidate) => candidate.name === name)!;
    const web = { service: 'web' };
    expect(read(engine, 'http_server_requests_total', { ...web, http_route: 'buy', http_response_status_code: '200' })).toBe(
      flow('web/buy').completed,
    );
    expect(read(engine, 'http_server_requests_total', web)).toBe(
      flow('web/buy').completed + flow('web/buy').failed + flow('web/browse').completed,
    );
    expect(read(engine, 'http_server_request_duration_seconds_count', web)).toBe(read(engine, 'http_server_requests_total', web));
    expect(read(engine, 'http_server_request_duration_seconds_bucket', { ...web, le: '+Inf' })).toBe(
      read(engine, 'http_server_requests_total', web),
    );
    expect(read(engine, 'http_server_request_duration_seconds_sum', { ...web, http_route: 'browse' })).toBeCloseTo(
      (flow('web/browse').meanTimeUs * flow('web/browse').completed) / 1e6,
      6,
    );
    expect(read(engine, 'business_requests_total', { journey: 'browsing', outcome: 'ok' })).toBe(flow('browsing').completed);
    expect(read(engine, 'business_users_affected')).toBe(engine.harm().usersAffected);
    expect(read(engine, 'business_revenue_earned_total', { currency: 'EUR' })).toBeCloseTo(2 * flow('buying').completed, 6);
    expect(read(engine, 'business_revenue_lost_total')).toBe(engine.harm().revenueLost);
    expect(engine.harm()).toMatchObject({
      currency: 'EUR',
      requests: flow('browsing').arrived + flow('buying').arrived,
      failedRequests: flow('buying').failed,
    });
    expect(engine.harm().failedRequests).toBeGreaterThan(0);
    expect(
      read(engine, 'db_client_connection_count', { state: 'used' }) + read(engine, 'db_client_connection_count', { state: 'idle' }),
    ).toBe(8);
  });

  it('are read at every multiple of the interval from the start on, in the story’s time', () => {
    const engine = smallEngine();
    engine.runUntil(12 * SECOND);
    const [series] = engine.series.select([{ name: '__name__', op: '=', value: 'business_users_affected' }], 0, 1e15);
    expect(Array.from({ length: series!.length }, (_, i) => series!.timesMs[i])).toEqual(
      [0, 5, 10].map((s) => Date.UTC(2024, 0, 15, 9, 0, s)),
    );
    expect(engine.harmSeries().map((point) => point.atUs / SECOND)).toEqual([0, 5, 10]);
  });

  it('never show buckets that fall, nor counters that do', () => {
    const engine = smallEngine(TROUBLE);
    engine.runUntil(5 * MINUTE);
    for (const { labels, values, length, stale } of engine.series.select(
      [{ name: '__name__', op: '=~', value: '.*_(total|count|bucket)' }],
      0,
      1e15,
    )) {
      if (labels['__name__'] === 'db_client_connection_count') continue;
      for (let i = 1; i < length; i++)
        if (stale?.[i] !== 1) expect(values[i]! >= values[i - 1]!, `${JSON.stringify(labels)} at ${i}`).toBe(true);
    }
  });
});

describe('rules', () => {
  it('are evaluated when their interval is due and say when conditions can change next', () => {
    const engine = smallEngine();
    engine.runUntil(7 * SECOND);
    expect(engine.nextEvaluationUs()).toBe(10 * SECOND);
    engine.runUntil(10 * SECOND);
    expect(engine.nextEvaluationUs()).toBe(15 * SECOND);
  });

  it('take an alert from pending over firing to resolved, and leave the series of it', () => {
    const engine = smallEngine(TROUBLE);
    engine.runUntil(130 * SECOND);
    expect(engine.alerts()).toMatchObject([{ alert: 'WebErrors', state: 'pending', firedAtUs: undefined }]);
    engine.runUntil(150 * SECOND);
    expect(engine.alerts()).toMatchObject([
      {
        alert: 'WebErrors',
        state: 'firing',
        severity: 'page',
        labels: { service: 'web' },
        annotations: { summary: expect.stringMatching(/^[\d.]+% fail$/) },
      },
    ]);
    engine.runUntil(8 * MINUTE);
    const [alert] = engine.alerts();
    expect(alert!.state).toBe('resolved');
    expect(alert!.activeAtUs % (10 * SECOND)).toBe(0);
    expect(alert!.firedAtUs).toBe(alert!.activeAtUs + 10 * SECOND);
    expect(alert!.resolvedAtUs! > alert!.firedAtUs!).toBe(true);
    const [firing] = engine.series.select(
      [
        { name: '__name__', op: '=', value: 'ALERTS' },
        { name: 'alertstate', op: '=', value: 'firing' },
      ],
      0,
      1e15,
    );
    expect(firing!.timesMs[0]).toBe(Date.UTC(2024, 0, 15, 9) + alert!.firedAtUs! / 1000);
    expect(firing!.stale![firing!.length - 1]).toBe(1);
  });
});

describe('logs', () => {
  it('tell what happened, never who changed what', () => {
    const engine = smallEngine(TROUBLE);
    engine.runUntil(5 * MINUTE);
    const { lines, matched } = engine.logs({ limit: 100_000 });
    expect(lines).toHaveLength(matched);
    const messages = lines.map((line) => line.message);
    for (const wanted of [
      'Connection timeout to bank after 500 ms (attempt 1)',
      'Timeout waiting for shop/charge after 1500 ms',
      'Configuration loaded: bank_timeout, retries, strict, mode',
      'Starting version 1.1.0',
      'SIGTERM received',
    ]) {
      expect(
        messages.some((message) => message.startsWith(wanted)),
        wanted,
      ).toBe(true);
    }
    expect(messages.some((message) => message.startsWith('shop-pool: Connection acquired after'))).toBe(true);
    expect(lines.some((line) => line.template === 'request.done')).toBe(true);
    expect(messages.filter((message) => /changed|config.*=|500ms|retries=|from .* to /i.test(message))).toEqual([]);
    for (let i = 1; i < lines.length; i++) expect(lines[i]!.atUs >= lines[i - 1]!.atUs).toBe(true);
    expect(new Set(lines.map((line) => line.service))).toEqual(new Set(['web', 'shop', 'shop-pool']));
  });

  it('keep at most five lines a second of a kind from a pod, and count the others', () => {
    const engine = smallEngine(TROUBLE);
    engine.runUntil(5 * MINUTE);
    const seen = new Map<string, number>();
    let repeated = 0;
    for (const line of engine.logs({ limit: 100_000 }).lines) {
      const key = `${line.pod}/${line.service}/${line.template}/${Math.floor(line.atUs / SECOND)}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      repeated += line.repeated;
    }
    expect(Math.max(...seen.values())).toBe(5);
    expect(repeated).toBeGreaterThan(0);
  });
});

describe('time', () => {
  it('gives the same run whatever steps it is taken in', () => {
    const whole = smallEngine(TROUBLE);
    whole.runUntil(4 * MINUTE);
    const steps = smallEngine(TROUBLE);
    for (let atUs = 0; atUs <= 4 * MINUTE; atUs += 1_700_001) steps.runUntil(atUs);
    steps.runUntil(4 * MINUTE);
    expect(everything(steps)).toEqual(everything(whole));
  });

  it('never goes back, and another seed is another run', () => {
    const engine = smallEngine();
    engine.runUntil(MINUTE);
    expect(() => engine.runUntil(0)).toThrow('time never goes back');
    const other = smallEngine('', 'other');
    other.runUntil(MINUTE);
    expect(other.hash()).not.toBe(engine.hash());
  });
});

describe('snapshot, restore and fork', () => {
  it('go on exactly as if never interrupted, in the middle of a rollout, with alerts pending', () => {
    const scenario = smallScenario(TROUBLE);
    const straight = createEngine(scenario, 's');
    straight.runUntil(167 * SECOND);
    give(straight, 'command.resize-pool', { pool: 'shop-pool', size: 12 });
    straight.runUntil(5 * MINUTE);

    const engine = createEngine(scenario, 's');
    engine.runUntil(133 * SECOND + 7);
    const early = engine.snapshot();
    engine.runUntil(167 * SECOND);
    const snapshot = engine.snapshot();
    give(engine, 'command.rollback', { service: 'shop' });
    give(engine, 'command.open-breaker', { breaker: 'bank' });
    engine.runUntil(6 * MINUTE);
    engine.restore(snapshot);
    give(engine, 'command.resize-pool', { pool: 'shop-pool', size: 12 });
    engine.runUntil(5 * MINUTE);
    expect(everything(engine)).toEqual(everything(straight));

    const past = engine.fork(early);
    past.runUntil(167 * SECOND);
    give(past, 'command.resize-pool', { pool: 'shop-pool', size: 12 });
    past.runUntil(5 * MINUTE);
    expect(everything(past)).toEqual(everything(straight));

    const fresh = createEngine(scenario, 's');
    fresh.restore(early);
    fresh.runUntil(167 * SECOND);
    const fork = fresh.fork();
    give(fresh, 'command.delete', { service: 'shop' });
    fresh.runUntil(4 * MINUTE);
    give(fork, 'command.resize-pool', { pool: 'shop-pool', size: 12 });
    fork.runUntil(5 * MINUTE);
    expect(everything(fork)).toEqual(everything(straight));
  });

  it('put nothing in doubt by being taken', () => {
    const engine = smallEngine(TROUBLE);
    for (let atUs = 0; atUs <= 3 * MINUTE; atUs += 7 * SECOND) {
      engine.runUntil(atUs);
      engine.snapshot();
      engine.hash();
      engine.gauges();
      engine.flows();
    }
    engine.runUntil(3 * MINUTE);
    const quiet = smallEngine(TROUBLE);
    quiet.runUntil(3 * MINUTE);
    expect(engine.hash()).toBe(quiet.hash());
  });

  it('notice a difference that only the records show', () => {
    const a = smallEngine();
    const b = smallEngine();
    a.runUntil(MINUTE);
    b.runUntil(MINUTE);
    a.inject(FaultSchema.parse({ slowService: 'web', factor: 1 }));
    expect(a.hash()).not.toBe(b.hash());
  });
});

describe('changes from above', () => {
  it('are rolled out like those of the time-line', () => {
    const scheduled = smallScenario(TROUBLE);
    const change = scheduled.timeline[1]!.change!;
    const engine = smallEngine(
      '\ntimeline:\n  - { at: "09:02", fault: { provider: bank, connect: { exponential: 400ms }, reply: 3s, for: 90s } }\n',
    );
    engine.runUntil(150 * SECOND);
    engine.deploy(change);
    engine.runUntil(4 * MINUTE);
    expect(engine.deployments()).toMatchObject([{ to: '1.1.0', status: 'complete', replicasDone: 3 }]);
    expect(
      engine
        .facts()
        .filter((fact) => fact.kind === 'rollout.replica')
        .map((fact) => fact.atUs / SECOND),
    ).toEqual([162, 174, 186]);
  });
});
