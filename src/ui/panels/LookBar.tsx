// Above every panel that was looked at: as of when, look again, pin as evidence.
import { Pin, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, clockText } from '../theme/index.ts';
import type { Looked } from './use-look.ts';

export function LookBar({ looked, children }: { looked: Looked; children?: ReactNode }) {
  const view = useView();
  const readOnly = useReadOnly();
  const { pin } = useRoom();
  const { look, again, pending } = looked;
  return (
    <div className="row-between look-bar">
      <div className="row grow">{children}</div>
      <div className="row">
        {look !== undefined && (
          <span className="small quiet">
            as of {clockText(view.scenario.startsAtMs, look.atUs)}
            {looked.instead === undefined ? '' : ` looked for then: ${looked.instead}`}
          </span>
        )}
        <Button size="small" onPress={again} isDisabled={pending || readOnly}>
          <RefreshCw size={13} aria-hidden="true" /> Look again
        </Button>
        <Button size="small" isDisabled={look === undefined || readOnly} onPress={() => pin(look)}>
          <Pin size={13} aria-hidden="true" /> Pin
        </Button>
      </div>
    </div>
  );
}
