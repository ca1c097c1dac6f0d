// What was changed, by whom, and how: deployments newest first, the configuration side by side, and the way back.
import { useEffect } from 'react';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, clockText, Mark, spanWords, type Tone } from '../theme/index.ts';
import { DiffView } from './DiffView.tsx';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

const STATUS_TONE: Record<string, Tone> = { complete: 'ok', 'rolling out': 'accent', failed: 'bad', paused: 'warn' };

export default function Changes() {
  const view = useView();
  const readOnly = useReadOnly();
  const { target, prepare } = useRoom();
  const looked = useLook({ kind: 'look.deployments', args: {} }, 'deployments');
  const rows = looked.result?.kind === 'deployments' ? looked.result.rows : undefined;
  const [diffOf, setDiffOf] = useRemembered<{ service: string; version?: string } | undefined>(
    'changes.diff',
    target === undefined ? undefined : { service: target },
  );
  useEffect(() => {
    if (target !== undefined) setDiffOf({ service: target });
  }, [target, setDiffOf]);
  const rollback = view.commands.find((option) => option.kind === 'command.rollback');
  const prepareRollback = (service: string) => {
    const targetIndex = rollback?.targets.findIndex((candidate) => candidate.args['service'] === service) ?? -1;
    if (rollback !== undefined && targetIndex >= 0) prepare({ option: rollback, targetIndex });
  };
  return (
    <div className="stack">
      <LookBar looked={looked}>
        <h2>Changes</h2>
      </LookBar>
      {rows === undefined ? (
        <LookState looked={looked} empty="Nothing was deployed." />
      ) : rows.length === 0 ? (
        <p className="empty">Nothing was deployed in the time the history covers.</p>
      ) : (
        <ul className="stack-tight">
          {[...rows]
            .sort((a, b) => b.atUs - a.atUs)
            .map((row) => (
              <li key={`${row.service} ${row.atUs} ${row.to}`} className="change card">
                <div className="row-between">
                  <div className="row">
                    <span className="mono">{clockText(view.scenario.startsAtMs, row.atUs)}</span>
                    <strong>{row.service}</strong>
                    <span className="mono">
                      {row.from} → {row.to}
                    </span>
                    <Mark tone={STATUS_TONE[row.status] ?? 'plain'}>
                      {row.status}
                      {row.status !== 'complete' ? ` ${row.replicasDone}/${row.replicasTotal}` : ''}
                    </Mark>
                  </div>
                  <div className="row">
                    <Button
                      size="small"
                      onPress={() => setDiffOf({ service: row.service, version: row.to })}
                      aria-label={`Configuration diff of ${row.service} ${row.to}`}
                    >
                      Diff
                    </Button>
                    {!readOnly && (
                      <Button size="small" onPress={() => prepareRollback(row.service)} aria-label={`Roll back ${row.service}`}>
                        Roll back…
                      </Button>
                    )}
                  </div>
                </div>
                <p className="small">
                  {row.summary}{' '}
                  <span className="quiet">
                    by {row.author}, {row.atUs <= view.nowUs ? `${spanWords(view.nowUs - row.atUs)} ago` : ''}
                  </span>
                </p>
              </li>
            ))}
        </ul>
      )}
      {diffOf !== undefined && (
        <DiffView
          key={`${diffOf.service} ${diffOf.version ?? ''}`}
          service={diffOf.service}
          version={diffOf.version}
          onClose={() => setDiffOf(undefined)}
        />
      )}
    </div>
  );
}
