// What is known, and what is not: two lists that keep assumption apart from observation.
import { useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, sincePage, TextField } from '../theme/index.ts';

export function Facts() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const [text, setText] = useState('');
  const [status, setStatus] = useState<'known' | 'unknown'>('known');
  const add = async () => {
    if (text.trim() !== '' && (await act({ kind: 'note.fact', args: { text: text.trim(), status } }))) setText('');
  };
  return (
    <div className="stack">
      {!readOnly && (
        <form
          className="stack-tight"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <TextField label="Note" value={text} onChange={setText} maxLength={500} />
          <div className="row note-row">
            <ChoiceField
              label="This is"
              value={status}
              onChange={setStatus}
              options={[
                { value: 'known', label: 'known' },
                { value: 'unknown', label: 'not known yet' },
              ]}
            />
            <Button type="submit" isDisabled={text.trim() === ''}>
              Write down
            </Button>
          </div>
        </form>
      )}
      {(['known', 'unknown'] as const).map((which) => {
        const facts = view.facts.filter((fact) => fact.status === which);
        return (
          <section key={which} className="stack-tight">
            <h3>{which === 'known' ? 'Known' : 'Not known yet'}</h3>
            {facts.length === 0 && <p className="quiet small">Nothing written down.</p>}
            <ul className="stack-tight">
              {facts.map((fact) => (
                <li key={fact.seq} className="fact">
                  {fact.text} <span className="quiet small mono">{sincePage(fact.atUs, view.tPlusZeroUs)}</span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
