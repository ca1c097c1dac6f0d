// What was sent to an audience and what came back, newest first; any of it can be the beginning of the next update.

import type { AudienceName } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { Button, Mark, sincePage, spanText, spanWords } from '../theme/index.ts';
import { Preview } from './Preview.tsx';
import { sentUpdates } from './sent.ts';
import type { UpdateArgs } from './update-draft.ts';

export function Sent({ audience, onReuse }: { audience: AudienceName; onReuse?: ((args: UpdateArgs) => void) | undefined }) {
  const view = useView();
  const session = useSession();
  const sent = sentUpdates(session.journal, view, audience);
  return (
    <section className="stack" aria-labelledby="sent-title">
      <h3 id="sent-title">Sent to {audience}</h3>
      {sent.length === 0 && <p className="empty">No update has been sent.</p>}
      <ol className="stack sent-list">
        {sent.map(({ seq, atUs, args, replies, plain }, index) => (
          <li key={`${seq} ${atUs}`} className="card stack-tight">
            <div className="row-between small">
              <Mark>{args.state}</Mark>
              <span className="quiet mono">{sincePage(atUs, view.tPlusZeroUs) ?? spanText(atUs)}</span>
            </div>
            <details open={index === 0}>
              <summary className="small">{args.whatHappened || args.nextSteps || 'As it was read'}</summary>
              <Preview args={args} atUs={atUs} />
            </details>
            {replies.map((reply) => (
              <p key={reply.id} className="reply">
                <strong>{reply.from}</strong> <span className="small quiet">after {spanWords(reply.atUs - atUs)}</span>
                <br />
                {reply.text}
              </p>
            ))}
            {plain && <p className="small quiet">A plain update by whoever holds communications.</p>}
            {replies.length === 0 && <p className="small quiet">No answer so far.</p>}
            {onReuse !== undefined && (
              <div className="row">
                <Button size="small" kind="quiet" onPress={() => onReuse(args)}>
                  Begin the next one from it
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
