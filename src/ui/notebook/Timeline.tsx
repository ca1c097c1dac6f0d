// What was done and when, kept by itself; lines by hand in between. Filtered as needed, copied as a war room's log.
// Choosing an instant shows the room as it was then.
import { useState } from 'react';
import { useAct, useReadOnly, useSession, useSessionContext, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { useRemembered } from '../room/room-context.tsx';
import { Button, ChoiceField, clockText, Mark, sincePage, TextField } from '../theme/index.ts';
import {
  CATEGORIES,
  CATEGORY_WORDS,
  type Category,
  categoryOf,
  filterTimeline,
  NOTE_KINDS,
  type NoteKind,
  noteText,
  USUAL,
  warRoomText,
  withoutStrokes,
} from './war-room.ts';

const EMPTY: { kind: NoteKind; text: string } = { kind: 'Observation', text: '' };

export function Timeline() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const { notify } = useSessionContext();
  const [wanted, setWanted] = useRemembered<readonly Category[]>('timeline.kinds', USUAL);
  const [words, setWords] = useState('');
  const all = withoutStrokes(view.timeline);
  const items = filterTimeline(all, wanted, words);
  const counts = new Map(CATEGORIES.map((kind) => [kind, all.filter((item) => categoryOf(item) === kind).length]));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(warRoomText(items, view));
      notify('ok', `Copied ${items.length} lines`);
    } catch {
      notify('warn', 'The browser did not allow copying; open “As text” and copy from there');
    }
  };
  return (
    <div className="stack">
      {!readOnly && <OwnLine />}
      <details className="small">
        <summary>Filter</summary>
        <div className="stack-tight">
          <div className="row chips" role="group" aria-label="What to show">
            {CATEGORIES.map((kind) => (
              <button
                key={kind}
                type="button"
                className="chip"
                aria-pressed={wanted.includes(kind)}
                onClick={() => setWanted(wanted.includes(kind) ? wanted.filter((other) => other !== kind) : [...wanted, kind])}
              >
                {CATEGORY_WORDS[kind]} <span className="quiet">{counts.get(kind)}</span>
              </button>
            ))}
          </div>
          <TextField label="Only lines with" value={words} onChange={setWords} maxLength={80} />
        </div>
      </details>
      <div className="row-between small">
        <span className="quiet" role="status">
          {items.length} of {all.length} lines, newest first
        </span>
        <Button size="small" isDisabled={items.length === 0} onPress={() => void copy()}>
          Copy as text
        </Button>
      </div>
      {items.length === 0 && <p className="empty">{view.timeline.length === 0 ? 'Nothing happened yet.' : 'No line is like that.'}</p>}
      <ol className="timeline">
        {[...items].reverse().map((item) => {
          const when = sincePage(item.atUs, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, item.atUs);
          return (
            <li key={item.seq}>
              <button
                type="button"
                className="timeline-time mono"
                onClick={() => void session.seek(item.atUs)}
                aria-label={`${when}: look back at this moment`}
              >
                {when}
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
          );
        })}
      </ol>
      {items.length > 0 && (
        <details className="small">
          <summary>As text</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre className="war-room" tabIndex={0} role="region" aria-label="Log as text">
            {warRoomText(items, view)}
          </pre>
        </details>
      )}
    </div>
  );
}

/** A line by hand. It stays in the log: a mistake is set right by another line. */
function OwnLine() {
  const session = useSession();
  const act = useAct();
  const [draft, setDraft, clear] = useDraft(session.id, 'timeline', EMPTY);
  const text = draft.text.trim();
  return (
    <form
      className="stack-tight"
      onSubmit={async (event) => {
        event.preventDefault();
        if (text !== '' && (await act({ kind: 'note.timeline', args: { text: noteText(draft.kind, text) } })) !== undefined) clear();
      }}
    >
      <TextField label="Line for the log" value={draft.text} onChange={(next) => setDraft({ ...draft, text: next })} maxLength={480} />
      <div className="row note-row">
        <ChoiceField label="It is" value={draft.kind} onChange={(kind) => setDraft({ ...draft, kind })} options={NOTE_KINDS} />
        <Button type="submit" isDisabled={text === ''}>
          Add to the log
        </Button>
      </div>
      <p className="small quiet">A line stays; set a mistake right with another one.</p>
    </form>
  );
}
