// Keyboard: the palette on Ctrl/Cmd-K, one key per tool, ? for the list. Keys are ignored while somebody types.
import { useEffect, useState } from 'react';
import { useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { Button, Modal } from '../theme/index.ts';
import { SPEEDS } from './ClockControls.tsx';
import { Palette } from './Palette.tsx';
import { useRoom } from './room-context.tsx';
import { TOOLS } from './tool-list.ts';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

export function RoomKeys() {
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const { go, pin, lastLook, prepared, pinning } = useRoom();
  const session = useSession();
  const readOnly = useReadOnly();
  const view = useView();
  const dialogOpen = prepared !== undefined || pinning !== undefined;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setPalette((open) => !open);
        return;
      }
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        typing(event.target) ||
        dialogOpen ||
        document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
      )
        return;
      const tool = TOOLS.find(({ shortcut }) => shortcut === event.key);
      if (event.key === '?') setHelp(true);
      else if (tool !== undefined) go(tool.id);
      else if (event.key === 'p' && !readOnly) pin(lastLook);
      else if (event.key === '.' && !readOnly) void session.pace(!view.paused, view.speed);
      else if ((event.key === '+' || event.key === '-') && !readOnly) {
        const index = (SPEEDS as readonly number[]).indexOf(view.speed) + (event.key === '+' ? 1 : -1);
        const speed = SPEEDS[index];
        if (speed !== undefined) void session.pace(view.paused, speed);
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [go, pin, lastLook, session, readOnly, view.paused, view.speed, dialogOpen]);

  return (
    <>
      <Palette isOpen={palette} onClose={() => setPalette(false)} onHelp={() => setHelp(true)} />
      <Modal title="Keyboard" isOpen={help} onClose={() => setHelp(false)}>
        <dl className="key-list">
          <dt>
            <kbd>Ctrl</kbd> <kbd>K</kbd>
          </dt>
          <dd>Everything: look, act, go</dd>
          {TOOLS.map(({ id, title, shortcut, hint }) => (
            <div key={id} className="key-row">
              <dt>
                <kbd>{shortcut}</kbd>
              </dt>
              <dd>
                {title} <span className="quiet">{hint}</span>
              </dd>
            </div>
          ))}
          <dt>
            <kbd>p</kbd>
          </dt>
          <dd>Pin the last look as evidence</dd>
          <dt>
            <kbd>.</kbd>
          </dt>
          <dd>Pause or run the clock</dd>
          <dt>
            <kbd>+</kbd> <kbd>-</kbd>
          </dt>
          <dd>Faster, slower</dd>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>This list</dd>
        </dl>
        <div className="dialog-actions">
          <Button onPress={() => setHelp(false)}>Close</Button>
        </div>
      </Modal>
    </>
  );
}
