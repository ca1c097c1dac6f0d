// What screens compute before they draw: figures as text, beliefs that sum to one, series on one axis, diffs side by side, command text.
import { describe, expect, test } from 'vitest';
import { scenarioSource } from '../../../src/ui/app/scenario-source.ts';
import { align } from '../../../src/ui/charts/align.ts';
import { setBelief, somethingElse } from '../../../src/ui/notebook/beliefs.ts';
import { argumentOf, commandText } from '../../../src/ui/room/command-text.ts';
import {
  amountText,
  clockText,
  figureText,
  legendText,
  percentText,
  sincePage,
  spanText,
  spanWords,
} from '../../../src/ui/theme/format.ts';

describe('figures', () => {
  test.each([
    [0, 'seconds', '0 ms'],
    [0.25, 'seconds', '250 ms'],
    [10.94, 'seconds', '10.9 s'],
    [0.4512, 'ratio', '45 %'],
    [0.001, 'ratio', '0.1 %'],
    [303.4, 'per second', '303 /s'],
    [2048, 'bytes', '2 KiB'],
    [Number.NaN, 'count', '–'],
    [null, 'count', '–'],
    [Number.POSITIVE_INFINITY, 'none', '∞'],
  ])('%s in %s reads %s', (value, unit, text) => {
    expect(figureText(value, unit)).toBe(text);
  });

  test('times: story clock, since the page, spans', () => {
    expect(clockText(Date.UTC(2024, 0, 15, 9, 20), 870e6)).toBe('09:34:30');
    expect(sincePage(880e6, 870e6)).toBe('T+0:10');
    expect(sincePage(800e6, 870e6)).toBe('T−1:10');
    expect(sincePage(1, undefined)).toBeUndefined();
    expect(spanText(3_725e6)).toBe('1:02:05');
    expect(spanWords(245e6)).toBe('4 min 5 s');
    expect(percentText(undefined)).toBe('–');
  });

  test('legends fill in labels, unknown ones are empty', () => {
    expect(legendText('{{service}} {{nothing}}', { service: 'a' })).toBe('a ');
  });
});

describe('beliefs', () => {
  const a = { component: 'payment-service', kind: 'configuration' } as const;
  const b = { component: 'shop-db', kind: 'slow' } as const;
  test('others give way in proportion, and the sum never passes one', () => {
    let beliefs = setBelief([], a, 0.7);
    beliefs = setBelief(beliefs, b, 0.25);
    expect(somethingElse(beliefs)).toBe(0.05);
    beliefs = setBelief(beliefs, a, 0.95);
    expect(beliefs.map((belief) => belief.probability)).toEqual([0.95, 0.05]);
    expect(somethingElse(beliefs)).toBe(0);
    for (let percent = 0; percent <= 100; percent += 7) {
      beliefs = setBelief(beliefs, percent % 2 === 0 ? a : b, percent / 100);
      expect(beliefs.reduce((sum, belief) => sum + belief.probability, 0)).toBeLessThanOrEqual(1.000001);
    }
  });
});

test('series of different times share one axis, gaps stay gaps', () => {
  expect(
    align([
      { name: 'a', timesMs: [1000, 3000], values: [1, Number.NaN] },
      { name: 'b', timesMs: [2000, 3000], values: [5, 6] },
    ]),
  ).toEqual([
    [1, 2, 3],
    [1, null, null],
    [null, 5, 6],
  ]);
});

test('a command reads as it would be typed, its arguments as its schema wants them', () => {
  expect(commandText({ usage: 'set <service> <key>=<value>' }, { service: 'a', key: 'k', value: '5s' })).toBe('set a k=5s');
  expect(commandText({ usage: 'scale <service> <replicas>' }, { service: 'a', replicas: 0 })).toBe('scale a 0');
  expect(argumentOf(' 8 ', 'number')).toBe(8);
  expect(argumentOf('5000ms', 'text')).toBe('5000ms');
});

test('cards come from the folders, hide bench worlds and say what cannot be read', async () => {
  const text = (value: string) => () => Promise.resolve(value);
  const source = scenarioSource({
    '/scenarios/one/scenario.yaml': text('meta: { title: One, length: 50m, difficulty: 2, tags: [a] }'),
    '/scenarios/one/notes/x.md': text('# x'),
    '/scenarios/w1/scenario.yaml': text('meta: { title: W1, tags: [bench] }'),
    '/scenarios/bad/scenario.yaml': text('meta: ['),
  });
  const cards = await source.cards();
  expect(cards.map((card) => card.slug).sort()).toEqual(['bad', 'one']);
  expect(cards.find((card) => card.slug === 'bad')?.problem).toBeTruthy();
  expect(cards.find((card) => card.slug === 'one')).toMatchObject({ title: 'One', lengthText: '50 min', difficulty: 2 });
  expect(Object.keys((await source.bundle('one'))?.files ?? {}).sort()).toEqual(['notes/x.md', 'scenario.yaml']);
  expect(await source.bundle('none')).toBeUndefined();
});

test('a sum is written in full below a billion, and in billions from there on', () => {
  expect(amountText(999_999_999)).toBe('999,999,999');
  expect(amountText(40_700_000_000)).toBe('40.7 bn');
  expect(amountText(-1_000_000_000)).toBe('-1 bn');
});
