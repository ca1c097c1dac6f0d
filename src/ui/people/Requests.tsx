// What was asked of people and what came of it: what waits first. An agreement that was given leads to the command it is for.
import { useReadOnly, useView } from '../app/session-context.tsx';
import { preparedFrom } from '../room/prepared-from.ts';
import { useRoom } from '../room/room-context.tsx';
import { Button, Mark, sincePage, spanText, spanWords } from '../theme/index.ts';
import { requestWords, sortedRequests, statusOf } from './people.ts';

export function Requests() {
  const view = useView();
  const readOnly = useReadOnly();
  const { prepare } = useRoom();
  const nameOf = (id: string) => view.people.find((person) => person.id === id)?.name ?? id;
  const requests = sortedRequests(view.requests);
  const waiting = requests.filter(({ status }) => status === 'waiting').length;
  return (
    <section className="stack-tight" aria-labelledby="requests-title">
      <div className="row-between">
        <h2 id="requests-title">Asked</h2>
        <span className="small quiet" role="status">
          {waiting === 0 ? 'nobody owes an answer' : `${waiting} not answered yet`}
        </span>
      </div>
      {requests.length === 0 && <p className="empty">Nobody was asked for anything yet.</p>}
      <ul className="requests">
        {requests.map((request) => {
          const { tone, word } = statusOf(request);
          const { words, about } = requestWords(request);
          const action =
            request.kind === 'approval' && request.status === 'granted' ? preparedFrom(view.commands, request.about) : undefined;
          return (
            <li key={`${request.seq} ${request.person}`} className="stack-tight">
              <div className="row-between small">
                <Mark tone={tone}>{word}</Mark>
                <span className="quiet mono">{sincePage(request.atUs, view.tPlusZeroUs) ?? spanText(request.atUs)}</span>
              </div>
              <p>
                <strong>{nameOf(request.person)}</strong> {words}{' '}
                <span className={request.kind === 'task' || request.kind === 'approval' ? 'mono' : ''}>{about}</span>
              </p>
              {request.text !== '' && <p className="reply">{request.text}</p>}
              <p className="small quiet">
                {request.answeredAtUs === undefined
                  ? `since ${spanWords(view.nowUs - request.atUs)}`
                  : `after ${spanWords(request.answeredAtUs - request.atUs)}`}
              </p>
              {action !== undefined && !readOnly && (
                <div className="row">
                  <Button size="small" kind="primary" onPress={() => prepare(action)}>
                    Give the command…
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
