// Actions that take time, with how far they are, visible from every tool.
import { useView } from '../app/session-context.tsx';
import { Mark, Progress, sincePage } from '../theme/index.ts';

const RECENT_US = 60e6;

export function InFlight() {
  const view = useView();
  const shown = view.inFlight.filter((action) => action.status !== 'done' || view.nowUs - action.startedAtUs < RECENT_US * 4).slice(-3);
  if (shown.length === 0) return null;
  return (
    <ul className="in-flight" aria-label="Actions in flight">
      {shown.map((action) => (
        <li key={action.seq} className="row">
          <Mark
            tone={action.status === 'failed' ? 'bad' : action.status === 'done' ? 'ok' : action.status === 'paused' ? 'warn' : 'accent'}
          >
            {action.status}
          </Mark>
          <div className="grow">
            <Progress label={`${action.text} · started ${sincePage(action.startedAtUs, view.tPlusZeroUs) ?? ''}`} ratio={action.progress} />
          </div>
        </li>
      ))}
    </ul>
  );
}
