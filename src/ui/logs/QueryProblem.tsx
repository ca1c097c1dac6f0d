// Where a search is wrong: the text once more with a mark below the place, and what would be right.
import { useEffect, useState } from 'react';
import type { QueryProblem as Problem } from '../../schema/index.ts';
import { useSession } from '../app/session-context.tsx';

const CHECK_DELAY_MS = 300;

/** What is wrong with the text, once nobody has typed for a moment. */
export function useLogProblem(text: string): { text: string; problem: Problem } | undefined {
  const session = useSession();
  const [found, setFound] = useState<{ text: string; problem: Problem } | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      session.checkQuery('logs', text).then(
        ([problem]) => current && setFound(problem === undefined ? undefined : { text, problem }),
        () => current && setFound(undefined),
      );
    }, CHECK_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [session, text]);
  return found?.text === text ? found : undefined;
}

export function QueryProblem({ text, problem }: { text: string; problem: Problem }) {
  const { from, to, message, hint } = problem;
  return (
    <div className="log-problem small" role="status">
      <pre aria-hidden="true">
        {text}
        {'\n'}
        {' '.repeat(from)}
        {'^'.repeat(Math.max(1, to - from))}
      </pre>
      <p>
        Character {from + 1}: {message}
        {hint !== undefined && `. ${hint}`}
      </p>
    </div>
  );
}
