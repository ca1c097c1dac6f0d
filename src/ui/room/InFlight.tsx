// Actions that take time, with how far they are, visible from every tool. A finished one stays for a while, or until it is dismissed.
import { X } from 'lucide-react';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { Button, Mark, Progress, sincePage } from '../theme/index.ts';
import { actionsShown, stateKey, targetOf } from './in-flight.ts';
import { useRemembered, useRoom } from './room-context.tsx';

const TONES = { running: 'accent', done: 'ok', failed: 'bad', paused: 'warn' } as const;

export function InFlight() {
  const view = useView();
  const readOnly = useReadOnly();
  const { go } = useRoom();
  const [dismissed, setDismissed] = useRemembered<readonly string[]>('in-flight.dismissed', []);
  const shown = actionsShown(view, dismissed);
  if (shown.length === 0) return null;
  return (
    <ul className="in-flight" aria-label="Actions in flight">
      {shown.map((action) => {
        const { seq, text, status, progress, startedAtUs } = action;
        const target = targetOf(text, view.topology.nodes);
        return (
          <li key={seq} className="row">
            <Mark tone={TONES[status]}>{status}</Mark>
            <div className="grow">
              <Progress label={`${text} · started ${sincePage(startedAtUs, view.tPlusZeroUs) ?? ''}`} ratio={progress} />
            </div>
            {target !== undefined && !readOnly && (
              <Button size="small" kind="quiet" onPress={() => go(target.tool, target.id)}>
                Watch {target.id}
              </Button>
            )}
            <Button size="small" kind="quiet" aria-label={`Dismiss ${text}`} onPress={() => setDismissed([...dismissed, stateKey(action)])}>
              <X size={14} aria-hidden="true" />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
