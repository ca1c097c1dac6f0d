// Calls somebody into the incident: one person, or the ladder from its next rung on, with a reason that they read first.
import { useState } from 'react';
import type { EntryDraft } from '../../schema/index.ts';
import { useAct, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Modal, spanWords, TextField } from '../theme/index.ts';
import { ladderOf, nextOnLadder } from './people.ts';
import './people.css';

const LADDER = 'the ladder';

/** @param person whom to call; default: the ladder, when there is one. @param because what the reason begins with */
export function CallDialog({ person, because: first = '', onClose }: { person?: string; because?: string; onClose: () => void }) {
  const view = useView();
  const act = useAct();
  const ladder = ladderOf(view.people, view.requests);
  const [to, setTo] = useState(person ?? (ladder.length > 0 ? LADDER : (view.people[0]?.id ?? '')));
  const [because, setBecause] = useState(first);
  const next = nextOnLadder(ladder);
  const whom = view.people.find(({ id }) => id === to);
  const name = whom?.name ?? LADDER;
  const call = async () => {
    const args = { ...(whom === undefined ? {} : { to: whom.id }), because: because.trim() };
    const sent = await act({ kind: 'people.escalate', args } as EntryDraft, `Called ${name}`);
    if (sent !== undefined && sent.outcome?.status !== 'refused') onClose();
  };
  return (
    <Modal title="Call for help" isOpen onClose={onClose}>
      <ChoiceField
        label="Whom"
        value={to}
        onChange={setTo}
        options={[
          ...(ladder.length > 0 ? [{ value: LADDER, label: `The ladder${next === undefined ? '' : `: first ${next.person.name}`}` }] : []),
          ...view.people.map(({ id, name: each, role }) => ({ value: id, label: `${each}, ${role}` })),
        ]}
      />
      {to === LADDER && (
        <ol className="ladder-words small">
          {ladder.map(({ person: each }) => (
            <li key={each.id}>
              {each.name}, {each.role}
              {each.timeoutUs !== undefined && <span className="quiet">, waits {spanWords(each.timeoutUs)} for an answer</span>}
            </li>
          ))}
        </ol>
      )}
      <TextField
        label="Why: the first thing they read"
        rows={2}
        value={because}
        onChange={setBecause}
        maxLength={500}
        placeholder="What is broken, how bad it is, what you need from them"
      />
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" isDisabled={to === ''} onPress={() => void call()}>
          Call {name}
        </Button>
      </div>
    </Modal>
  );
}
