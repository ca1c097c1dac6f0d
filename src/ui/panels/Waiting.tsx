// Who waits for whom, above the messages: audiences that are owed an update, people who owe an answer. Nothing is shown when nobody waits.
import { useReadOnly, useView } from '../app/session-context.tsx';
import { agoWords, dueOf } from '../comms/cadence.ts';
import { AUDIENCES } from '../comms/update-draft.ts';
import { useRoom } from '../room/room-context.tsx';
import { Button, Mark } from '../theme/index.ts';

/** Earlier than this before its time an update is no pressure yet. */
const NEAR_US = 5 * 60_000_000;

export function Waiting() {
  const view = useView();
  const readOnly = useReadOnly();
  const { go } = useRoom();
  const owed = AUDIENCES.map((audience) => ({ audience, due: dueOf(view, audience) }))
    .filter(({ due }) => due.byUs !== undefined && due.byUs - view.nowUs < NEAR_US)
    .sort((a, b) => (a.due.byUs ?? 0) - (b.due.byUs ?? 0));
  const owing = view.requests.filter(({ status }) => status === 'waiting');
  const longest = owing[0];
  if (owed.length === 0 && longest === undefined) return null;
  return (
    <ul className="waiting small" aria-label="Waiting">
      {owed.slice(0, 2).map(({ audience, due }) => (
        <li key={audience}>
          <span className="grow">
            <strong>{audience}</strong> <Mark tone={due.tone}>{due.words}</Mark>
          </span>
          {!readOnly && (
            <Button size="small" kind="quiet" onPress={() => go('communicate', audience)} aria-label={`Write to ${audience}`}>
              Write
            </Button>
          )}
        </li>
      ))}
      {longest !== undefined && (
        <li>
          <span className="grow">
            {owing.length === 1
              ? `${view.people.find(({ id }) => id === longest.person)?.name ?? longest.person} owes an answer`
              : `${owing.length} answers are owed`}
            <span className="quiet">
              {owing.length === 1 ? ', asked ' : ', first asked '}
              {agoWords(view.nowUs - longest.atUs)}
            </span>
          </span>
          <Button size="small" kind="quiet" onPress={() => go('people')} aria-label="See who was asked">
            See
          </Button>
        </li>
      )}
    </ul>
  );
}
