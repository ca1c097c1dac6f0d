// What a component wrote just before and after one of its lines. Opening it is a look of its own.
import { useEffect, useRef } from 'react';
import { useView } from '../app/session-context.tsx';
import { LookBar } from '../panels/LookBar.tsx';
import { LookState } from '../panels/LookState.tsx';
import { useLook } from '../panels/use-look.ts';
import { Button, clockText, Mark, Modal } from '../theme/index.ts';
import { LEVEL_TONE } from './level-tone.ts';

export function LogContext({ seq, onClose }: { seq: number; onClose: () => void }) {
  const view = useView();
  const looked = useLook({ kind: 'look.log-context', args: { line: seq } }, `lines around log line ${seq}`);
  const result = looked.result?.kind === 'log-context' ? looked.result : undefined;
  const middle = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (result !== undefined) middle.current?.scrollIntoView({ block: 'center' });
  }, [result]);
  const service = result?.lines.find((line) => line.seq === seq)?.service;
  return (
    <Modal title={service === undefined ? 'Around this line' : `Around this line of ${service}`} isOpen onClose={onClose} wide>
      <LookBar looked={looked} />
      {result === undefined ? (
        <LookState looked={looked} empty="It is no longer kept." />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <ol className="log-context" aria-label="Lines around it, oldest first" tabIndex={0}>
          {result.lines.map((line) => (
            <li key={line.seq} ref={line.seq === seq ? middle : undefined} aria-current={line.seq === seq ? 'true' : undefined}>
              <span className="quiet">{clockText(view.scenario.startsAtMs, line.atUs)}</span>
              <Mark tone={LEVEL_TONE[line.level]}>{line.level}</Mark>
              <span className="log-text">{line.message}</span>
            </li>
          ))}
        </ol>
      )}
      <div className="dialog-actions">
        <Button onPress={onClose}>Close</Button>
      </div>
    </Modal>
  );
}
