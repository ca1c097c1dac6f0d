// Sends a person to carry out a command: the same commands, targets and words as when one gives it oneself.
import { useState } from 'react';
import { type EntryDraft, formatCommand, guardOf } from '../../schema/index.ts';
import { useAct, useView } from '../app/session-context.tsx';
import { type Answers, argsOf, CommandFacts, CommandFields } from '../room/CommandFields.tsx';
import { doesIt, dutiesOf } from '../room/duties.ts';
import { Button, ChoiceField, Modal, Notice } from '../theme/index.ts';

export function DelegateDialog({ person: id, onClose }: { person: string; onClose: () => void }) {
  const view = useView();
  const act = useAct();
  const person = view.people.find((each) => each.id === id);
  const [index, setIndex] = useState(0);
  const [typed, setTyped] = useState<Answers | undefined>(undefined);
  if (person === undefined) return null;
  const duties = dutiesOf(person.does, view.commands);
  const duty = duties[index] ?? duties[0];
  const title = `Send ${person.name}`;
  if (duty === undefined)
    return (
      <Modal title={title} isOpen onClose={onClose}>
        <p>There is nothing that {person.name} could do right now.</p>
        <div className="dialog-actions">
          <Button onPress={onClose}>Close</Button>
        </div>
      </Modal>
    );
  const { option, target } = duty;
  const answers = typed ?? duty.answers;
  const command = { kind: option.kind, args: argsOf(target, answers) };
  const task = formatCommand(command);
  const able = doesIt(person.does, command);
  const missing = target.asks.some(({ name }) => String(command.args[name] ?? '').trim() === '');
  const guard = guardOf(view.guards, command);
  return (
    <Modal title={title} isOpen onClose={onClose}>
      <ChoiceField
        label="To do"
        value={String(Math.max(0, duties.indexOf(duty)))}
        onChange={(value) => {
          setIndex(Number(value));
          setTyped(undefined);
        }}
        options={duties.map((each, at) => ({ value: String(at), label: `${each.option.title}: ${each.target.label}` }))}
      />
      <CommandFields target={target} answers={answers} onChange={setTyped} />
      <p className="command-line mono">{task}</p>
      <CommandFacts option={option} target={target} />
      {guard !== undefined && guard.says !== '' && <Notice tone="warn" title={guard.says} role="note" />}
      {!able && !missing && (
        <p role="alert" className="small">
          {person.name} does not do exactly this. They do: {person.does.join(', ')}.
        </p>
      )}
      <p className="quiet">They do it after a while and say so. It counts as your decision.</p>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          kind={option.risk === 'irreversible' ? 'danger' : 'primary'}
          isDisabled={!able || missing}
          onPress={async () => {
            const sent = await act({ kind: 'people.delegate', args: { person: id, task } } as EntryDraft, `Asked ${person.name}: ${task}`);
            if (sent !== undefined && sent.outcome?.status !== 'refused') onClose();
          }}
        >
          Send {person.name}
        </Button>
      </div>
    </Modal>
  );
}
