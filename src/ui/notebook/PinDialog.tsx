// Pins a look as evidence for or against a hypothesis; one that is not recorded yet, or not even named, is recorded on the way.
import { useEffect, useState } from 'react';
import type { Cause } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { type LookRef, useRoom } from '../room/room-context.tsx';
import { Button, ChoiceField, Modal, TextField } from '../theme/index.ts';
import { causeText, componentOf, sameCause, setBelief } from './beliefs.ts';
import { CauseFields, chosenCause } from './CauseFields.tsx';
import { ShareField } from './ShareField.tsx';
import { useBeliefs } from './use-beliefs.ts';

const ANOTHER = 'another';
const NOTE_MAX = 500;

export function PinDialog() {
  const readOnly = useReadOnly();
  const { pinning, pin } = useRoom();
  if (pinning === undefined || readOnly) return null;
  return (
    <Modal title={`Pin “${pinning.label}”`} isOpen onClose={() => pin(undefined)}>
      <PinForm key={pinning.seq} look={pinning} onClose={() => pin(undefined)} />
    </Modal>
  );
}

function PinForm({ look, onClose }: { look: LookRef; onClose: () => void }) {
  const view = useView();
  const act = useAct();
  const own = useBeliefs();
  const [chosen, setChosen] = useState('');
  const session = useSession();
  const looked = session.journal.find(({ seq }) => seq === look.seq);
  const component = looked === undefined ? undefined : componentOf(looked.args, view.causes.components);
  const [wanted, setWanted] = useState({ component: component ?? '', kind: '' });
  const [likely, setLikely] = useState(0.3);
  const [supports, setSupports] = useState<'for' | 'against'>('for');
  const [note, setNote] = useState((look.quote ?? '').slice(0, NOTE_MAX));
  const [sending, setSending] = useState(false);
  const { beliefs } = own;
  const first = beliefs.find(({ cause }) => cause.component === component) ?? beliefs[0];
  useEffect(() => {
    if (chosen === '') setChosen(first === undefined ? ANOTHER : causeText(first.cause));
  }, [chosen, first]);
  const known = beliefs.find(({ cause }) => causeText(cause) === chosen);
  const cause: Cause = known?.cause ?? chosenCause(wanted, view.causes);
  const unrecorded = known === undefined ? !own.isRecorded(cause) : !own.isRecorded(known.cause);
  const send = async () => {
    setSending(true);
    const named = beliefs.some((belief) => sameCause(belief.cause, cause));
    const ready = !unrecorded || (await own.record(named ? beliefs : setBelief(beliefs, cause, likely)));
    const pinned = ready && (await act({ kind: 'hypothesis.pin', args: { cause, look: look.seq, supports, note } }, 'Pinned as evidence'));
    setSending(false);
    if (pinned !== undefined && pinned !== false && pinned.outcome?.status !== 'refused') onClose();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void send();
      }}
    >
      <ChoiceField
        label="Hypothesis"
        value={chosen}
        onChange={setChosen}
        options={[
          ...beliefs.map((belief) => ({ value: causeText(belief.cause), label: causeText(belief.cause) })),
          { value: ANOTHER, label: 'Another one…' },
        ]}
      />
      {known === undefined && (
        <>
          <CauseFields cause={wanted} onChange={setWanted} />
          {unrecorded && <ShareField label="How likely is it?" value={likely} onChange={setLikely} />}
        </>
      )}
      <ChoiceField
        label="It speaks"
        value={supports}
        onChange={setSupports}
        options={[
          { value: 'for', label: 'for it' },
          { value: 'against', label: 'against it' },
        ]}
      />
      <TextField label="What in it says so" value={note} onChange={setNote} maxLength={NOTE_MAX} />
      <p className="small quiet">
        {unrecorded ? 'Your beliefs as they stand are recorded first. ' : ''}A pin stays in the record; what no longer convinces you is
        pinned again the other way.
      </p>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={sending}>
          Pin as evidence
        </Button>
      </div>
    </form>
  );
}
