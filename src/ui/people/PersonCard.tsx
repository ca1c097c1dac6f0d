// One person of the drill: what they know, do, agree to and cannot see; and what one can ask of them.
import { useReadOnly } from '../app/session-context.tsx';
import { Button, Mark } from '../theme/index.ts';
import type { PersonView } from './people.ts';

export type Asking = 'ask' | 'send' | 'call';

export function PersonCard({
  person,
  waiting,
  onAsk,
}: {
  person: PersonView;
  /** How many requests this person has not answered. */
  waiting: number;
  onAsk: (how: Asking) => void;
}) {
  const readOnly = useReadOnly();
  const rows = [
    { term: 'Knows', text: person.knows.join(', ') },
    { term: 'Does', text: person.does.join('; '), isCommand: true },
    { term: 'Agrees to', text: person.approves.join('; '), isCommand: true },
    { term: 'Can be', text: person.takes.join(', ') },
    { term: 'Limits', text: person.limits },
  ].filter(({ text }) => text !== '');
  return (
    <li className="card stack-tight person">
      <div className="row-between">
        <h3>{person.name}</h3>
        {waiting > 0 && <Mark tone="accent">{waiting === 1 ? 'owes an answer' : `owes ${waiting} answers`}</Mark>}
      </div>
      <p className="small quiet">
        {person.role}, writes in {person.channel}
      </p>
      {rows.length > 0 && (
        <dl className="facts small">
          {rows.map(({ term, text, isCommand }) => (
            <div key={term} className="facts-row">
              <dt>{term}</dt>
              <dd className={isCommand === true ? 'mono' : ''}>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {!readOnly && (
        <div className="row">
          <Button size="small" onPress={() => onAsk('ask')} aria-label={`Ask ${person.name}`}>
            Ask
          </Button>
          {person.does.length > 0 && (
            <Button size="small" onPress={() => onAsk('send')} aria-label={`Send ${person.name} to do something`}>
              Send
            </Button>
          )}
          <Button size="small" kind="quiet" onPress={() => onAsk('call')} aria-label={`Call ${person.name}`}>
            Call
          </Button>
        </div>
      )}
    </li>
  );
}
