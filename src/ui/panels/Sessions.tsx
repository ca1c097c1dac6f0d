// Database sessions of a pool, as pg_stat_activity shows them: who holds a connection, since when, waiting for what.
import { useState } from 'react';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, Mark, spanWords } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

export default function Sessions() {
  const view = useView();
  const readOnly = useReadOnly();
  const { target, prepare } = useRoom();
  const pools = view.topology.nodes.filter((node) => node.kind === 'pool');
  const [chosen, setChosen] = useState<string | undefined>(target ?? pools[0]?.id);
  const looked = useLook(chosen === undefined ? undefined : { kind: 'look.sessions', args: { pool: chosen } }, `sessions ${chosen ?? ''}`);
  const rows = looked.result?.kind === 'sessions' ? looked.result.rows : undefined;
  const atUs = looked.look?.atUs ?? view.nowUs;
  const kill = view.commands.find((option) => option.kind === 'command.kill-sessions');
  const killIndex = kill?.targets.findIndex((candidate) => candidate.args['pool'] === chosen) ?? -1;
  if (pools.length === 0) return <p className="empty">This system has no database pools.</p>;
  const groups = new Map<string, number>();
  for (const row of rows ?? []) {
    const name = `${row.application === '' ? 'no application' : row.application}, ${row.state}${row.waitEvent === '' ? '' : `, waiting: ${row.waitEvent}`}`;
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  return (
    <div className="stack">
      {pools.length > 1 && (
        <div className="row" role="group" aria-label="Pool">
          {pools.map(({ id, label }) => (
            <button key={id} type="button" className="chip" aria-pressed={id === chosen} onClick={() => setChosen(id)}>
              {label}
            </button>
          ))}
        </div>
      )}
      <LookBar looked={looked}>
        <h2>Sessions of {chosen}</h2>
        {kill !== undefined && killIndex >= 0 && !readOnly && (
          <Button size="small" onPress={() => prepare({ option: kill, targetIndex: killIndex })}>
            Terminate long sessions…
          </Button>
        )}
      </LookBar>
      {rows === undefined ? (
        <LookState looked={looked} empty="No session is open." />
      ) : (
        <>
          <ul className="row">
            {[...groups].map(([name, count]) => (
              <li key={name}>
                <Mark>
                  {count} × {name}
                </Mark>
              </li>
            ))}
          </ul>
          {rows.length === 0 && <p className="empty">No session is open.</p>}
          <div className="scroll-x">
            <table className="sessions">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    pid
                  </th>
                  <th scope="col">application</th>
                  <th scope="col">state</th>
                  <th scope="col" className="number">
                    for
                  </th>
                  <th scope="col">waits for</th>
                  <th scope="col">last query</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.pid}>
                    <td className="number mono">{row.pid}</td>
                    <td>{row.application}</td>
                    <td>{row.state === 'idle in transaction' ? <Mark tone="warn">{row.state}</Mark> : row.state}</td>
                    <td className="number">{spanWords(Math.max(0, atUs - row.sinceUs))}</td>
                    <td>{row.waitEvent}</td>
                    <td className="mono small">{row.query}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}
