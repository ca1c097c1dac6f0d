// The end: resolved by criteria, with what the instruments say of each; or no incident at all; or letting the time pass.
import { useState } from 'react';
import { useAct, useSession, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, Modal, Notice, TextField } from '../theme/index.ts';
import { resolutionCounts } from './resolution-words.ts';

const SAYS = {
  resolve: {
    button: 'Declare resolved',
    help: 'Check that the instruments are back to normal first: declaring it while users are still hurt is a finding.',
  },
  'stand-down': { button: 'Stand down', help: 'Say so when the instruments give no reason to act. Whether that is true is checked.' },
  stop: { button: 'Let the time pass', help: 'The rest of the drill runs without you, and its harm counts. Then comes the review.' },
} as const;

export function FinishDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const view = useView();
  const act = useAct();
  const [how, setHow] = useState<keyof typeof SAYS>('resolve');
  const [text, setText] = useState('');
  const finish = async () => {
    if (how === 'stop') {
      onClose();
      await session.skipTo(view.scenario.lengthUs);
      return;
    }
    const draft =
      how === 'resolve'
        ? ({ kind: 'incident.resolve', args: { summary: text } } as const)
        : ({ kind: 'incident.stand-down', args: { reason: text } } as const);
    if ((await act(draft)) !== undefined) onClose();
  };
  const { open, says } = resolutionCounts(view.resolution);
  return (
    <Modal title="Finish" isOpen onClose={onClose}>
      <ChoiceField
        label="What is the case?"
        value={how}
        onChange={setHow}
        options={[
          { value: 'resolve', label: 'The incident is resolved' },
          { value: 'stand-down', label: 'There was no incident: stand down' },
          { value: 'stop', label: 'I stop here: let the rest of the time pass' },
        ]}
      />
      <p className="quiet">{SAYS[how].help}</p>
      {how === 'resolve' && view.resolution.length > 0 && (
        <>
          <ul className="finish-criteria" aria-label="What has to hold">
            {view.resolution.map((criterion) => (
              <li key={criterion.says}>
                <Mark tone={criterion.met === undefined ? 'plain' : criterion.met ? 'ok' : 'bad'}>
                  {criterion.met === undefined ? 'not shown' : criterion.met ? 'holds' : 'not yet'}
                </Mark>
                <span>
                  {criterion.says}
                  {criterion.reading !== '' && <span className="small quiet criterion-reading">{criterion.reading}</span>}
                </span>
              </li>
            ))}
          </ul>
          {open > 0 && <Notice tone="warn" title={says} />}
        </>
      )}
      {how !== 'stop' && (
        <TextField label={how === 'stand-down' ? 'Why' : 'What solved it'} rows={2} value={text} onChange={setText} maxLength={1000} />
      )}
      <div className="dialog-actions">
        <Button onPress={onClose}>Not yet</Button>
        <Button kind="primary" onPress={() => void finish()}>
          {SAYS[how].button}
        </Button>
      </div>
    </Modal>
  );
}
