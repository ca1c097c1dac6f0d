// How well stated probabilities agree with what was so: reliability diagram, Brier score and its decomposition. Pure.
//
// Brier score of a statement "p" about something that was so (o = 1) or not (o = 0): the mean of (p − o)².
//   G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950).
// Decomposition over K bins, n_k statements in bin k, f̄_k their mean p, ō_k the share that was so, ō the share over all:
//   reliability  Σ n_k (f̄_k − ō_k)² / N        0 when "70 %" is right in 70 of 100 cases
//   resolution   Σ n_k (ō_k − ō)² / N          how far the statements tell cases apart
//   uncertainty  ō (1 − ō)                     what the cases themselves allow
//   A. H. Murphy, A new vector partition of the probability score, Journal of Applied Meteorology 12 (1973).
// With bins instead of single values two terms within the bins remain; taken into the resolution, the sum is exact again:
//   Brier = reliability − (resolution − within-bin variance + within-bin covariance) + uncertainty
//   D. B. Stephenson, C. A. S. Coelho, I. T. Jolliffe, Two extra components in the Brier score decomposition,
//   Weather and Forecasting 23 (2008): "generalized resolution".

export interface Statement {
  probability: number;
  cameTrue: boolean;
}

export interface ReliabilityBin {
  /** The bin holds `from` ≤ p < `to`; the last one holds 1 too. */
  from: number;
  to: number;
  count: number;
  /** Mean of what was stated, and the share that was so; undefined without statements. */
  stated: number | undefined;
  observed: number | undefined;
}

export interface Decomposition {
  count: number;
  brier: number;
  reliability: number;
  /** Generalised: the terms within the bins are in it, so that the three make up the score. */
  resolution: number;
  uncertainty: number;
}

export const BINS = 10;

/** 0.3 belongs to the bin from 0.3, though 0.3 · 10 is 3.0000000000000004 on some ways there and 2.9999999999999996 on others. */
const binOf = (probability: number, bins: number): number => Math.min(bins - 1, Math.floor(probability * bins + 1e-9));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const square = (value: number): number => value * value;

export function reliabilityBins(statements: readonly Statement[], bins = BINS): ReliabilityBin[] {
  return grouped(statements, bins).map((inBin, index) => ({
    from: index / bins,
    to: (index + 1) / bins,
    count: inBin.length,
    stated: inBin.length === 0 ? undefined : mean(inBin.map(({ probability }) => probability)),
    observed: inBin.length === 0 ? undefined : mean(inBin.map(outcome)),
  }));
}

/** @returns undefined without statements */
export function brierScore(statements: readonly Statement[]): number | undefined {
  return statements.length === 0 ? undefined : mean(statements.map((one) => square(one.probability - outcome(one))));
}

/** @returns undefined without statements */
export function decompose(statements: readonly Statement[], bins = BINS): Decomposition | undefined {
  const brier = brierScore(statements);
  if (brier === undefined) return undefined;
  const count = statements.length;
  const base = mean(statements.map(outcome));
  let [reliability, resolution, withinVariance, withinCovariance] = [0, 0, 0, 0];
  for (const inBin of grouped(statements, bins)) {
    if (inBin.length === 0) continue;
    const stated = mean(inBin.map(({ probability }) => probability));
    const observed = mean(inBin.map(outcome));
    reliability += inBin.length * square(stated - observed);
    resolution += inBin.length * square(observed - base);
    for (const one of inBin) {
      withinVariance += square(one.probability - stated);
      withinCovariance += 2 * (one.probability - stated) * (outcome(one) - observed);
    }
  }
  return {
    count,
    brier,
    reliability: reliability / count,
    resolution: (resolution - withinVariance + withinCovariance) / count,
    uncertainty: base * (1 - base),
  };
}

const outcome = ({ cameTrue }: Statement): number => (cameTrue ? 1 : 0);

function grouped(statements: readonly Statement[], bins: number): Statement[][] {
  const groups = Array.from({ length: bins }, (): Statement[] => []);
  for (const statement of statements) groups[binOf(statement.probability, bins)]?.push(statement);
  return groups;
}

/** One sentence about the bins that hold enough to say anything: too sure, not sure enough, or about right. */
export function calibrationSentence(bins: readonly ReliabilityBin[]): string {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total < STATEMENTS_MIN) return `${total} stated so far: from ${STATEMENTS_MIN} on a curve begins to say something.`;
  // Above one half, being right less often than stated is being too sure; below it, being right more often is.
  const excess =
    bins.reduce((sum, { count, stated, observed }) => {
      if (stated === undefined || observed === undefined) return sum;
      return sum + count * (stated >= 0.5 ? stated - observed : observed - stated);
    }, 0) / total;
  if (excess > 0.05) return 'You were surer than the facts allowed: what you called likely came true less often than you said.';
  if (excess < -0.05) return 'You could have been surer: what you called likely came true more often than you said.';
  return 'What you stated and what was so agree well.';
}
const STATEMENTS_MIN = 20;
