// The people of the drill: whom one can ask, send and call; what was asked of them; the escalation ladder.
import { useState } from 'react';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { AskDialog } from '../people/AskDialog.tsx';
import { CallDialog } from '../people/CallDialog.tsx';
import { DelegateDialog } from '../people/DelegateDialog.tsx';
import { Ladder } from '../people/Ladder.tsx';
import { type Asking, PersonCard } from '../people/PersonCard.tsx';
import { Requests } from '../people/Requests.tsx';
import '../people/people.css';

export default function People() {
  const view = useView();
  const readOnly = useReadOnly();
  const [open, setOpen] = useState<{ how: Asking; person: string | undefined } | undefined>(undefined);
  const close = () => setOpen(undefined);
  const owes = (id: string) => view.requests.filter(({ person, status }) => person === id && status === 'waiting').length;
  if (view.people.length === 0) return <p className="empty">You are on your own in this drill.</p>;
  return (
    <div className="people-tool">
      <div className="people-columns">
        <section className="stack-tight" aria-labelledby="people-title">
          <h2 id="people-title">Who is there</h2>
          <p className="small quiet">They know only what their own instruments show, and they need time to answer.</p>
          <ul className="persons">
            {view.people.map((person) => (
              <PersonCard key={person.id} person={person} waiting={owes(person.id)} onAsk={(how) => setOpen({ how, person: person.id })} />
            ))}
          </ul>
        </section>
        <div className="stack">
          <Ladder onCall={readOnly ? undefined : (person) => setOpen({ how: 'call', person })} />
          <Requests />
        </div>
      </div>
      {open?.how === 'ask' && !readOnly && <AskDialog person={open.person} onClose={close} />}
      {open?.how === 'send' && open.person !== undefined && !readOnly && <DelegateDialog person={open.person} onClose={close} />}
      {open?.how === 'call' && !readOnly && <CallDialog {...(open.person === undefined ? {} : { person: open.person })} onClose={close} />}
    </div>
  );
}
