// Asks a person about a part of the system; what they know is marked, and the answer comes after a while.
import { useState } from 'react';
import { useAct, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Modal, Notice } from '../theme/index.ts';

export function AskDialog({ person: first, onClose }: { person?: string | undefined; onClose: () => void }) {
  const view = useView();
  const act = useAct();
  const [personId, setPersonId] = useState(first ?? '');
  const [about, setAbout] = useState('');
  const person = view.people.find((candidate) => candidate.id === personId) ?? view.people[0];
  if (person === undefined) return null;
  const topics = [...person.knows, ...view.causes.components.filter((component) => !person.knows.includes(component))];
  const topic = topics.includes(about) ? about : (topics[0] ?? '');
  const waiting = view.requests.some(
    ({ kind, status, person: id, about: what }) => kind === 'question' && status === 'waiting' && id === person.id && what === topic,
  );
  return (
    <Modal title="Ask someone" isOpen onClose={onClose}>
      <ChoiceField
        label="Whom"
        value={person.id}
        onChange={setPersonId}
        options={view.people.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` }))}
      />
      <ChoiceField
        label="About"
        value={topic}
        onChange={setAbout}
        options={topics.map((name) => ({ value: name, label: person.knows.includes(name) ? `${name} (knows it)` : name }))}
      />
      {person.limits !== '' && (
        <p className="small">
          <strong>Limits:</strong> {person.limits}
        </p>
      )}
      {waiting && <Notice title={`${person.name} was asked this already and has not answered yet.`} role="note" />}
      <p className="quiet">The answer comes after a while, in the channel “{person.channel}”.</p>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          kind="primary"
          onPress={async () => {
            if (await act({ kind: 'people.ask', args: { person: person.id, about: topic } }, `Asked ${person.name} about ${topic}`))
              onClose();
          }}
        >
          Ask {person.name}
        </Button>
      </div>
    </Modal>
  );
}
