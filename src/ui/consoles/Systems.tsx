// What the systems of a small world show, table by table. Opening one is a look, and can be pinned; it stays as it was until one looks again.
import { useEffect } from 'react';
import { useView } from '../app/session-context.tsx';
import { LookBar } from '../panels/LookBar.tsx';
import { LookState } from '../panels/LookState.tsx';
import { useLook } from '../panels/use-look.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Tables } from './Tables.tsx';
import './consoles.css';

export default function Systems() {
  const { tables } = useView();
  const { target } = useRoom();
  const [chosen, choose] = useRemembered<string | undefined>('systems.shown', target);
  useEffect(() => {
    if (target !== undefined) choose(target);
  }, [target, choose]);
  const shown = tables.find(({ name }) => name === chosen);
  const looked = useLook(
    shown === undefined ? undefined : { kind: 'look.table', args: { table: shown.name } },
    `table ${shown?.title ?? ''}`,
  );
  const table = looked.result?.kind === 'table' ? looked.result.table : undefined;
  if (tables.length === 0) return <p className="empty">No system of this drill shows tables.</p>;
  return (
    <div className="stack">
      <div className="row" role="group" aria-label="Table">
        {tables.map(({ name, title }) => (
          <button key={name} type="button" className="chip" aria-pressed={name === chosen} onClick={() => choose(name)}>
            {title}
          </button>
        ))}
      </div>
      {shown === undefined ? (
        <p className="empty">Choose a table. What you look at is noted in the timeline.</p>
      ) : (
        <>
          <LookBar looked={looked} />
          {table === undefined ? <LookState looked={looked} empty="It shows nothing." /> : <Tables tables={[table]} />}
        </>
      )}
    </div>
  );
}
