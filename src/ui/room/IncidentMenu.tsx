// What the incident is called and when it is over: severity by matrix and advice, standing down, resolving by criteria.
import { useState } from 'react';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { Button, Mark } from '../theme/index.ts';
import { DeclareDialog } from './DeclareDialog.tsx';
import { FinishDialog } from './FinishDialog.tsx';
import './incident.css';

const OVER: readonly string[] = ['resolved', 'review', 'scored'];

export function IncidentMenu() {
  const view = useView();
  const readOnly = useReadOnly();
  const [open, setOpen] = useState<'declare' | 'finish' | undefined>(undefined);
  const close = () => setOpen(undefined);
  return (
    <>
      {view.severity === undefined ? (
        <Mark>no severity</Mark>
      ) : (
        <Mark tone={view.severity === 'SEV-1' || view.severity === 'SEV-2' ? 'bad' : 'warn'}>{view.severity}</Mark>
      )}
      {!readOnly && !OVER.includes(view.phase) && (
        <>
          <Button size="small" data-part="declare" onPress={() => setOpen('declare')}>
            {view.severity === undefined ? 'Declare' : 'Change'}
          </Button>
          <Button size="small" data-part="finish" onPress={() => setOpen('finish')}>
            Finish
          </Button>
        </>
      )}
      {open === 'declare' && <DeclareDialog onClose={close} />}
      {open === 'finish' && <FinishDialog onClose={close} />}
    </>
  );
}
