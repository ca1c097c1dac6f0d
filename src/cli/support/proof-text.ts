// A proof as text: each claim with its number, what was checked, and reasons where it matters.
import type { ProofReport } from '../../proof/index.ts';

export function proofText(report: ProofReport, verbose: boolean): string {
  const lines = [
    `${report.scenario.title} (${report.scenario.slug}, ${report.scenario.hash}), ${report.seeds.length} ${report.seeds.length === 1 ? 'seed' : 'seeds'}\n\n`,
  ];
  for (const claim of report.claims) {
    lines.push(`${claim.ok ? 'holds' : 'FAILS'}  ${claim.claim}  ${claim.title}\n`);
    if (!claim.ok || verbose) lines.push(`           ${claim.checks}\n`);
    for (const subject of claim.subjects) {
      const score = `${subject.passed}/${subject.seeds}`;
      if (subject.ok && !verbose && subject.subject === '') continue;
      lines.push(
        `       ${subject.ok ? ' ' : '!'} ${score.padStart(7)}  ${subject.subject}${subject.ok && !verbose ? '' : `${subject.subject === '' ? '' : ': '}${subject.reason}`}\n`,
      );
      if (!subject.ok)
        lines.push(`                  on ${subject.failedSeeds.slice(0, 8).join(', ')}${subject.failedSeeds.length > 8 ? ', …' : ''}\n`);
    }
  }
  lines.push(
    report.ok
      ? '\nproved\n'
      : `\nnot proved: ${report.claims
          .filter((claim) => !claim.ok)
          .map((claim) => claim.claim)
          .join(', ')}\n`,
  );
  return lines.join('');
}
