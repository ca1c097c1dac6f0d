// Declaring, resolving or standing down: what the incident is called, and when it is over.
import { useState } from 'react';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, Modal, TextField } from '../theme/index.ts';

const SEVERITIES = [
  { value: 'SEV-1', label: 'SEV-1: the product is down or money is lost by the minute' },
  { value: 'SEV-2', label: 'SEV-2: a main function fails for many users' },
  { value: 'SEV-3', label: 'SEV-3: some users are hurt, or a function is slow' },
  { value: 'SEV-4', label: 'SEV-4: nobody is hurt yet' },
] as const;
type Severity = (typeof SEVERITIES)[number]['value'];

const OVER: readonly string[] = ['resolved', 'review', 'scored'];
const SAYS = {
  resolve: {
    button: 'Declare resolved',
    help: 'Check that the instruments are back to normal first: declaring it while users are still hurt is a finding.',
  },
  'stand-down': { button: 'Stand down', help: 'Say so when the instruments give no reason to act. Whether that is true is checked.' },
  stop: { button: 'Let the time pass', help: 'The rest of the drill runs without you, and its harm counts. Then comes the review.' },
} as const;

export function IncidentMenu() {
  const session = useSession();
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const [open, setOpen] = useState<'declare' | keyof typeof SAYS | undefined>(undefined);
  const [severity, setSeverity] = useState<Severity>('SEV-2');
  const [text, setText] = useState('');
  const over = OVER.includes(view.phase);
  const close = () => {
    setOpen(undefined);
    setText('');
  };
  const declare = async () => {
    if (await act({ kind: 'incident.declare', args: { severity, summary: text } }, `Declared ${severity}`)) close();
  };
  const finish = async () => {
    if (open === 'stop') {
      close();
      await session.skipTo(view.scenario.lengthUs);
      return;
    }
    const resolving = open === 'resolve';
    const draft = resolving
      ? ({ kind: 'incident.resolve', args: { summary: text } } as const)
      : ({ kind: 'incident.stand-down', args: { reason: text } } as const);
    if ((await act(draft)) !== undefined) close();
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
      <Modal title="Finish" isOpen={open !== undefined && open !== 'declare'} onClose={close}>
        <ChoiceField
          label="What is the case?"
          value={open === undefined || open === 'declare' ? 'resolve' : open}
          onChange={setOpen}
          options={[
            { value: 'resolve', label: 'The incident is resolved' },
            { value: 'stand-down', label: 'There was no incident: stand down' },
            { value: 'stop', label: 'I stop here: let the rest of the time pass' },
          ]}
        />
        <p className="quiet">{open === undefined || open === 'declare' ? '' : SAYS[open].help}</p>
        {open !== 'stop' && (
          <TextField label={open === 'stand-down' ? 'Why' : 'What solved it'} rows={2} value={text} onChange={setText} maxLength={1000} />
        )}
        <div className="dialog-actions">
          <Button onPress={close}>Not yet</Button>
          <Button kind="primary" onPress={() => void finish()}>
            {open === undefined || open === 'declare' ? '' : SAYS[open].button}
          </Button>
        </div>
      </Modal>
    </>
  );
}
