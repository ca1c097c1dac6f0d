// One console: its title bar, what stands around it, its body, and the safeguard that asks. While one asks, nothing behind it can be pressed; afterwards
// the focus is where it was.
import { useEffect, useId, useRef } from 'react';
import { Environment, Separation, Watermark } from './Around.tsx';
import { LastAttempt, Trail, Undoable } from './Attempts.tsx';
import { type Desk, DeskContext } from './desk.tsx';
import { PromptScreen } from './PromptScreen.tsx';
import { FormScreen, MenuScreen, ProgressScreen } from './Screens.tsx';
import { Figures } from './safeguards/Figures.tsx';
import { Asked } from './safeguards/kinds.tsx';
import { Tables } from './Tables.tsx';
import { type Typed, useEntries } from './use-entries.ts';
import './consoles.css';
import './safeguards.css';
import './styles.css';

/** The half-typed line of a prompt among the drafts; no field is called that. */
const LINE = '>';

const BODIES = { form: FormScreen, menu: MenuScreen, progress: ProgressScreen } as const;

export function ConsoleScreen({ desk, typed, onTyped }: { desk: Desk; typed: Typed; onTyped: (typed: Typed) => void }) {
  const { view, send } = desk;
  const { [LINE]: line = '', ...fields } = typed;
  const keepLine = (next: Typed) => onTyped(line === '' ? next : { ...next, [LINE]: line });
  const entries = useEntries(view, send, fields, keepLine);
  const id = useId();
  const prompt = view.attempt?.prompt;
  const body = useFocusBack(prompt !== undefined);
  const Body = view.kind === 'prompt' ? undefined : BODIES[view.kind];
  return (
    <DeskContext value={desk}>
      <section className={`console console-${view.style}`} aria-labelledby={id}>
        <header className="console-bar">
          <h3 id={id}>{view.title}</h3>
          {view.summary !== '' && <p>{view.summary}</p>}
        </header>
        {view.environment !== undefined && <Environment environment={view.environment} />}
        {view.watermark !== undefined && <Watermark watermark={view.watermark} />}
        <div className="console-stage">
          <div ref={body} className="console-body" inert={prompt !== undefined}>
            {view.separation !== undefined && <Separation separation={view.separation} />}
            {Body === undefined ? (
              <>
                <Figures figures={view.readouts} label="On the screen" />
                <Tables tables={view.tables} />
                <PromptScreen
                  typed={line}
                  onTyped={(next) => onTyped(next === '' ? fields : { ...fields, [LINE]: next })}
                  busy={prompt !== undefined}
                />
              </>
            ) : (
              <Body entries={entries} />
            )}
          </div>
          {prompt !== undefined && (
            <div className="console-over">
              <Asked key={`${view.attempt?.number} ${prompt.safeguard}`} prompt={prompt} />
            </div>
          )}
        </div>
        {view.attempt !== undefined && prompt === undefined && (
          <p className="console-busy" role="status">
            Under way…
          </p>
        )}
        {Body === undefined && <LastAttempt />}
        <Undoable />
        <Trail />
      </section>
    </DeskContext>
  );
}

/** Remembers what had the focus within the body, and gives it back once nothing asks any more. */
function useFocusBack(asking: boolean) {
  const body = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement>(undefined);
  const before = useRef(asking);
  useEffect(() => {
    const element = body.current;
    const note = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement) last.current = event.target;
    };
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    const ended = before.current && !asking;
    before.current = asking;
    // Only where the focus went with the safeguard: who has gone elsewhere meanwhile stays there.
    if (ended && (document.activeElement === null || document.activeElement === document.body)) last.current?.focus();
  }, [asking]);
  return body;
}
