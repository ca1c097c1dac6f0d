/**
 * The portable functions against the platform's own, over many arguments of every size. The platform's may differ from ours in the last bit
 * or two (that is why ours exist), so the bound is in units in the last place; special values must agree exactly.
 */
import { describe, expect, it } from 'vitest';
import * as portable from '../../../src/math/index.ts';

const BITS = new Float64Array(1);
const INTEGERS = new BigInt64Array(BITS.buffer);

/** Distance between two doubles counted in representable steps. */
function stepsApart(a: number, b: number): number {
  if (Object.is(a, b) || a === b) {
    return 0;
  }
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Infinity;
  }
  const position = (x: number): bigint => {
    BITS[0] = x;
    const bits = INTEGERS[0] as bigint;
    return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  };
  const difference = position(a) - position(b);
  return Number(difference < 0n ? -difference : difference);
}

/** A small generator of its own, so that the arguments are the same in every run. */
function* arguments_(count: number): Generator<number> {
  let state = 12345;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  };
  for (let i = 0; i < count; i++) {
    const sign = next() < 0.5 ? -1 : 1;
    const kind = i % 4;
    if (kind === 0) {
      yield sign * next();
    } else if (kind === 1) {
      yield sign * next() * 40;
    } else if (kind === 2) {
      yield sign * next() * 10 ** Math.floor(next() * 24 - 12);
    } else {
      yield sign * next() * 2 ** Math.floor(next() * 2090 - 1060);
    }
  }
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  Infinity,
  -Infinity,
  NaN,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** -1022,
  710,
  -745.2,
  -746,
  709.782712893384,
];

const UNARY: readonly [name: string, stepsMax: number, ours: Unary, theirs: Unary][] = [
  ['exp', 1, portable.exp, Math.exp],
  ['expm1', 2, portable.expm1, Math.expm1],
  ['log1p', 2, portable.log1p, Math.log1p],
  ['log2', 2, portable.log2, Math.log2],
  ['log10', 2, portable.log10, Math.log10],
  ['sin', 1, portable.sin, Math.sin],
  ['cos', 1, portable.cos, Math.cos],
  ['tan', 2, portable.tan, Math.tan],
  ['asin', 1, portable.asin, Math.asin],
  ['acos', 1, portable.acos, Math.acos],
  ['atan', 1, portable.atan, Math.atan],
  ['sinh', 2, portable.sinh, Math.sinh],
  ['cosh', 2, portable.cosh, Math.cosh],
  ['tanh', 2, portable.tanh, Math.tanh],
  ['asinh', 2, portable.asinh, Math.asinh],
  ['acosh', 2, portable.acosh, Math.acosh],
  ['atanh', 2, portable.atanh, Math.atanh],
];

type Unary = (x: number) => number;

function worst(ours: Unary, theirs: Unary, count: number): { steps: number; at: number } {
  let steps = 0;
  let at = 0;
  for (const x of arguments_(count)) {
    const apart = stepsApart(ours(x), theirs(x));
    if (apart > steps) {
      steps = apart;
      at = x;
    }
  }
  return { steps, at };
}

describe('one argument', () => {
  it.each(UNARY)('%s is within %i steps of the platform over 200,000 arguments', (_, stepsMax, ours, theirs) => {
    const found = worst(ours, theirs, 200_000);
    expect(found.steps, `at ${found.at}`).toBeLessThanOrEqual(stepsMax);
  });

  it.each(UNARY)('%s agrees on special values', (name, _, ours, theirs) => {
    for (const x of SPECIAL) {
      expect(stepsApart(ours(x), theirs(x)), `${name}(${x}) is ${ours(x)}, expected ${theirs(x)}`).toBeLessThanOrEqual(2);
    }
  });

  it('ln is within one step of the platform, subnormals included', () => {
    const found = worst(
      (x) => portable.ln(Math.abs(x)),
      (x) => Math.log(Math.abs(x)),
      200_000,
    );
    expect(found.steps, `at ${found.at}`).toBeLessThanOrEqual(1);
    for (const x of SPECIAL) {
      expect(stepsApart(portable.ln(x), Math.log(x)), `ln(${x})`).toBeLessThanOrEqual(1);
    }
  });
});

describe('two arguments', () => {
  it('pow is within one step of the platform', () => {
    let steps = 0;
    let at = '';
    const exponents = [...arguments_(40_000)];
    let i = 0;
    for (const x of arguments_(40_000)) {
      const y = exponents[(i * 7919) % exponents.length] as number;
      i += 1;
      for (const [base, exponent] of [
        [Math.abs(x), y % 300],
        [x, Math.trunc(y) % 40],
        [Math.abs(x % 1) + 0.5, y],
      ] as const) {
        const apart = stepsApart(portable.pow(base, exponent), base ** exponent);
        if (apart > steps) {
          steps = apart;
          at = `${base} ^ ${exponent}`;
        }
      }
    }
    expect(steps, at).toBeLessThanOrEqual(1);
  });

  it('pow and atan2 agree on special values, but for the two cases where IEEE 754 and ECMAScript differ', () => {
    for (const x of SPECIAL) {
      for (const y of [...SPECIAL, 3, -3, 1.5]) {
        const power = Math.abs(x) === 1 && !Number.isFinite(y) && !(x === -1 && Number.isNaN(y)) ? 1 : x ** y;
        expect(stepsApart(portable.pow(x, y), power), `pow(${x}, ${y}) is ${portable.pow(x, y)}, expected ${power}`).toBeLessThanOrEqual(1);
        expect(stepsApart(portable.atan2(x, y), Math.atan2(x, y)), `atan2(${x}, ${y})`).toBeLessThanOrEqual(1);
      }
    }
    expect(portable.pow(1, NaN)).toBe(1);
    expect(portable.pow(-1, Infinity)).toBe(1);
  });

  it('atan2 keeps the signs of zeros', () => {
    expect(Object.is(portable.atan2(-0, 1), -0)).toBe(true);
    expect(portable.atan2(0, -0)).toBe(Math.PI);
    expect(portable.atan2(-0, -1)).toBe(-Math.PI);
  });
});

describe('known exact values', () => {
  it('powers of two and ten', () => {
    for (let k = -1074; k <= 1023; k++) {
      expect(portable.log2(2 ** k)).toBe(k);
      expect(portable.pow(2, k)).toBe(2 ** k);
    }
    for (let k = -20; k <= 22; k++) {
      expect(portable.log10(10 ** k)).toBe(k);
    }
    expect(portable.exp(0)).toBe(1);
    expect(stepsApart(portable.exp(1), Math.E)).toBeLessThanOrEqual(1);
    expect(portable.ln(Math.E)).toBe(1);
    expect(portable.pow(10, 3)).toBe(1000);
    expect(portable.pow(3, 5)).toBe(243);
  });

  it('a sine far from the origin, as published in the literature on argument reduction', () => {
    expect(portable.sin(1e22)).toBe(-0.8522008497671888);
    expect(portable.cos(1e22)).toBe(0.523214785395139);
    expect(portable.sin(2 ** 1023)).toBe(0.563127779850884);
    expect(portable.sin(Math.PI)).toBe(1.2246467991473532e-16);
  });
});
