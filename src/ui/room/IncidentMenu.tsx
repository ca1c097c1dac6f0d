// Declaring, resolving or standing down: what the incident is called, and when it is over.
import { useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, Modal, TextField } from '../theme/index.ts';

const SEVERITIES = [
  { value: 'SEV-1', label: 'SEV-1: the product is down or money is lost by the minute' },
  { value: 'SEV-2', label: 'SEV-2: a main function fails for many users' },
  { value: 'SEV-3', label: 'SEV-3: some users are hurt, or a function is slow' },
  { value: 'SEV-4', label: 'SEV-4: nobody is hurt yet' },
] as const;
type Severity = (typeof SEVERITIES)[number]['value'];

export function IncidentMenu() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const [open, setOpen] = useState<'declare' | 'resolve' | 'stand-down' | undefined>(undefined);
  const [severity, setSeverity] = useState<Severity>('SEV-2');
  const [text, setText] = useState('');
  const over = ['resolved', 'review', 'scored'].includes(view.phase);
  const close = () => {
    setOpen(undefined);
    setText('');
  };
  const declare = async () => {
    if (await act({ kind: 'incident.declare', args: { severity, summary: text } }, `Declared ${severity}`)) close();
  };
  const finish = async () => {
    const draft =
      open === 'resolve'
        ? ({ kind: 'incident.resolve', args: { summary: text } } as const)
        : ({ kind: 'incident.stand-down', args: { reason: text } } as const);
    if (await act(draft, open === 'resolve' ? 'Declared resolved' : 'Stood down: no incident')) close();
  };
  return (
    <>
      {view.severity === undefined ? (
        <Mark>no severity declared</Mark>
      ) : (
        <Mark tone={view.severity === 'SEV-1' || view.severity === 'SEV-2' ? 'bad' : 'warn'}>{view.severity}</Mark>
      )}
      {!readOnly && !over && (
        <>
          <Button size="small" onPress={() => setOpen('declare')}>
            {view.severity === undefined ? 'Declare' : 'Change'}
          </Button>
          <Button size="small" onPress={() => setOpen('resolve')}>
            Finish
          </Button>
        </>
      )}
      <Modal
        title={view.severity === undefined ? 'Declare an incident' : 'Change the severity'}
        isOpen={open === 'declare'}
        onClose={close}
      >
        <ChoiceField label="Severity" value={severity} onChange={setSeverity} options={SEVERITIES} />
        <TextField
          label="In one sentence"
          rows={2}
          value={text}
          onChange={setText}
          placeholder="What users notice, since when"
          maxLength={500}
        />
        <div className="dialog-actions">
          <Button onPress={close}>Cancel</Button>
          <Button kind="primary" onPress={() => void declare()}>
            Declare {severity}
          </Button>
        </div>
      </Modal>
      <Modal title={open === 'stand-down' ? 'Stand down' : 'Finish'} isOpen={open === 'resolve' || open === 'stand-down'} onClose={close}>
        <ChoiceField
          label="What is the case?"
          value={open === 'stand-down' ? 'stand-down' : 'resolve'}
          onChange={(value) => setOpen(value)}
          options={[
            { value: 'resolve', label: 'The incident is resolved' },
            { value: 'stand-down', label: 'There was no incident: stand down' },
          ]}
        />
        <p className="quiet">
          {open === 'stand-down'
            ? 'Say so when the instruments give no reason to act. Whether that is true is checked.'
            : 'Check that the instruments are back to normal first: declaring it while users are still hurt is a finding.'}
        </p>
        <TextField label={open === 'stand-down' ? 'Why' : 'What solved it'} rows={2} value={text} onChange={setText} maxLength={1000} />
        <div className="dialog-actions">
          <Button onPress={close}>Not yet</Button>
          <Button kind="primary" onPress={() => void finish()}>
            {open === 'stand-down' ? 'Stand down' : 'Declare resolved'}
          </Button>
        </div>
      </Modal>
    </>
  );
}
