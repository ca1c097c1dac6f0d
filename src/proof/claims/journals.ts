// P11: the scenario's own journals score as they should, each against nobody acting on the same seed.
import { type Authority, comparisonOf, scoreRun } from '../../authority/index.ts';
import type { JournalRuns } from '../journal-runs.ts';
import type { Finding } from '../report.ts';

/** Shares of all points; of the 130 of a rubric with bonus points, 110 and 15, 40 and 59. */
const LIMITS: Readonly<Record<string, { atLeast?: number; atMost?: number }>> = {
  reference: { atLeast: 110 / 130 },
  idle: { atMost: 15 / 130 },
  panic: { atMost: 40 / 130 },
  everything: { atMost: 59 / 130 },
  'reference-safe': { atLeast: 110 / 130 },
  'idle-safe': { atMost: 15 / 130 },
};

export function checkJournals(idle: Authority, journals: JournalRuns): Finding[] {
  if (idle.scenario.rubric === undefined) return [];
  const points = new Map<string, number>();
  const findings = Object.entries(LIMITS).flatMap(([name, limit]): Finding[] => {
    const played = journals.of(name);
    if (played === undefined) return [];
    const { run, problems } = played;
    const { total } = scoreRun(run, [comparisonOf('idle', idle)]);
    const share = total.points / total.pointsMax;
    if (!name.endsWith('-safe')) points.set(name, share);
    const ok = share >= (limit.atLeast ?? 0) && share <= (limit.atMost ?? 1) && problems.length === 0;
    return [
      { claim: 'P11', subject: name, ok, reason: `${total.points} of ${total.pointsMax}${problems.length > 0 ? `; ${problems[0]}` : ''}` },
    ];
  });
  const reference = points.get('reference');
  const others = [...points].filter(([name]) => name !== 'reference');
  if (reference === undefined || others.length === 0) return findings;
  const best = others.reduce((one, other) => (other[1] > one[1] ? other : one));
  return [
    ...findings,
    {
      claim: 'P11',
      subject: 'the reference is best',
      ok: reference > best[1],
      reason: `reference ${Math.round(reference * 100)} %, ${best[0]} ${Math.round(best[1] * 100)} %`,
    },
  ];
}
