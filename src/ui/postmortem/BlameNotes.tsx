// What in a text blames people, and another way to say it. Advice: it is taken, or put aside, and never stands in the way.
import { Button } from '../theme/index.ts';
import type { BlameFinding } from './blameless.ts';

export function BlameNotes({
  findings,
  onTake,
  onKeep,
}: {
  findings: readonly BlameFinding[];
  onTake: (finding: BlameFinding) => void;
  onKeep: (finding: BlameFinding) => void;
}) {
  if (findings.length === 0) return null;
  return (
    <ul className="blame small">
      {findings.map((finding) => (
        <li key={`${finding.from} ${finding.found}`}>
          <span>
            <mark>{finding.found}</mark> {finding.why}. Instead: <em>{finding.instead}</em>
          </span>
          <span className="row-fixed">
            <Button size="small" onPress={() => onTake(finding)} aria-label={`Use instead of “${finding.found}”`}>
              Use
            </Button>
            <Button size="small" kind="quiet" onPress={() => onKeep(finding)} aria-label={`Keep “${finding.found}”`}>
              Keep
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
