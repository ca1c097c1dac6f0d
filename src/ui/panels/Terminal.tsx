// The terminal: a shell on the bastion of the system. What its programs show are looks, what they change are commands, as everywhere else.
import { Pin } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import '@xterm/xterm/css/xterm.css';
import { type DrillSession, ShellSession } from '../../host/client/index.ts';
import { useApp } from '../app/services.ts';
import { useReadOnly, useSession, useSessionContext } from '../app/session-context.tsx';
import { type LookRef, useRoom } from '../room/room-context.tsx';
import { readerWanted, TerminalScreen } from '../terminal/screen.ts';
import { Button, clockText } from '../theme/index.ts';

/** One terminal a drill: it keeps its scroll-back, folder and variables while other tabs are open. */
const screens = new WeakMap<DrillSession, TerminalScreen>();

const KEYS = [
  { label: 'Tab', data: '\t', title: 'Complete the word' },
  { label: '↑', data: '\u001b[A', title: 'The line before' },
  { label: '↓', data: '\u001b[B', title: 'The line after' },
  { label: 'Ctrl-C', data: '\u0003', title: 'Interrupt' },
] as const;

export default function TerminalPanel() {
  const session = useSession();
  const readOnly = useReadOnly();
  const { startShell } = useApp();
  const { noteLook, pin, lastLook } = useRoom();
  const { notify } = useSessionContext();
  const holder = useRef<HTMLDivElement>(null);
  const [reader, setReader] = useState(readerWanted);
  const screen = screenOf(session, startShell);

  useEffect(() => {
    const parent = holder.current;
    if (parent === null) return;
    screen.mount(parent);
    // Whoever walks over the tabs with the keyboard stays there.
    if (document.activeElement?.matches('[role="tab"]:focus-visible') !== true) screen.focus();
    const observer = new ResizeObserver(() => screen.fit());
    observer.observe(parent);
    return () => {
      observer.disconnect();
      screen.unmount();
    };
  }, [screen]);
  useEffect(() => {
    screen.readOnly = readOnly;
  }, [screen, readOnly]);
  useEffect(() => {
    screen.screenReader = reader;
  }, [screen, reader]);
  // The newest look of the terminal can be pinned, as that of any panel.
  useEffect(() => {
    const known = { length: session.journal.length };
    return session.subscribe(() => {
      const fresh = session.journal.slice(known.length);
      known.length = session.journal.length;
      const line = fresh.find((entry) => entry.kind === 'shell.run');
      const look = fresh.findLast((entry) => entry.kind.startsWith('look.'));
      if (look !== undefined)
        noteLook({ seq: look.seq, label: lineLabel(session, line?.seq ?? look.seq), atUs: look.atUs } satisfies LookRef);
    });
  }, [session, noteLook]);

  const copy = async () => {
    const text = screen.selection === '' ? screen.text() : screen.selection;
    try {
      await navigator.clipboard.writeText(text);
      notify('ok', screen.selection === '' ? 'Copied everything in the terminal' : 'Copied the selection');
    } catch {
      notify('bad', 'The browser did not let the text be copied');
    }
  };

  return (
    <div className="terminal">
      <div className="row terminal-bar">
        <h2>Terminal</h2>
        <div className="row" role="group" aria-label="Keys">
          {KEYS.map(({ label, data, title }) => (
            <button
              key={label}
              type="button"
              className="chip mono"
              title={title}
              disabled={readOnly}
              onClick={() => {
                screen.type(data);
                screen.focus();
              }}
            >
              {label}
            </button>
          ))}
        </div>
        <Button size="small" onPress={() => void copy()}>
          Copy
        </Button>
        <Button size="small" isDisabled={readOnly || lastLook === undefined} onPress={() => pin(lastLook)}>
          <Pin size={14} aria-hidden /> Pin last look
        </Button>
        <Checkbox className="checkbox" isSelected={reader} onChange={setReader}>
          <span className="checkbox-box" aria-hidden="true" />
          Read output aloud
        </Checkbox>
      </div>
      {readOnly && <p className="small">You are looking back: the terminal takes no lines until you return to the present.</p>}
      <section className="terminal-holder" ref={holder} aria-label="Terminal" />
    </div>
  );
}

function screenOf(session: DrillSession, startShell: () => Worker): TerminalScreen {
  const known = screens.get(session);
  if (known !== undefined) return known;
  const clock = (atUs: number): string => clockText(session.getState().live.scenario.startsAtMs, atUs);
  const made = new TerminalScreen({
    before: session.journal.flatMap((entry) => (entry.kind === 'shell.run' ? [{ time: clock(entry.atUs), line: entry.args.line }] : [])),
    clock: () => clock(session.getState().view.nowUs),
    open: (answer) => new ShellSession(startShell(), session, answer),
  });
  screens.set(session, made);
  session.whenClosed(() => made.dispose());
  return made;
}

/** The line that a look came from. */
function lineLabel(session: DrillSession, upToSeq: number): string {
  const line = session.journal.findLast((entry) => entry.kind === 'shell.run' && entry.seq <= upToSeq);
  return line?.kind === 'shell.run' ? `$ ${line.args.line}` : 'terminal';
}
