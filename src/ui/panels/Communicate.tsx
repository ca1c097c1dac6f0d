// Telling those who wait: whom, by when, and the text; and the note for whoever takes over.
import { useEffect } from 'react';
import type { AudienceName, Role } from '../../schema/index.ts';
import { useView } from '../app/session-context.tsx';
import { Composer } from '../comms/Composer.tsx';
import { dueOf } from '../comms/cadence.ts';
import { HandOver } from '../comms/HandOver.tsx';
import { AUDIENCES } from '../comms/update-draft.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Mark } from '../theme/index.ts';
import '../comms/comms.css';

const HAND_OVER = 'hand-over';
type Page = AudienceName | typeof HAND_OVER;

/** The target of the tool: an audience, `hand-over`, or `hand-over:` with a role. */
const pageOf = (target: string): Page => (target.startsWith(HAND_OVER) ? HAND_OVER : (target as AudienceName));

export default function Communicate() {
  const view = useView();
  const { target } = useRoom();
  const [page, setPage] = useRemembered<Page>(
    'communicate.page',
    target === undefined ? (view.owedUpdate?.audience ?? 'executive') : pageOf(target),
  );
  useEffect(() => {
    if (target !== undefined) setPage(pageOf(target));
  }, [target, setPage]);
  const role = target?.startsWith(`${HAND_OVER}:`) ? (target.slice(HAND_OVER.length + 1) as Role) : undefined;
  return (
    <div className="communicate stack">
      <div className="audiences" role="group" aria-label="Whom to tell">
        {AUDIENCES.map((audience) => {
          const { tone, words } = dueOf(view, audience);
          return (
            <button key={audience} type="button" className="audience" aria-pressed={page === audience} onClick={() => setPage(audience)}>
              <span>{audience}</span>
              <Mark tone={tone}>{words}</Mark>
            </button>
          );
        })}
        <button type="button" className="audience" aria-pressed={page === HAND_OVER} onClick={() => setPage(HAND_OVER)}>
          <span>hand over</span>
          <Mark>a role, with a note</Mark>
        </button>
      </div>
      {page === HAND_OVER ? <HandOver role={role} /> : <Composer key={page} audience={page} />}
    </div>
  );
}
