// What was tried at a console: the last one in a line with its undo, and all of them step by step with the time each safeguard got.
import type { ConsoleAttemptView } from '../../schema/index.ts';
import { clockText, Mark } from '../theme/index.ts';
import { actionLabel, resultOf, SAFEGUARD_WORDS, stepText, unread } from './attempt-words.ts';
import { useDesk } from './desk.tsx';
import { Remaining } from './safeguards/Remaining.tsx';

/** The last attempt of the trainee that has come to an end: said aloud when it does. */
export function LastAttempt() {
  const { view, startsAtMs } = useDesk();
  const last = view.attempts.findLast(({ by, status }) => by === 'you' && status !== 'under way');
  const result = last === undefined ? undefined : resultOf(last);
  return (
    <div className="console-last">
      <p role="status">
        {last !== undefined && result !== undefined && (
          <>
            <Mark tone={result.tone}>{result.word}</Mark> <strong>{actionLabel(view, last.action)}</strong>{' '}
            <span className="console-time">{clockText(startsAtMs, last.endedAtUs ?? last.startedAtUs)}</span>{' '}
            {result.says !== '' && <span>{result.says}</span>}
          </>
        )}
      </p>
    </div>
  );
}

/** What can still be taken back, each with the time that is left for it. */
export function Undoable() {
  const { view, nowUs, readOnly, send } = useDesk();
  const open = view.attempts.filter(
    ({ by, status, undoUntilUs }) => by === 'you' && status === 'sent' && undoUntilUs !== undefined && undoUntilUs > nowUs,
  );
  return open.map((attempt) => (
    <div key={attempt.number} className="console-undo">
      <p>
        Sent: <span className="console-command">{attempt.command}</span>
      </p>
      <Remaining fromUs={attempt.endedAtUs ?? attempt.startedAtUs} untilUs={attempt.undoUntilUs ?? nowUs} what="Can be undone for" />
      <button
        type="button"
        className="console-button"
        data-weight="main"
        disabled={readOnly}
        onClick={() => void send({ kind: 'console.undo', args: { console: view.id, attempt: attempt.number } })}
      >
        Undo {actionLabel(view, attempt.action)}
      </button>
    </div>
  ));
}

/** With an audit trail everybody's attempts, under its name; without one only one's own. */
export function Trail() {
  const { view } = useDesk();
  if (view.attempts.length === 0 && view.audit === undefined) return null;
  const title = view.audit === undefined ? 'What you tried here' : view.audit;
  return (
    <details className="console-trail" open={view.audit !== undefined}>
      <summary>
        {title} ({view.attempts.length})
      </summary>
      {view.audit !== undefined && (
        <p className="console-hint">Everything tried on this console is written down here, and others read it.</p>
      )}
      {view.attempts.length === 0 ? (
        <p className="console-hint">Nothing yet.</p>
      ) : (
        <ol className="console-attempts">
          {[...view.attempts].reverse().map((attempt) => (
            <AttemptLine key={attempt.number} attempt={attempt} />
          ))}
        </ol>
      )}
    </details>
  );
}

function AttemptLine({ attempt }: { attempt: ConsoleAttemptView }) {
  const { startsAtMs, nameOf } = useDesk();
  const result = resultOf(attempt);
  const steps = attempt.steps.filter(({ result: came }) => came !== 'passed');
  return (
    <li>
      <span className="console-time">{clockText(startsAtMs, attempt.startedAtUs)}</span> {nameOf(attempt.by)}{' '}
      <span className="console-command">{attempt.command}</span> <Mark tone={result.tone}>{result.word}</Mark>
      {steps.length > 0 && (
        <ul className="console-steps">
          {steps.map((step) => (
            <li key={`${step.safeguard} ${step.shownAtUs}`}>
              {SAFEGUARD_WORDS[step.kind]}: {stepText(step)}
              {unread(step) && ' (too soon to have been read)'}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
