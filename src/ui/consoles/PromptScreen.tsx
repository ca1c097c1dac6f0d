// A shell: what was typed and printed, and one line with history and completion. Text in the document, so that a screen reader reads it.
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useDesk } from './desk.tsx';
import { EMPTY_LINE, edited, historyOf, type Line } from './prompt-line.ts';

/** What Ctrl-C types, where the prompt knows it. */
const INTERRUPT = '^C';

export function PromptScreen({ typed, onTyped, busy }: { typed: string; onTyped: (line: string) => void; busy: boolean }) {
  const { view, readOnly, send } = useDesk();
  const history = historyOf(view.screen.map(({ line }) => line));
  const [line, setLine] = useState<Line>(() => ({ ...EMPTY_LINE, text: typed, cursor: typed.length }));
  const input = useRef<HTMLInputElement>(null);
  const log = useRef<HTMLDivElement>(null);
  const id = useId();

  // The newest is in sight, as in every shell.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line, or another question below the last one
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [view.screen.length, busy]);
  const { cursor } = line;
  useLayoutEffect(() => {
    if (document.activeElement === input.current) input.current?.setSelectionRange(cursor, cursor);
  }, [cursor]);

  const give = (text: string) =>
    void send({ kind: 'console.line', args: { console: view.id, line: text } }).then((accepted) => {
      if (accepted) show(EMPTY_LINE);
    });
  const show = (next: Line) => {
    setLine(next);
    onTyped(next.text);
  };
  return (
    <div className="prompt">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <div ref={log} className="prompt-log" role="log" aria-label={`What ${view.title} printed`} tabIndex={0}>
        {view.screen.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names of their own, only an order
          <div key={index} className="prompt-entry">
            <p className="prompt-typed">
              <span className="prompt-before">{entry.prompt}</span> {entry.line}
            </p>
            {entry.output !== '' && <pre className="prompt-output">{entry.output}</pre>}
          </div>
        ))}
        {view.screen.length === 0 && (
          <p className="console-hint">Nothing has been typed here yet. Tab completes, the arrows bring back lines.</p>
        )}
      </div>
      <form
        className="prompt-line"
        onSubmit={(event) => {
          event.preventDefault();
          const text = line.text.trim();
          if (text === '' || readOnly) return;
          give(text);
        }}
      >
        <label htmlFor={id} className="prompt-before">
          <span className="visually-hidden">Line to type at </span>
          {view.prompt}
        </label>
        <input
          ref={input}
          id={id}
          className="prompt-input"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={500}
          value={line.text}
          readOnly={readOnly}
          onChange={(event) => {
            const text = event.target.value;
            show({ ...EMPTY_LINE, text, cursor: event.target.selectionStart ?? text.length });
          }}
          onSelect={(event) => {
            const at = event.currentTarget.selectionStart ?? 0;
            if (at !== line.cursor) setLine({ ...line, cursor: at });
          }}
          onKeyDown={(event) => {
            if (event.altKey || event.metaKey || event.shiftKey || readOnly) return;
            const { selectionStart, selectionEnd } = event.currentTarget;
            // Where something is marked Ctrl-C copies; else it interrupts, or drops the line.
            if (event.ctrlKey && event.key.toLowerCase() === 'c' && selectionStart === selectionEnd) {
              event.preventDefault();
              if (view.lines.includes(INTERRUPT)) give(INTERRUPT);
              else show(EMPTY_LINE);
              return;
            }
            const next = edited(line, event.key, event.ctrlKey, history, view.lines);
            if (next === undefined) return;
            event.preventDefault();
            show(next);
          }}
        />
        <button type="submit" className="prompt-enter" disabled={readOnly || line.text.trim() === ''}>
          Enter
        </button>
      </form>
    </div>
  );
}
