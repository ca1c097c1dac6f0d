// Measures of harm: against nobody acting, against the reference, and the commands that did it.
import type { ComparisonRun } from '../../schema/index.ts';
import { curveAt } from '../acts.ts';
import { matchOf } from '../finding.ts';
import { harmAt } from '../instruments.ts';
import type { Reading } from '../reading.ts';
import { glanceText } from '../reasons/glance.ts';
import { counted } from '../reasons/phrase.ts';
import { percent } from '../texts.ts';
import type { MeasureKind } from './kind.ts';

/** Mean of the ratios of users affected and of revenue lost, at the end of this run; figures that stayed zero in the other run are left out. */
export function harmRatio(reading: Reading, other: ComparisonRun | undefined): number | undefined {
  if (other === undefined) return undefined;
  const own = harmAt(reading.input.trace, reading.nowUs);
  const theirs = curveAt(other, reading.nowUs);
  const ratios = (['usersAffected', 'revenueLost'] as const).flatMap((figure) =>
    theirs[figure] > 0 ? [own[figure] / theirs[figure]] : [],
  );
  return ratios.length === 0 ? undefined : ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}

const versus =
  (label: ComparisonRun['label'], name: string): MeasureKind =>
  (reading) => {
    const value = harmRatio(
      reading,
      reading.input.comparisons.find((run) => run.label === label),
    );
    return {
      value,
      parts: [],
      because: value === undefined ? `there is no harm ${name} to compare with` : `harm was ${percent(value)} of that ${name}`,
    };
  };

export const measureHarmVsIdle = versus('idle', 'with nobody acting');
export const measureHarmVsReference = versus('reference', 'with the reference response');

export const measureHarmfulActions: MeasureKind = (reading) => {
  const harmful = reading.acts.filter((act) => act.harmful);
  return {
    value: harmful.length,
    parts: harmful.map((act) => ({
      ...matchOf(act.entry),
      evidence: [{ kind: 'entry', seq: act.entry.seq, atUs: act.entry.atUs, text: `${act.text}: ${act.harmfulBecause}` }],
    })),
    because: `${counted(harmful.length, 'command', 'commands')} did harm`,
  };
};

export const measureBlindActions: MeasureKind = (reading) => {
  const blind = reading.acts.filter((act) => act.blind);
  const because = `${counted(blind.length, 'command', 'commands')} came without evidence before ${blind.length > 1 ? 'them' : 'it'}`;
  const lastSeq = blind[blind.length - 1]?.entry.seq ?? 0;
  const aside = glanceText(reading.looks.filter((look) => look.entry.seq < lastSeq));
  return { value: blind.length, parts: blind.map((act) => matchOf(act.entry)), because, aside };
};
