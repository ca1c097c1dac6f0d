// Measures of belief: Brier score, calibration gap, swings, rivals ruled out, evidence looks.
import { beliefDistance, brier, brierOverTime, leading, SWING_RATIO } from '../beliefs.ts';
import { matchOf } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { evidenceOf } from '../reading.ts';
import { glanceText } from '../reasons/glance.ts';
import { counted } from '../reasons/phrase.ts';
import { namesCommand, percent } from '../texts.ts';
import type { MeasureKind } from './kind.ts';

/** The stretch over which beliefs are judged: from T+0 (or the first statement) to the true end (or now). */
export function beliefSpan(reading: Reading): { fromUs: number; toUs: number } {
  const declared = reading.declarations.find((declaration) => declaration.truly)?.entry.atUs;
  return { fromUs: reading.input.tPlusZeroUs ?? reading.beliefs[0]?.atUs ?? 0, toUs: declared ?? reading.nowUs };
}

const decimals = (value: number): string => String(Math.round(value * 1000) / 1000);

export const measureBrier: MeasureKind = (reading) => {
  const { fromUs, toUs } = beliefSpan(reading);
  const value = brierOverTime(reading.beliefs, fromUs, toUs);
  return {
    value,
    parts: reading.sets.map((entry) => matchOf(entry)),
    because: value === undefined ? 'no belief was ever stated' : `the Brier score over time was ${decimals(value)}`,
  };
};

export const measureBrierFinal: MeasureKind = (reading) => {
  const last = reading.sets[reading.sets.length - 1];
  if (last === undefined) return { value: undefined, parts: [], because: 'no belief was ever stated' };
  const value = brier(reading.scenario.truth, last.args.beliefs);
  return { value, parts: [matchOf(last)], because: `the Brier score of the last belief was ${decimals(value)}` };
};

/** Claims that the run can check: each leading belief, and each planned step that was taken with a confidence. */
export const measureCalibrationGap: MeasureKind = (reading) => {
  const claims: { confidence: number; cameTrue: boolean; seq: number }[] = [];
  for (const point of reading.beliefs) {
    const top = leading(point);
    if (top !== undefined) claims.push({ confidence: top.probability, cameTrue: top.isTruth, seq: point.seq });
  }
  const { within } = reading.scenario.proof;
  for (const entry of reading.input.journal) {
    if (entry.kind !== 'plan.step' || entry.args.confidence === undefined) continue;
    const act = reading.acts.find((made) => made.entry.seq > entry.seq && made.took && namesCommand(entry.args.command, made.entry));
    if (act === undefined) continue;
    const restored =
      reading.restoredAtUs !== undefined && reading.restoredAtUs >= act.entry.atUs && reading.restoredAtUs <= act.entry.atUs + within;
    claims.push({ confidence: entry.args.confidence, cameTrue: restored, seq: entry.seq });
  }
  if (claims.length === 0) return { value: undefined, parts: [], because: 'no confidence was ever stated' };
  const confidence = claims.reduce((sum, claim) => sum + claim.confidence, 0) / claims.length;
  const cameTrue = claims.filter((claim) => claim.cameTrue).length / claims.length;
  const gap = Math.abs(confidence - cameTrue);
  const parts = reading.input.journal.filter((entry) => claims.some((claim) => claim.seq === entry.seq)).map((entry) => matchOf(entry));
  return {
    value: gap,
    parts,
    because: `the confidence was ${percent(confidence)} on average and ${percent(cameTrue)} came true, a gap of ${percent(gap)}`,
  };
};

export const measureBeliefSwings: MeasureKind = (reading) => {
  const swings = reading.sets.filter(
    (_, index) => index > 0 && beliefDistance(reading.beliefs[index - 1], reading.beliefs[index]!) >= SWING_RATIO,
  );
  return {
    value: swings.length,
    parts: swings.map((entry) => matchOf(entry)),
    because: counted(swings.length, 'change of mind of 20 points or more', 'changes of mind of 20 points or more'),
  };
};

export const measureRivalsRuledOut: MeasureKind = (reading) => ({
  value: reading.ruledOut.length,
  parts: reading.ruledOut.map((ruled) => ({
    atUs: ruled.atUs,
    seq: ruled.seq,
    key: `rival ${ruled.rival}`,
    evidence: reading.input.journal.filter((entry) => entry.seq === ruled.lookSeq || entry.seq === ruled.seq).map(evidenceOf),
  })),
  because: `${counted(reading.ruledOut.length, 'rival explanation', 'rival explanations')} ruled out by a look`,
  aside: glanceText(reading.looks),
});

export const measureEvidenceLooks: MeasureKind = (reading) => {
  const different = reading.looks.filter(
    (look, index) => look.bears && reading.looks.findIndex((other) => other.bears && other.text === look.text) === index,
  );
  return {
    value: different.length,
    parts: different.map((look) => matchOf(look.entry, look.text)),
    because: counted(different.length, 'look that bears on a live explanation', 'looks that bear on a live explanation'),
    aside: glanceText(reading.looks),
  };
};
