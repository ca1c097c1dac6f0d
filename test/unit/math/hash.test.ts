/** The state hash: sensitive to every bit and to order, indifferent to the kind of NaN and the sign of zero, and the same everywhere. */
import { describe, expect, it } from 'vitest';
import { hashFloat64, hashHex, hashInit, hashInt32s, hashMix, hashText } from '../../../src/math/index.ts';

function hexOf(...values: number[]): string {
  const h = hashInit(1);
  for (const value of values) {
    hashMix(h, value);
  }
  return hashHex(h);
}

describe('hash', () => {
  it('has the values it had when it was written', () => {
    expect(hexOf()).toBe(PINNED.empty);
    expect(hexOf(1, 2, 3)).toBe(PINNED.oneTwoThree);
    const text = hashInit(7);
    hashText(text, 'checkout');
    expect(hashHex(text)).toBe(PINNED.text);
  });

  it('sees order, number, seed and every single bit', () => {
    expect(hexOf(1, 2)).not.toBe(hexOf(2, 1));
    expect(hexOf(0)).not.toBe(hexOf(0, 0));
    expect(hashHex(hashInit(1))).not.toBe(hashHex(hashInit(2)));
    const seen = new Set<string>();
    for (let word = 0; word < 8; word++) {
      for (let bit = 0; bit < 32; bit++) {
        const values = new Int32Array(8);
        values[word] = 1 << bit;
        const h = hashInit(1);
        hashInt32s(h, values);
        seen.add(hashHex(h));
      }
    }
    expect(seen.size).toBe(256);
  });

  it('gives the same for an array at once as word by word', () => {
    const values = Int32Array.from({ length: 1000 }, (_, i) => Math.imul(i, 2654435761));
    const whole = hashInit(3);
    hashInt32s(whole, values);
    const single = hashInit(3);
    for (const value of values) {
      hashMix(single, value);
    }
    expect(hashHex(whole)).toBe(hashHex(single));
  });

  it('treats zeros alike and every NaN alike, and nothing else', () => {
    const of = (x: number): string => {
      const h = hashInit(1);
      hashFloat64(h, x);
      return hashHex(h);
    };
    expect(of(-0)).toBe(of(0));
    const strange = new Float64Array(new Uint32Array([1, 0x7ff00000]).buffer)[0] as number;
    expect(of(strange)).toBe(of(NaN));
    expect(of(1)).not.toBe(of(1 + Number.EPSILON));
    expect(of(1)).not.toBe(of(-1));
  });
});

const PINNED = { empty: '8ef9e8c48b29a27a', oneTwoThree: '3e810f8d263584d9', text: '4af18377df6f0346' };
