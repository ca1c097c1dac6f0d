// What the check found before an update goes out; nothing found is said too.
import { Mark, type Tone } from '../theme/index.ts';
import type { Finding } from './check-update.ts';

const WORDS: Record<Finding['weight'], { tone: Tone; word: string }> = {
  stops: { tone: 'bad', word: 'stop' },
  missing: { tone: 'warn', word: 'missing' },
  advice: { tone: 'plain', word: 'consider' },
};

export function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0)
    return (
      <p>
        <Mark tone="ok">complete</Mark> <span className="small">Nothing that this reader would ask for is missing.</span>
      </p>
    );
  return (
    <ul className="findings">
      {findings.map(({ weight, says }) => (
        <li key={says}>
          <Mark tone={WORDS[weight].tone}>{WORDS[weight].word}</Mark>
          <span>{says}</span>
        </li>
      ))}
    </ul>
  );
}
