// Looks at traces and logs on a real run: the waterfall's critical path, the service graph, LogQL, what stands around a line.
import { describe, expect, test } from 'vitest';
import { lookAt, readLogSearch } from '../../../src/drill/index.ts';
import { criticalPath } from '../../../src/drill/traces/critical-path.ts';
import { createEngine } from '../../../src/engine/index.ts';
import type { JournalEntry, LookResult, Span } from '../../../src/schema/index.ts';
import { scenarioOf, serviceText } from '../../support/small-worlds.ts';

const SECOND = 1_000_000;
const span = (spanId: string, parentSpanId: string, startUs: number, endUs: number): Span =>
  ({ spanId, parentSpanId, startUs, endUs, name: spanId, kind: 'internal', service: 's', attributes: {}, events: [] }) as unknown as Span;

describe('the critical path', () => {
  test('goes through the child that ended last, then the last that had ended when that one began', () => {
    const spans = [
      span('root', '', 0, 100),
      span('a', 'root', 5, 30),
      span('b', 'root', 10, 50), // ends after a, before c begins
      span('c', 'root', 50, 95),
      span('c1', 'c', 52, 70),
      span('c2', 'c', 60, 94), // overlaps c1 and ends later
      span('d', 'root', 60, 80), // beside c
    ];
    expect(criticalPath(spans)).toEqual(['root', 'b', 'c', 'c2']);
  });

  test('counts a child that outlives its parent up to the end of the parent, and leaves out what has no length', () => {
    const spans = [
      span('root', '', 0, 100),
      span('a', 'root', 20, 400),
      span('a1', 'a', 30, 90),
      span('a2', 'a', 120, 390),
      span('z', 'root', 99, 99),
    ];
    expect(criticalPath(spans)).toEqual(['root', 'a', 'a1']);
    expect(criticalPath([])).toEqual([]);
  });
});

const base = scenarioOf(
  `services:\n${serviceText('front', '[ { parallel: [ [ { call: quick/do } ], [ { call: slow/do, timeout: 300ms } ] ] } ]')}${serviceText('quick', '[ { compute: 5ms } ]')}${serviceText('slow', '[ { compute: { exponential: 150ms } } ]')}`,
  'users: 50\njourneys: [ { name: visits, does: front/do, rate: 10rps } ]',
);
const scenario = { ...base, observability: { ...base.observability, traces: { ...base.observability.traces, head: 1 } } };
const engine = createEngine(scenario, 'looks');
engine.runUntil(60 * SECOND);
const look = (kind: string, args: object): LookResult =>
  lookAt(
    { scenario, trace: engine, atUs: engine.nowUs, revealed: [] } as unknown as Parameters<typeof lookAt>[0],
    {
      seq: 1,
      atUs: engine.nowUs,
      actor: 'a',
      role: 'r',
      kind,
      args,
    } as unknown as JournalEntry,
  )!;
function shown<K extends LookResult['kind']>(kind: K, args: object): Extract<LookResult, { kind: K }> {
  const result = look(`look.${kind}`, args);
  expect(result.kind, JSON.stringify(result).slice(0, 200)).toBe(kind);
  return result as Extract<LookResult, { kind: K }>;
}

describe('looks', () => {
  test('look.traces finds, counts and draws who called whom', () => {
    const { page, counts, graph } = shown('traces', {});
    expect(counts.requests).toBe(page.matched);
    expect(page.traces).toHaveLength(200);
    const calls = page.traces.length;
    expect(graph.edges.map(({ from, to, calls: n }) => [from, to, n]).sort()).toEqual([
      ['front', 'quick', calls],
      ['front', 'slow', calls],
    ]);
    const toSlow = graph.edges.find(({ to }) => to === 'slow')!;
    expect(toSlow.errors).toBe(page.traces.filter(({ status }) => status === 'error').length);
    expect(toSlow.p95Us).toBeGreaterThan(toSlow.p50Us);
    const failed = shown('traces', { errors: true, service: 'slow', slowerThanMs: 290 }).page;
    expect(failed.matched).toBeGreaterThan(0);
    for (const { status, durationUs } of failed.traces) expect([status, durationUs]).toEqual(['error', 300_000]);
    expect(look('look.traces', { service: 'nobody' })).toMatchObject({ kind: 'missing' });
  });

  test('look.traces goes back to a time, and puts the slowest first', () => {
    const early = shown('traces', { fromS: 5, toS: 8 }).page;
    expect(early.matched).toBeGreaterThan(0);
    for (const { startUs } of early.traces) expect([startUs >= 5 * SECOND, startUs <= 8 * SECOND]).toEqual([true, true]);
    const late = shown('traces', { sinceMinutes: 0.25 }).page;
    expect(late.traces.every(({ startUs }) => startUs >= engine.nowUs - 15 * SECOND)).toBe(true);
    const slowest = shown('traces', { order: 'slowest' }).page.traces.map(({ durationUs }) => durationUs);
    expect(slowest).toEqual([...slowest].sort((a, b) => b - a));
    expect(new Set(slowest).size).toBeGreaterThan(1);
  });

  test('look.trace shows one with its critical path through the slower branch, and the lines of its request', () => {
    const [failed] = shown('traces', { errors: true }).page.traces;
    const result = shown('trace', { trace: failed!.traceId });
    expect(result.summary).toEqual(failed);
    const names = result.criticalPath.map((id) => result.spans.find(({ spanId }) => spanId === id)!.name);
    expect(names).toEqual(['do', 'branch 2', 'call slow/do', 'do']);
    for (const { traceId } of result.logs) expect(traceId).toBe(failed!.traceId);
    expect(look('look.trace', { trace: 'ff' })).toMatchObject({ kind: 'missing' });
  });

  test('look.logs reads LogQL; a mistake is told with its place; its histogram counts every line by level', () => {
    const { page, filter, histogram } = shown('logs', {
      query: '{service="front", level="error"} |~ "Timeout waiting for s.*/do" != "quick"',
    });
    expect(page.matched).toBeGreaterThan(10);
    for (const { service, level, message } of page.lines)
      expect([service, level, message.startsWith('Timeout waiting for slow/do')]).toEqual(['front', 'error', true]);
    expect(histogram.counts.reduce((sum, n) => sum + n, 0)).toBe(page.matched);
    expect(histogram.byLevel.error).toEqual(histogram.counts);
    expect(engine.logs({ ...filter, limit: 3, newestFirst: true }).lines).toEqual(page.lines.slice(0, 3));
    expect(look('look.logs', { query: '{service="front"} |= oops' })).toEqual({
      kind: 'missing',
      reason: expect.stringMatching(/^Character 22 of the search: expected a text in quotes/),
    });
    expect(readLogSearch('{} |~ "a("')).toMatchObject({ ok: false, problem: { from: 6, to: 10 } });
  });

  test('look.log-context shows what the same component wrote before and after a line', () => {
    const { lines } = shown('logs', { query: '', service: 'front' }).page;
    const wanted = lines[30]!;
    const around = shown('log-context', { line: wanted.seq });
    expect(around.lines).toHaveLength(41);
    expect(around.lines[20]).toEqual(wanted);
    expect(around.lines).toEqual(lines.slice(10, 51).reverse());
    expect(look('look.log-context', { line: 10_000_000 })).toMatchObject({ kind: 'missing' });
  });
});
