// Pins a look as evidence for or against a hypothesis.
import { useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, ChoiceField, Modal, TextField } from '../theme/index.ts';
import { type Belief, causeText, DRAFT_KEY, sameCause } from './beliefs.ts';

export function PinDialog() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const { pinning, pin, memory } = useRoom();
  const [chosen, setChosen] = useState('');
  const [supports, setSupports] = useState<'for' | 'against'>('for');
  const [note, setNote] = useState('');
  if (pinning === undefined || readOnly) return null;
  const belief = view.beliefs.find((candidate) => causeText(candidate.cause) === chosen) ?? view.beliefs[0];
  const draft = (memory.get(DRAFT_KEY) as Belief[] | undefined) ?? [];
  const unrecorded = draft.filter(({ cause }) => !view.beliefs.some((known) => sameCause(known.cause, cause)));
  const unrecordedText = unrecorded.map(({ cause }) => causeText(cause)).join(', ');
  const close = () => {
    pin(undefined);
    setNote('');
  };
  return (
    <Modal title={`Pin “${pinning.label}”`} isOpen onClose={close}>
      {belief === undefined ? (
        <p>
          {unrecorded.length === 0
            ? 'No hypothesis is recorded yet. Name one in the notebook'
            : `Not recorded yet: ${unrecordedText}. Go to the notebook`}{' '}
          and press “Record these beliefs”, then pin what speaks for or against it.
        </p>
      ) : (
        <>
          <ChoiceField
            label="Hypothesis"
            value={causeText(belief.cause)}
            onChange={setChosen}
            options={view.beliefs.map(({ cause }) => causeText(cause))}
          />
          <ChoiceField
            label="It speaks"
            value={supports}
            onChange={setSupports}
            options={[
              { value: 'for', label: 'for it' },
              { value: 'against', label: 'against it' },
            ]}
          />
          {unrecorded.length > 0 && <p className="small quiet">Not recorded yet, so not to choose here: {unrecordedText}.</p>}
          <TextField label="What in it says so" value={note} onChange={setNote} maxLength={500} />
        </>
      )}
      <div className="dialog-actions">
        <Button onPress={close}>Cancel</Button>
        {belief !== undefined && (
          <Button
            kind="primary"
            onPress={async () => {
              if (await act({ kind: 'hypothesis.pin', args: { cause: belief.cause, look: pinning.seq, supports, note } }, 'Pinned'))
                close();
            }}
          >
            Pin as evidence
          </Button>
        )}
      </div>
    </Modal>
  );
}
