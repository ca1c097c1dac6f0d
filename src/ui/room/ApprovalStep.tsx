// The guard that wants a second person: whom one can ask, why, and what they said. The dialog may be closed meanwhile; the request stays.
import { useState } from 'react';
import { type EntryDraft, formatCommand, type RequestView } from '../../schema/index.ts';
import { useAct, useView } from '../app/session-context.tsx';
import { statusOf } from '../people/people.ts';
import { Button, ChoiceField, clockText, Mark, spanWords, TextField } from '../theme/index.ts';
import { approversOf } from './approval.ts';

export function ApprovalStep({
  command,
  approval,
}: {
  command: { kind: string; args: Readonly<Record<string, unknown>> };
  approval: RequestView | undefined;
}) {
  const view = useView();
  const act = useAct();
  const able = approversOf(view.people, command);
  const [person, setPerson] = useState('');
  const [because, setBecause] = useState('');
  const whom = able.find(({ id }) => id === person) ?? able[0];
  const open = approval?.status === 'waiting' || approval?.status === 'granted';
  const ask = () => {
    if (whom === undefined) return;
    const args = { person: whom.id, command: formatCommand(command), because: because.trim() };
    void act({ kind: 'approval.request', args } as EntryDraft, `Asked ${whom.name} to agree`);
  };
  return (
    <div className="stack-tight" role="group" aria-label="Agreement of a second person">
      {approval !== undefined && <Answered approval={approval} />}
      {!open &&
        (whom === undefined ? (
          <p>Nobody here can agree to this command.</p>
        ) : (
          <>
            {able.length > 1 ? (
              <ChoiceField
                label="Whom to ask"
                value={whom.id}
                onChange={setPerson}
                options={able.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` }))}
              />
            ) : (
              <p className="small">
                {whom.name}, {whom.role}, can agree to it.
              </p>
            )}
            <TextField
              label="Why now? They read this"
              value={because}
              onChange={setBecause}
              maxLength={500}
              placeholder="What it should do, and what happens if we wait"
            />
            <div className="row">
              <Button onPress={ask}>Ask {whom.name} to agree</Button>
            </div>
          </>
        ))}
    </div>
  );
}

function Answered({ approval }: { approval: RequestView }) {
  const view = useView();
  const name = view.people.find(({ id }) => id === approval.person)?.name ?? approval.person;
  const { tone, word } = statusOf(approval);
  const at = clockText(view.scenario.startsAtMs, approval.answeredAtUs ?? approval.atUs);
  return (
    <div className="stack-tight" role="status">
      <p>
        <Mark tone={tone}>{word}</Mark> {name}, <span className="mono">{at}</span>
      </p>
      {approval.text !== '' && approval.status !== 'waiting' && <p>“{approval.text}”</p>}
      {approval.status === 'waiting' && (
        <p className="small quiet">
          Asked {spanWords(view.nowUs - approval.atUs)} ago. You can close this and go on: the request stays, and People shows the answer.
        </p>
      )}
      {approval.status === 'used' && <p className="small quiet">It was for one time. Ask again to do it again.</p>}
    </div>
  );
}
