// Hands a role over with a note that somebody can take over from: the room fills in what it knows, a checklist names what is missing.
import { useState } from 'react';
import type { Role } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { Button, ChoiceField, Mark, sincePage, TextField } from '../theme/index.ts';
import { FillBar } from './FillBar.tsx';
import { EMPTY_NOTE, type HandOverNote, handOverNote, NOTE_PARTS, type NotePart, noteChecks } from './hand-over.ts';

const LABELS = Object.fromEntries(NOTE_PARTS.map(({ id, label }) => [id, label])) as Record<NotePart, string>;

export function HandOver({ role: wanted }: { role?: Role | undefined }) {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const act = useAct();
  const [note, setNote, clear] = useDraft<HandOverNote>(session.id, 'hand-over', EMPTY_NOTE);
  const mine = view.roles.filter(({ holder }) => holder.kind === 'you').map(({ role }) => role);
  const [chosen, setRole] = useState<Role | undefined>(wanted);
  const role = chosen !== undefined && mine.includes(chosen) ? chosen : mine[0];
  const able = view.people.filter(({ takes }) => role !== undefined && takes.includes(role));
  const [person, setPerson] = useState('');
  const to = able.find(({ id }) => id === person) ?? able[0];
  const checks = noteChecks(note, view);
  const ok = checks.filter((check) => check.ok).length;
  const asked = view.roles.find((each) => each.role === role)?.asked;
  const send = async () => {
    if (role === undefined || to === undefined) return;
    const sent = await act({ kind: 'role.hand-over', args: { role, to: to.id, note } }, `Asked ${to.name} to take over as ${role}`);
    if (sent !== undefined && sent.outcome?.status !== 'refused') clear();
  };
  const why =
    role === undefined
      ? 'You hold no role, so there is none to hand over. Take one in the bar above.'
      : to === undefined
        ? `Nobody here can be ${role}.`
        : asked !== undefined
          ? `${view.people.find(({ id }) => id === asked)?.name ?? asked} was asked and has not answered yet.`
          : undefined;
  return (
    <div className="composer">
      <section className="stack" aria-labelledby="hand-over-title">
        <h2 id="hand-over-title">Hand over</h2>
        {role !== undefined && to !== undefined && (
          <div className="fields">
            <ChoiceField<Role> label="Role" value={role} onChange={setRole} options={mine} />
            <ChoiceField
              label="To"
              value={to.id}
              onChange={setPerson}
              options={able.map(({ id, name, role: job }) => ({ value: id, label: `${name}, ${job}` }))}
            />
          </div>
        )}
        <FillBar<NotePart, HandOverNote>
          action="Fill from the journal"
          draft={note}
          proposed={() => handOverNote(view)}
          labels={LABELS}
          onFill={setNote}
          isDisabled={readOnly}
        />
        {NOTE_PARTS.map(({ id, label, help, max }) => (
          <TextField
            key={id}
            label={label}
            placeholder={help}
            rows={Math.min(6, Math.max(2, note[id].split('\n').length))}
            value={note[id]}
            onChange={(value) => setNote({ ...note, [id]: value })}
            maxLength={max}
          />
        ))}
      </section>
      <div className="stack composer-side">
        <section className="stack-tight" aria-labelledby="complete-title">
          <div className="row-between">
            <h3 id="complete-title">Could you take over from this?</h3>
            <Mark tone={ok === checks.length ? 'ok' : 'warn'}>
              {ok} of {checks.length}
            </Mark>
          </div>
          <ul className="findings">
            {checks.map(({ says, ok: there }) => (
              <li key={says}>
                <Mark tone={there ? 'ok' : 'warn'}>{there ? 'there' : 'missing'}</Mark>
                <span>{says}</span>
              </li>
            ))}
          </ul>
        </section>
        <p className="small quiet">You keep the role until they have taken it. Say it in the war room too, so that everybody knows.</p>
        <div className="row">
          <Button kind="primary" isDisabled={readOnly || why !== undefined} onPress={() => void send()}>
            {to === undefined ? 'Hand over' : `Hand over to ${to.name}`}
          </Button>
        </div>
        {why !== undefined && <p className="small">{why}</p>}
        {view.handOvers.length > 0 && (
          <section className="stack-tight" aria-labelledby="handed-title">
            <h3 id="handed-title">Handed over</h3>
            <ul className="stack-tight small">
              {[...view.handOvers].reverse().map((done) => (
                <li key={done.seq}>
                  <span className="mono">{sincePage(done.atUs, view.tPlusZeroUs)}</span> {done.role} to{' '}
                  {view.people.find(({ id }) => id === done.to)?.name ?? done.to}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}
