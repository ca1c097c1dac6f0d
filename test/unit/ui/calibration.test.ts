// Calibration against cases worked by hand, and the decomposition as an identity over random statements.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brierScore, calibrationSentence, decompose, reliabilityBins, type Statement } from '../../../src/ui/progress/calibration.ts';

const said = (probability: number, ...outcomes: (0 | 1)[]): Statement[] =>
  outcomes.map((outcome) => ({ probability, cameTrue: outcome === 1 }));

describe('by hand', () => {
  test('Brier score: (0.2² + 0.3² + 0.6²) / 3', () => {
    expect(brierScore([...said(0.8, 1), ...said(0.3, 0), ...said(0.4, 1)])).toBeCloseTo(0.49 / 3, 12);
    expect(brierScore([])).toBeUndefined();
    expect(brierScore(said(1, 1))).toBe(0);
    expect(brierScore(said(1, 0))).toBe(1);
  });

  test('decomposition of ten statements: five times 80 % with four right, five times 20 % with two right', () => {
    // Share of all: 0.6. Reliability: (5·(0.8−0.8)² + 5·(0.2−0.4)²)/10 = 0.02. Resolution: (5·0.2² + 5·0.2²)/10 = 0.04. Uncertainty: 0.24.
    // Brier: (4·0.04 + 0.64 + 2·0.64 + 3·0.04)/10 = 0.22 = 0.02 − 0.04 + 0.24.
    const parts = decompose([...said(0.8, 1, 1, 1, 1, 0), ...said(0.2, 1, 1, 0, 0, 0)]);
    expect(parts?.count).toBe(10);
    expect(parts?.brier).toBeCloseTo(0.22, 12);
    expect(parts?.reliability).toBeCloseTo(0.02, 12);
    expect(parts?.resolution).toBeCloseTo(0.04, 12);
    expect(parts?.uncertainty).toBeCloseTo(0.24, 12);
    expect(decompose([])).toBeUndefined();
  });

  test('a bin of different values: the terms within it are counted', () => {
    // One bin with 0.72 (so) and 0.78 (not): mean 0.75, share 0.5. Reliability 0.0625, resolution 0, uncertainty 0.25.
    // Within: variance 0.0009, covariance 2·(−0.03·0.5 + 0.03·(−0.5))/2 = −0.03. Brier = (0.28² + 0.78²)/2 = 0.3434.
    const parts = decompose([...said(0.72, 1), ...said(0.78, 0)]);
    expect(parts?.brier).toBeCloseTo(0.3434, 12);
    expect(parts?.reliability).toBeCloseTo(0.0625, 12);
    expect(parts?.resolution).toBeCloseTo(-0.0309, 12);
    expect(parts?.uncertainty).toBeCloseTo(0.25, 12);
  });

  test('bins hold their lower edge, the last also 1, and count what is in them', () => {
    const bins = reliabilityBins([...said(0, 0), ...said(0.1, 0), ...said(0.1 + 0.2, 1), ...said(0.7, 1, 0), ...said(1, 1)]);
    expect(bins.map(({ count }) => count)).toEqual([1, 1, 0, 1, 0, 0, 0, 2, 0, 1]);
    expect(bins[7]).toEqual({ from: 0.7, to: 0.8, count: 2, stated: 0.7, observed: 0.5 });
    expect(bins[2]).toEqual({ from: 0.2, to: 0.3, count: 0, stated: undefined, observed: undefined });
  });

  test('the sentence says which way one errs, and says nothing of a handful', () => {
    const often = (probability: number, right: number, wrong: number): Statement[] => [
      ...Array.from({ length: right }, () => ({ probability, cameTrue: true })),
      ...Array.from({ length: wrong }, () => ({ probability, cameTrue: false })),
    ];
    expect(calibrationSentence(reliabilityBins(often(0.9, 5, 5)))).toContain('10 stated so far');
    expect(calibrationSentence(reliabilityBins(often(0.9, 12, 12)))).toContain('surer than the facts');
    expect(calibrationSentence(reliabilityBins(often(0.1, 12, 12)))).toContain('surer than the facts');
    expect(calibrationSentence(reliabilityBins(often(0.6, 20, 2)))).toContain('could have been surer');
    expect(calibrationSentence(reliabilityBins(often(0.8, 20, 5)))).toContain('agree well');
  });
});

describe('over random statements', () => {
  const statement = fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), cameTrue: fc.boolean() });
  const some = fc.array(statement, { minLength: 1, maxLength: 200 });

  test('Brier = reliability − resolution + uncertainty', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 25 }), (statements, bins) => {
        const parts = decompose(statements, bins);
        if (parts === undefined) throw new Error('no parts');
        expect(parts.reliability - parts.resolution + parts.uncertainty).toBeCloseTo(parts.brier, 10);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('every statement is in exactly one bin, and parts lie in their ranges', () => {
    fc.assert(
      fc.property(some, (statements) => {
        const bins = reliabilityBins(statements);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(statements.length);
        for (const { from, to, stated } of bins)
          if (stated !== undefined) {
            expect(stated).toBeGreaterThanOrEqual(from - 1e-9);
            expect(stated).toBeLessThanOrEqual(to + 1e-9);
          }
        const parts = decompose(statements);
        expect(parts?.reliability).toBeGreaterThanOrEqual(0);
        expect(parts?.uncertainty).toBeLessThanOrEqual(0.25);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('whoever always states the share that comes true is perfectly reliable', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }), (right, wrong) => {
        const share = right / (right + wrong);
        const statements = [
          ...Array.from({ length: right }, () => ({ probability: share, cameTrue: true })),
          ...Array.from({ length: wrong }, () => ({ probability: share, cameTrue: false })),
        ];
        const parts = decompose(statements);
        expect(parts?.reliability).toBeCloseTo(0, 12);
        expect(parts?.resolution).toBeCloseTo(0, 12);
        expect(parts?.brier).toBeCloseTo(parts?.uncertainty ?? -1, 12);
      }),
      { seed: 6, numRuns: 100 },
    );
  });
});
