// Costs of routine work by the keystroke-level model, worked out by hand: K 0.28, P 1.1, H 0.4, M 1.35, a click 0.2 seconds.
import { describe, expect, it } from 'vitest';
import { meanSeconds, routineSeconds } from '../../../src/console/index.ts';
import { deskScenario } from '../../support/consoles.ts';

const WORK = { action: 'send', values: { replicas: '120', target: 'drill' } };
const FORM = 1.35 + 1.3 + 0.4 + 3 * 0.28 + 0.4 + 1.35 + 1.3;
const cost = (safeguards: string[], values = {}, holds: (expr: string) => boolean = () => false) =>
  routineSeconds(deskScenario(safeguards).consoles!['desk']!, 'safe', { ...WORK, values: { ...WORK.values, ...values } }, holds);

describe('routine work at a form', () => {
  it('is fields that change and the button', () => {
    expect(cost([])).toBeCloseTo(FORM, 9);
    expect(cost([], { target: 'real' })).toBeCloseTo(FORM + 1.35 + 1.3 + 1.35 + 1.3, 9);
  });

  it.each([
    ['{ name: c, check: [ { field: replicas, min: 1 } ] }', 0],
    ['{ name: a, audit: Orders }', 0],
    ['{ name: c, confirmation: Sure, shows: [ { label: a, text: b }, { label: c, text: d } ] }', 2 * 1.35 + 1.35 + 1.3],
    ['{ name: p, phrase: "SEND {replicas}" }', 0.4 + 1.35 + 9 * 0.28 + 0.4],
    ['{ name: f, secondFactor: code, arrivesIn: 8s }', 8 + 1.35 + 0.4 + 7 * 0.28 + 0.4],
    ['{ name: f, secondFactor: key, arrivesIn: 2s }', 2 + 1.35 + 0.4 + 0.28 + 0.4],
    ['{ name: s, secondPerson: lead, takes: { exponential: 20s } }', 20],
    ['{ name: u, unlock: Panel, holds: 3s, stays: 60s }', 1.35 + 1.3 + 3],
    ['{ name: t, countdown: 10s }', 10],
    ['{ name: d, dryRun: [ { label: a, text: b } ], takes: 4s }', 4 + 1.35 + 1.35 + 1.3],
    ['{ name: l, checklist: [ { item: a }, { item: b, required: false }, { item: c, holds: up } ] }', 2 * (1.35 + 1.3)],
    ['{ name: s, separation: target, starts: live, switching: 10s }', 1.35 + 1.3 + 10],
    ['{ name: s, separation: target, starts: test, switching: 10s }', 0],
    ['{ name: w, warning: Sure, holds: "{replicas} > bool 500", harmless: 40 % }', 0.4 * (1.35 + 1.3)],
    ['{ name: t, countdown: 10s, on: [ other ] }', 0],
    ['{ name: t, countdown: 10s, when: "{replicas} > bool 500" }', 0],
  ])('%s adds its own', (safeguard, seconds) => {
    expect(cost([safeguard]) - FORM).toBeCloseTo(seconds, 9);
  });

  it('counts what holds for this task, with its values put in', () => {
    const asked: string[] = [];
    const holds = (expr: string) => {
      asked.push(expr);
      return true;
    };
    expect(cost(['{ name: t, countdown: 10s, when: "{replicas} > bool 50" }'], {}, holds) - FORM).toBeCloseTo(10, 9);
    expect(cost(['{ name: w, warning: Sure, holds: "{replicas} > bool 60" }'], {}, holds) - FORM).toBeCloseTo(2.65, 9);
    expect(asked).toEqual(['120 > bool 50', '120 > bool 60']);
  });
});

it('types the lines of a prompt that it needs', () => {
  const desk = deskScenario([], { kind: 'prompt' }).consoles!['desk']!;
  const remove = (values: Record<string, string>) => routineSeconds(desk, 'safe', { action: 'remove', values }, () => false);
  const line = 1.35 + 0.28 * ('rm -rf /data'.length + 1);
  expect(remove({ path: '/data', host: 'db-2' })).toBeCloseTo(line, 9);
  expect(remove({ path: '/data', host: 'db-1' })).toBeCloseTo(line + 1.35 + 0.28 * ('ssh db-1'.length + 1), 9);
});

it('knows the mean of every distribution', () => {
  const S = 1_000_000;
  expect(meanSeconds({ uniform: { from: 2 * S, to: 6 * S } })).toBe(4);
  expect(
    meanSeconds({
      empirical: [
        { value: 2 * S, weight: 3 },
        { value: 6 * S, weight: 1 },
      ],
    }),
  ).toBe(3);
  expect(meanSeconds({ gamma: { mean: 2 * S, cv2: 1 } })).toBe(2);
  expect(meanSeconds({ erlang: { mean: 2 * S, stages: 3 } })).toBe(2);
  expect(meanSeconds({ hyperexponential: { mean: 2 * S, cv2: 4 } })).toBe(2);
  expect(meanSeconds({ lognormal: { mean: 2 * S, cv2: 4 } })).toBe(2);
  // σ = ln(40 / 10) / 2.326 = 0.5959; 10 · e^(σ²/2) = 11.943
  expect(meanSeconds({ lognormal: { median: 10 * S, p99: 40 * S } })).toBeCloseTo(11.943, 3);
});
