// Who is there: what they can speak about, what they take on, who is called after whom.
import type { DrillView } from '../../schema/index.ts';
import { Mark, spanWords } from '../theme/index.ts';

type Person = DrillView['people'][number];

export function Team({ view }: { view: DrillView }) {
  const { people, roles } = view;
  const ladder = people.filter(({ rung }) => rung !== undefined).sort((a, b) => (a.rung ?? 0) - (b.rung ?? 0));
  const held = roles.filter(({ holder }) => holder.kind === 'person');
  return (
    <>
      {people.length === 0 && <p className="empty">You are alone.</p>}
      <ul className="stack">
        {people.map((person) => (
          <li key={person.id} className="team-person">
            <div className="row">
              <strong>{person.name}</strong> <span className="quiet">{person.role}</span>
              {held
                .filter(({ holder }) => holder.kind === 'person' && holder.id === person.id)
                .map(({ role }) => (
                  <Mark key={role} tone="accent">
                    {role}
                  </Mark>
                ))}
            </div>
            <p className="small">{can(person)}</p>
            {person.limits !== '' && <p className="small quiet">{person.limits}</p>}
          </li>
        ))}
      </ul>
      {ladder.length > 0 && (
        <div className="stack-tight">
          <h3>On call, in this order</h3>
          <ol className="numbered">
            {ladder.map((person) => (
              <li key={person.id}>
                {person.name}
                {person.timeoutUs !== undefined && (
                  <span className="quiet">: no answer in {spanWords(person.timeoutUs)}, and the next is called</span>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
    </>
  );
}

function can({ knows, takes, does, approves, channel }: Person): string {
  const parts = [
    knows.length > 0 ? `speaks about ${knows.join(', ')}` : '',
    takes.length > 0 ? `can be ${takes.join(' or ')}` : '',
    does.length > 0 ? 'carries out what is delegated' : '',
    approves.length > 0 ? 'agrees as the second person' : '',
  ].filter((part) => part !== '');
  return `In “${channel}”${parts.length === 0 ? '' : `; ${parts.join('; ')}`}.`;
}
