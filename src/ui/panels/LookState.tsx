// What a panel says when it has nothing to show: still looking, looking back, or why not.
import { useReadOnly } from '../app/session-context.tsx';
import type { Looked } from './use-look.ts';

export function LookState({ looked, empty }: { looked: Looked; empty: string }) {
  const readOnly = useReadOnly();
  if (looked.problem !== undefined) return <p className="empty">{looked.problem}</p>;
  if (readOnly && looked.result === undefined && !looked.pending)
    return <p className="empty">You are looking back, and this had not been looked at by then. What was looked at is shown again.</p>;
  return <p className="empty">{looked.pending || looked.result === undefined ? 'Looking…' : empty}</p>;
}
