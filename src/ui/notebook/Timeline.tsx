// What was done and when, kept by itself; notes by hand in between. Choosing an item shows the room as it was then.
import { useState } from 'react';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { Button, clockText, Mark, sincePage, TextField } from '../theme/index.ts';

export function Timeline() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const act = useAct();
  const [withLooks, setWithLooks] = useState(false);
  const [text, setText] = useState('');
  const items = view.timeline.filter((item) => withLooks || !(item.kind.startsWith('look.') || item.kind.startsWith('control.')));
  return (
    <div className="stack">
      {!readOnly && (
        <form
          className="note-form"
          onSubmit={async (event) => {
            event.preventDefault();
            if (text.trim() !== '' && (await act({ kind: 'note.timeline', args: { text: text.trim() } }))) setText('');
          }}
        >
          <TextField label="Note for the timeline" value={text} onChange={setText} maxLength={500} />
          <Button type="submit" isDisabled={text.trim() === ''}>
            Add
          </Button>
        </form>
      )}
      <label className="row small">
        <input type="checkbox" checked={withLooks} onChange={(event) => setWithLooks(event.target.checked)} /> with looks and the clock
      </label>
      {items.length === 0 && <p className="empty">Nothing happened yet.</p>}
      <ol className="timeline">
        {[...items].reverse().map((item) => (
          <li key={item.seq}>
            <button
              type="button"
              className="timeline-time mono"
              onClick={() => void session.seek(item.atUs)}
              aria-label={`${sincePage(item.atUs, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, item.atUs)}: look back at this moment`}
            >
              {sincePage(item.atUs, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, item.atUs)}
            </button>
            <div className="stack-tight">
              <span>{item.text}</span>
              {item.outcome !== undefined && item.outcome.status !== 'done' && (
                <Mark tone={item.outcome.status === 'refused' ? 'bad' : 'warn'}>
                  {item.outcome.status === 'refused' ? `refused: ${item.outcome.reason}` : 'outcome unknown'}
                </Mark>
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
