// The configuration of two versions side by side, line by line; changed lines carry a sign as well as a colour.
import { diffArrays } from 'diff';
import { useMemo } from 'react';
import { Button } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

interface Row {
  before: string | undefined;
  after: string | undefined;
  changed: boolean;
}

/** Pairs removed with added lines in order, so that a changed value stands beside its old one. */
export function sideBySide(before: string, after: string): Row[] {
  const rows: Row[] = [];
  const removed: string[] = [];
  const added: string[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1)
      rows.push({ before: removed[index], after: added[index], changed: true });
    removed.length = 0;
    added.length = 0;
  };
  for (const part of diffArrays(before.split('\n'), after.split('\n'))) {
    if (part.removed) removed.push(...part.value);
    else if (part.added) added.push(...part.value);
    else {
      flush();
      for (const line of part.value) rows.push({ before: line, after: line, changed: false });
    }
  }
  flush();
  return rows;
}

export function DiffView({ service, version, onClose }: { service: string; version: string | undefined; onClose: () => void }) {
  const looked = useLook({ kind: 'look.diff', args: version === undefined ? { service } : { service, version } }, `diff ${service}`);
  const diff = looked.result?.kind === 'diff' ? looked.result : undefined;
  const rows = useMemo(() => (diff === undefined ? [] : sideBySide(diff.before, diff.after)), [diff]);
  return (
    <section className="card stack" aria-label={`Configuration diff of ${service}`}>
      <LookBar looked={looked}>
        <h3>
          {service} {diff !== undefined && `${diff.from} → ${diff.to}`}
        </h3>
        <Button size="small" kind="quiet" onPress={onClose}>
          Close
        </Button>
      </LookBar>
      {diff === undefined ? (
        <LookState looked={looked} empty="No difference is recorded." />
      ) : (
        <div className="scroll-x">
          <table className="diff mono">
            <caption>{diff.fileName}</caption>
            <thead>
              <tr>
                <th scope="col">{diff.from}</th>
                <th scope="col">{diff.to}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
                <tr key={index} data-changed={row.changed}>
                  <td data-sign={row.changed && row.before !== undefined ? '−' : ''}>{row.before ?? ''}</td>
                  <td data-sign={row.changed && row.after !== undefined ? '+' : ''}>{row.after ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.every((row) => !row.changed) && <p className="empty">The two versions have the same configuration.</p>}
        </div>
      )}
    </section>
  );
}
