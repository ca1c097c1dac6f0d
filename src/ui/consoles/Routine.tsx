// Routine work: what was handed over, and how long there is for it. Calm on purpose: the pressure is in the work.
import type { ConsoleView, RoutineTaskView } from '../../schema/index.ts';
import { clockText, Mark, spanWords } from '../theme/index.ts';
import { secondsLeft } from './remaining.ts';

interface Props {
  tasks: readonly RoutineTaskView[];
  consoles: readonly ConsoleView[];
  nowUs: number;
  startsAtMs: number;
  /** Without a clock nothing is late. */
  timed: boolean;
  /** The console that is in front. */
  shown: string | undefined;
  onOpen: (console: string) => void;
}

/** Shown at once; the others are one press away, so that the console stays in sight. */
const SHOWN = 2;

export function Routine(props: Props) {
  const { tasks, nowUs, startsAtMs, timed } = props;
  // What can still be done in time comes first.
  const open = tasks
    .filter(({ doneAtUs }) => doneAtUs === undefined)
    .sort((a, b) => Number(nowUs > a.byUs) - Number(nowUs > b.byUs) || a.byUs - b.byUs);
  const done = tasks.filter(({ doneAtUs }) => doneAtUs !== undefined);
  return (
    <section className="routine" aria-labelledby="routine-title">
      <div className="row-between">
        <h3 id="routine-title">Routine work</h3>
        <span className="small quiet">
          {done.length} of {tasks.length} done
        </span>
      </div>
      {open.length === 0 && (
        <p className="small quiet">{tasks.length === 0 ? 'Nothing has been handed over yet.' : 'Nothing is waiting for you.'}</p>
      )}
      <Tasks {...props} tasks={open.slice(0, SHOWN)} />
      {open.length > SHOWN && (
        <details>
          <summary className="small">{open.length - SHOWN} more waiting</summary>
          <Tasks {...props} tasks={open.slice(SHOWN)} />
        </details>
      )}
      {done.length > 0 && (
        <details>
          <summary className="small">Done ({done.length})</summary>
          <ul className="stack-tight">
            {done.map((task) => (
              <li key={task.name} className="small">
                <Mark tone="ok">done</Mark> {task.title}{' '}
                <span className="quiet">
                  {clockText(startsAtMs, task.doneAtUs ?? 0)}
                  {timed && (task.doneAtUs ?? 0) > task.byUs && ', late'}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Tasks({ tasks, consoles, nowUs, startsAtMs, timed, shown, onOpen }: Props) {
  return (
    <ol className="stack-tight">
      {tasks.map((task) => {
        const desk = consoles.find(({ id }) => id === task.console);
        return (
          <li key={task.name} className="routine-task">
            <h4>{task.title}</h4>
            {task.text !== '' && <p className="routine-text">{task.text}</p>}
            <p className="row small">
              {timed && nowUs > task.byUs ? (
                <Mark tone="warn">late by {spanWords(nowUs - task.byUs)}</Mark>
              ) : (
                <span className="quiet">
                  by {clockText(startsAtMs, task.byUs)}
                  {timed && `, ${spanWords(secondsLeft(task.byUs, nowUs) * 1e6)} left`}
                </span>
              )}
              {desk !== undefined && desk.id !== shown && (
                <button type="button" className="button" data-size="small" onClick={() => onOpen(desk.id)}>
                  Open {desk.title}
                </button>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
