// A scorecard as text: measures, categories with verdicts, reasons and evidence, deductions, patterns, moments, and the total last.
import type { Evidence, Scorecard } from '../../schema/index.ts';
import { count, decimals, percent, span, table, tPlus } from './text.ts';

const MARK = { met: '●', partly: '◐', unmet: '○', undetermined: '?' } as const;

export function cardText(card: Scorecard): string {
  const { measures } = card;
  const evidence = (pieces: readonly Evidence[]): string =>
    pieces
      .slice(0, 4)
      .map((piece) => `         ${evidenceText(piece, card.tPlusZeroUs)}\n`)
      .join('');
  const lines: string[] = [`${card.scenario}, seed ${card.seed}\n\nMeasures\n`];
  lines.push(
    table([
      ['acknowledged', after(measures.timeToAcknowledgeUs)],
      ['first action', after(measures.timeToFirstActionUs)],
      ['health back', after(measures.timeToMitigateUs)],
      ['declared resolved', `${after(measures.timeToResolveUs)}${measures.falselyResolved ? ' (declared too early once)' : ''}`],
      ['users affected', count(measures.usersAffected)],
      ['revenue lost', count(measures.revenueLost)],
      ['harm, of that with nobody acting', percent(measures.harmVsIdle)],
      ['harm, of that with the reference', percent(measures.harmVsReference)],
      ['Brier score over time, at the end', `${decimals(measures.brierTimeWeighted, 3)}, ${decimals(measures.brierFinal, 3)}`],
      ['rivals ruled out', `${measures.rivalsRuledOut} of ${measures.rivalsTotal}`],
      ['harmful actions, blind actions', `${measures.harmfulActions}, ${measures.blindActions}`],
    ]),
  );
  lines.push(truthText(card.truth));
  for (const category of card.categories) {
    lines.push(`\n${category.title}${category.bonus ? ' (bonus)' : ''}: ${category.points} of ${category.pointsMax}\n`);
    for (const criterion of category.criteria) {
      const by = criterion.by === 'machine' ? '' : `, ${criterion.by === 'pending' ? 'waits for a person' : `judged by ${criterion.by}`}`;
      lines.push(
        `  ${MARK[criterion.verdict]} ${criterion.points}/${criterion.pointsMax}  ${criterion.title}: ${criterion.verdict}${by}\n         ${criterion.because}\n${evidence(criterion.evidence)}`,
      );
    }
  }
  for (const deduction of card.deductions)
    lines.push(`\nDeducted ${deduction.points}: ${deduction.title}\n${evidence(deduction.evidence)}`);
  for (const pattern of card.patterns) lines.push(`\n${pattern.title}. ${pattern.says}\n${evidence(pattern.evidence)}`);
  if (card.moments.length > 0) lines.push('\nMoments\n');
  for (const moment of card.moments) {
    lines.push(`  ${moment.kind}, ${tPlus(moment.fromUs, card.tPlusZeroUs)} to ${tPlus(moment.toUs, card.tPlusZeroUs)}: ${moment.text}\n`);
    lines.push(moment.visible.map((text) => `         ${text}\n`).join(''));
  }
  lines.push(
    `\nDecided by the machine  ${card.machine.points} of ${card.machine.pointsMax}\n`,
    `Judged against anchors  ${card.judged.points} of ${card.judged.pointsMax}${card.judged.pending > 0 ? ` (${card.judged.pending} waiting for a person)` : ''}\n`,
    `Total                   ${card.total.points} of ${card.total.pointsMax}\n`,
  );
  return lines.join('');
}

function truthText({ quiet, cause, detail }: Scorecard['truth']): string {
  const what = quiet ? 'nothing was wrong' : cause === undefined ? '' : `${cause.component}: ${cause.kind}`;
  if (what === '' && detail === '') return '';
  return `\nWhat was the matter${what === '' ? '' : `: ${what}`}\n${detail === '' ? '' : `  ${detail}\n`}`;
}

const after = (us: number | undefined): string => (us === undefined ? 'never' : `T+${span(us)}`);

function evidenceText(piece: Evidence, zeroUs: number | undefined): string {
  switch (piece.kind) {
    case 'entry':
      return `#${piece.seq} ${tPlus(piece.atUs, zeroUs)} ${piece.text}`;
    case 'span':
      return `${tPlus(piece.fromUs, zeroUs)} to ${tPlus(piece.toUs, zeroUs)} ${piece.text}`;
    case 'absence':
      return piece.text;
  }
}
