// The escalation ladder: who is called after whom, how long each is waited for, who came and who did not answer.
import { useView } from '../app/session-context.tsx';
import { Button, clockText, Mark, spanWords } from '../theme/index.ts';
import { ladderOf, ladderWaits, nextOnLadder, type Rung, statusOf } from './people.ts';

/** @param onCall undefined while nothing can be sent */
export function Ladder({ onCall }: { onCall: ((person?: string) => void) | undefined }) {
  const view = useView();
  const ladder = ladderOf(view.people, view.requests);
  if (ladder.length === 0) return null;
  const waits = ladderWaits(ladder);
  const next = nextOnLadder(ladder);
  return (
    <section className="stack-tight" aria-labelledby="ladder-title">
      <div className="row-between">
        <h2 id="ladder-title">Escalation</h2>
        {onCall !== undefined && waits === undefined && next !== undefined && (
          <Button size="small" kind="primary" onPress={() => onCall()}>
            Call {next.person.name}…
          </Button>
        )}
      </div>
      <ol className="ladder">
        {ladder.map((rung) => (
          <li key={rung.person.id}>
            <span className="ladder-rung mono">{rung.rung}</span>
            <div className="stack-tight grow">
              <div className="row-between">
                <strong>{rung.person.name}</strong>
                {rung.call === undefined ? (
                  <Mark>not called</Mark>
                ) : (
                  <Mark tone={statusOf(rung.call).tone}>{statusOf(rung.call).word}</Mark>
                )}
              </div>
              <p className="small quiet">{rungWords(rung, view.scenario.startsAtMs, view.nowUs)}</p>
              {rung.call !== undefined && rung.call.text !== '' && <p className="small reply">{rung.call.text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function rungWords({ person, call }: Rung, startsAtMs: number, nowUs: number): string {
  const waits = person.timeoutUs === undefined ? '' : `is waited for ${spanWords(person.timeoutUs)}`;
  if (call === undefined) return [person.role, waits].filter((part) => part !== '').join(', ');
  if (call.status !== 'waiting') return `${person.role}, called at ${clockText(startsAtMs, call.atUs)}`;
  const leftUs = person.timeoutUs === undefined ? undefined : call.atUs + person.timeoutUs - nowUs;
  return leftUs === undefined || leftUs < 0
    ? `called ${spanWords(nowUs - call.atUs)} ago`
    : `called ${spanWords(nowUs - call.atUs)} ago; in ${spanWords(leftUs)} the next one is called`;
}
