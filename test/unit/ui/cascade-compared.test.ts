// The drawn cascade beside the true one.
import { expect, test } from 'vitest';
import { compareCascade } from '../../../src/ui/debrief/cascade-compared.ts';

test('true arrows say whether they were drawn; drawn ones that are not true say whether they only point the wrong way', () => {
  const compared = compareCascade(
    [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
    ],
    [
      { from: 'a', to: 'b' },
      { from: 'c', to: 'b' },
      { from: 'd', to: 'a' },
    ],
  );
  expect(compared).toEqual({
    spreads: [
      { from: 'a', to: 'b', drawn: true },
      { from: 'b', to: 'c', drawn: false },
    ],
    untrue: [
      { from: 'c', to: 'b', reversed: true },
      { from: 'd', to: 'a', reversed: false },
    ],
  });
});
