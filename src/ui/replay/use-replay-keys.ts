// Keys of the replay bar, ignored while somebody types or a dialog is open. They are free in the room while it looks back.
import { useEffect, useRef } from 'react';

export interface ReplayKeys {
  togglePlay: () => void;
  /** Microseconds, either way. */
  by: (us: number) => void;
  entry: (by: -1 | 1) => void;
}

export function useReplayKeys(keys: ReplayKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      const { togglePlay, by, entry } = latest.current;
      const answers: Record<string, () => void> = {
        '.': togglePlay,
        '[': () => entry(-1),
        ']': () => entry(1),
        '{': () => by(-10e6),
        '}': () => by(10e6),
      };
      const answer = answers[event.key];
      if (answer === undefined) return;
      answer();
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
