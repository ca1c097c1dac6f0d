// What a panel says when it has nothing to show: still looking, looking back, or why not.
import { useReadOnly } from '../app/session-context.tsx';
import type { Looked } from './use-look.ts';

export function LookState({ looked, empty }: { looked: Looked; empty: string }) {
  const readOnly = useReadOnly();
  if (readOnly && looked.result === undefined)
    return (
      <p className="empty">
        You are looking back. The map, the pager, the charts and the notebook show that instant; tools that are opened by a look stay
        closed.
      </p>
    );
  if (looked.problem !== undefined) return <p className="empty">{looked.problem}</p>;
  return <p className="empty">{looked.pending || looked.result === undefined ? 'Looking…' : empty}</p>;
}
