// Keyboard: the palette on Ctrl/Cmd-K, one key per tool, ? for the help. Keys are ignored while somebody types.
import { useEffect, useState } from 'react';
import { useReadOnly, useSession, useSessionContext, useView } from '../app/session-context.tsx';
import { HelpDialog, openHelp } from '../guide/index.ts';
import { speedsOf } from './ClockControls.tsx';
import { Palette } from './Palette.tsx';
import { useRoom } from './room-context.tsx';
import { useTools } from './use-tools.ts';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** What asks on a console has its own keys; the rest of the room goes on meanwhile. */
const within = (target: EventTarget | null, part: string): boolean => target instanceof Element && target.closest(part) !== null;

export function RoomKeys() {
  const [palette, setPalette] = useState(false);
  const { go, pin, lastLook, prepared, pinning } = useRoom();
  const session = useSession();
  const { notify } = useSessionContext();
  const readOnly = useReadOnly();
  const view = useView();
  const tools = useTools();
  const dialogOpen = prepared !== undefined || pinning !== undefined;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setPalette((open) => !open);
        return;
      }
      const pinLast = () => {
        if (lastLook === undefined) notify('warn', 'There is nothing to pin yet: open a tool first, and it pins what you saw there.');
        else pin(lastLook);
      };
      // By its place on the keyboard, because some of them write another letter with Alt.
      if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyP' && !readOnly && !dialogOpen) {
        event.preventDefault();
        pinLast();
        return;
      }
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        typing(event.target) ||
        dialogOpen ||
        within(event.target, '.safeguard') ||
        document.querySelector(':is([role="dialog"], [role="alertdialog"]):not(.safeguard)') !== null
      )
        return;
      const tool = tools.find(({ shortcut }) => shortcut === event.key);
      if (event.key === '?') openHelp('keyboard');
      else if (tool !== undefined) go(tool.id);
      else if (event.key === 'p' && !readOnly) pinLast();
      else if (event.key === '.' && !readOnly && view.timed) void session.pace(!view.paused, view.speed);
      else if ((event.key === '+' || event.key === '-') && !readOnly && view.timed) {
        const speeds = speedsOf(view.scenario.lengthUs);
        const speed = speeds[speeds.indexOf(view.speed) + (event.key === '+' ? 1 : -1)];
        if (speed !== undefined) void session.pace(view.paused, speed);
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [go, pin, lastLook, notify, session, readOnly, view.paused, view.speed, view.timed, view.scenario.lengthUs, tools, dialogOpen]);

  return (
    <>
      <Palette isOpen={palette} onClose={() => setPalette(false)} />
      <HelpDialog />
    </>
  );
}
