// What is known, and what is not: two lists that keep assumption apart from observation. A note is reworded, found out
// or taken back by another entry, so the record keeps what was thought when.
import { useState } from 'react';
import type { DrillView } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { Button, ChoiceField, clockText, sincePage, TextField } from '../theme/index.ts';

type Fact = DrillView['facts'][number];
const EMPTY: { text: string; status: Fact['status'] } = { text: '', status: 'known' };
const TITLES: Record<Fact['status'], string> = { known: 'Known', unknown: 'Not known yet' };

export function Facts() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const act = useAct();
  const [draft, setDraft, clear] = useDraft(session.id, 'fact', EMPTY);
  const add = async () => {
    const text = draft.text.trim();
    if (text !== '' && (await act({ kind: 'note.fact', args: { text, status: draft.status } })) !== undefined) clear();
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
          <TextField label="Note" value={draft.text} onChange={(text) => setDraft({ ...draft, text })} maxLength={500} />
          <div className="row note-row">
            <ChoiceField
              label="This is"
              value={draft.status}
              onChange={(status) => setDraft({ ...draft, status })}
              options={[
                { value: 'known', label: 'known' },
                { value: 'unknown', label: 'not known yet' },
              ]}
            />
            <Button type="submit" isDisabled={draft.text.trim() === ''}>
              Write down
            </Button>
          </div>
        </form>
      )}
      {(['known', 'unknown'] as const).map((status) => {
        const facts = view.facts.filter((fact) => fact.status === status);
        return (
          <section key={status} className="stack-tight" aria-label={TITLES[status]}>
            <h3>{TITLES[status]}</h3>
            {facts.length === 0 && <p className="quiet small">Nothing written down.</p>}
            <ul className="stack-tight">
              {facts.map((fact) => (
                <FactRow key={fact.seq} fact={fact} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function FactRow({ fact }: { fact: Fact }) {
  const { tPlusZeroUs, scenario } = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const [text, setText] = useState<string | undefined>(undefined);
  const [finding, setFinding] = useState(false);
  const save = async () => {
    const status = finding ? 'known' : fact.status;
    await act({ kind: 'note.fact', args: { text: (text ?? fact.text).trim(), status, replaces: fact.seq } });
    setText(undefined);
  };
  const begin = (found: boolean) => {
    setFinding(found);
    setText(fact.text);
  };
  if (text !== undefined)
    return (
      <li className="fact">
        <form
          className="stack-tight"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextField label={finding ? 'What is known now' : 'Reword'} value={text} onChange={setText} maxLength={500} />
          <div className="row">
            <Button size="small" type="submit" isDisabled={text.trim() === ''}>
              {finding ? 'Write down as known' : 'Save'}
            </Button>
            <Button size="small" kind="quiet" onPress={() => setText(undefined)}>
              Cancel
            </Button>
          </div>
        </form>
      </li>
    );
  return (
    <li className="fact">
      <p>
        {fact.text}{' '}
        <span className="quiet small mono">{sincePage(fact.atUs, tPlusZeroUs) ?? clockText(scenario.startsAtMs, fact.atUs)}</span>
      </p>
      {!readOnly && (
        <div className="row fact-acts">
          {fact.status === 'unknown' && (
            <Button size="small" aria-label={`Now known: ${fact.text}`} onPress={() => begin(true)}>
              Now known
            </Button>
          )}
          <Button size="small" kind="quiet" aria-label={`Edit: ${fact.text}`} onPress={() => begin(false)}>
            Edit
          </Button>
          <Button
            size="small"
            kind="quiet"
            aria-label={`Take back: ${fact.text}`}
            onPress={() => void act({ kind: 'note.fact', args: { text: fact.text, status: 'withdrawn', replaces: fact.seq } })}
          >
            Take back
          </Button>
        </div>
      )}
    </li>
  );
}
