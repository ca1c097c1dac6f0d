// Who holds which role, and taking or handing over one. In a solo drill a person of the scenario may hold some; nobody is an answer too.
import { Users } from 'lucide-react';
import { useState } from 'react';
import type { DrillView, Role, RoleView } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { Button, Mark, Modal, sincePage } from '../theme/index.ts';
import { rolesWords } from './roles-words.ts';
import { useRoom } from './room-context.tsx';

const DUTIES: Record<Role, string> = {
  commander: 'Decides, assigns, keeps the whole in sight; touches no system.',
  'technical lead': 'Finds out what is wrong and proposes what to do.',
  communications: 'Tells those who wait, on time, in their words.',
  scribe: 'Writes down what happened, when, and why.',
};

export function RolesMenu() {
  const view = useView();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)}>
        <Users size={14} aria-hidden="true" /> <span className="roles-words">{rolesWords(view.roles)}</span>
      </Button>
      <Modal title="Roles" isOpen={open} onClose={() => setOpen(false)}>
        <p className="quiet">What nobody holds is left undone. A person who holds a role plays it plainly.</p>
        <ul className="roles">
          {view.roles.map((role) => (
            <RoleRow key={role.role} role={role} view={view} onLeave={() => setOpen(false)} />
          ))}
        </ul>
        <div className="dialog-actions">
          <Button onPress={() => setOpen(false)}>Close</Button>
        </div>
      </Modal>
    </>
  );
}

function RoleRow({ role: { role, holder, sinceUs, asked }, view, onLeave }: { role: RoleView; view: DrillView; onLeave: () => void }) {
  const act = useAct();
  const readOnly = useReadOnly();
  const { go } = useRoom();
  const nameOf = (id: string) => view.people.find((person) => person.id === id)?.name ?? id;
  const able = view.people.filter(({ takes }) => takes.includes(role));
  const take = () => void act({ kind: 'role.take', args: { role } }, `You are ${role}`);
  return (
    <li className="role-row">
      <div className="grow">
        <div className="row">
          <strong>{role}</strong>
          <Mark tone={holder.kind === 'nobody' ? 'plain' : holder.kind === 'you' ? 'accent' : 'ok'}>
            {holder.kind === 'you' ? 'you' : holder.kind === 'person' ? holder.name : 'nobody'}
          </Mark>
          {sinceUs !== undefined && (
            <span className="small quiet mono">since {sincePage(sinceUs, view.tPlusZeroUs) ?? 'before the page'}</span>
          )}
        </div>
        <p className="small quiet">{DUTIES[role]}</p>
        {asked !== undefined && <p className="small">{nameOf(asked)} was asked and has not answered yet.</p>}
      </div>
      {!readOnly && !view.ended && (
        <div className="row">
          {holder.kind !== 'you' && (
            <Button size="small" onPress={take} aria-label={`${holder.kind === 'nobody' ? 'Take' : 'Take over'} as ${role}`}>
              {holder.kind === 'nobody' ? 'Take' : 'Take over'}
            </Button>
          )}
          {holder.kind === 'you' && able.length > 0 && (
            <Button
              size="small"
              isDisabled={asked !== undefined}
              aria-label={`Hand over ${role}`}
              onPress={() => {
                onLeave();
                go('communicate', `hand-over:${role}`);
              }}
            >
              Hand over
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
