/** Rules that a baseline generates, judged by when they fire on series whose mean and deviation are known. */
import { describe, expect, it } from 'vitest';
import { MemoryStore, parseRuleGroups, RuleEvaluator } from '../../../src/promql/index.ts';
import { BaselineSchema } from '../../../src/schema/index.ts';
import { baselineGroupOf } from '../../../src/slo/index.ts';

const STEP_S = 15;

/** Runs the generated group every 15 s over `x`; seconds at which the alert fires and ends, and the last of the recorded deviations. */
function watch(more: Record<string, unknown>, valueAt: (second: number) => number | undefined, lastS = 3600) {
  const parsed = parseRuleGroups({ groups: [baselineGroupOf(BaselineSchema.parse({ name: 'Odd', expr: 'x', for: '0s', ...more }))] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const evaluator = new RuleEvaluator(parsed.value);
  const store = new MemoryStore();
  const changes: [string, number][] = [];
  const deviations: number[] = [];
  let firing = false;
  for (let second = 0; second <= lastS; second += STEP_S) {
    const value = valueAt(second);
    if (value !== undefined) store.append({ __name__: 'x' }, second * 1000, value);
    const { samples, alerts, failures } = evaluator.evaluate(0, store, second * 1000);
    expect(failures).toEqual([]);
    for (const sample of samples) {
      if (sample.stale) store.appendStale(sample.labels, sample.tMs);
      else store.append(sample.labels, sample.tMs, sample.value);
      if (sample.labels['__name__'] === 'baseline:deviations' && !sample.stale) deviations.push(sample.value);
    }
    const now = alerts.some(({ state }) => state === 'firing');
    if (now !== firing) changes.push([now ? 'fires' : 'ends', second]);
    firing = now;
  }
  return { changes, deviations };
}

/** Mean 10, standard deviation 1. */
const swing = (second: number): number => ((second / STEP_S) % 2 === 0 ? 9 : 11);

describe('a baseline', () => {
  it('fires beyond so many standard deviations, either way, and not within them', () => {
    const from = (jump: number) => watch({}, (second) => (second < 2700 ? swing(second) : 10 + jump)).changes;
    expect(from(3.01)[0]).toEqual(['fires', 2700]);
    expect(from(-3.01)[0]).toEqual(['fires', 2700]);
    expect(from(2.9)).toEqual([]);
    expect(watch({ deviations: 2 }, (second) => (second < 2700 ? swing(second) : 12.5)).changes[0]).toEqual(['fires', 2700]);
    expect(watch({}, (second) => (second < 3600 ? swing(second) : 14)).deviations.at(-1)).toBeCloseTo(4, 9);
  });

  it('is not raised by the incident itself for as long as it looks back past it', () => {
    const outage = (second: number): number => (second < 1800 ? swing(second) : 20);
    const [fires, ends] = watch({ window: '5m', ago: '15m' }, outage).changes;
    expect(fires).toEqual(['fires', 1800]);
    expect(ends![0]).toBe('ends');
    expect(ends![1]).toBeGreaterThan(1800 + 900);
    expect(ends![1]).toBeLessThan(1800 + 900 + 300);
  });

  it('is silent without ten values of the past', () => {
    expect(watch({}, (second) => (second < 600 ? swing(second) : 99), 720).changes).toEqual([]);
    expect(watch({}, (second) => (second < 600 ? swing(second) : 99), 735).changes).toEqual([['fires', 735]]);
    expect(watch({}, (second) => (second < 3000 ? undefined : 99)).changes).toEqual([]);
  });

  it('takes a smallest deviation for series that hardly move', () => {
    const still = (second: number): number => (second < 2700 ? 0 : 0.02);
    expect(watch({}, still).changes[0]).toEqual(['fires', 2700]);
    expect(watch({ smallest: 0.01 }, still).changes).toEqual([]);
    expect(watch({}, () => 5).changes).toEqual([]);
  });
});

describe('the generated rules', () => {
  it('carry severity, component and runbook, and survive any text', () => {
    const { name, rules } = baselineGroupOf(
      BaselineSchema.parse({ name: 'Odd', expr: 'x', severity: 'page', component: 'shop', runbook: 'look {{ here }}', for: '2m' }),
    );
    expect(name).toBe('baseline Odd');
    expect(rules[2]).toMatchObject({ alert: 'Odd', for: '2m', labels: { severity: 'page', component: 'shop' } });
    expect(rules[2]!.annotations!['runbook']).toBe('look {{ "{{" }} here }}');
    expect(BaselineSchema.safeParse({ name: 'no alert name', expr: 'x' }).success).toBe(false);
  });
});
