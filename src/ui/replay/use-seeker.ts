// Seeking while a hand moves: one request at a time, and the newest wish wins.
import { useCallback, useRef } from 'react';
import { useSession, useSessionContext } from '../app/session-context.tsx';

/** @returns a function that shows an instant, and resolves when that or a later wish is on the screen */
export function useSeeker(): (atUs: number) => Promise<void> {
  const session = useSession();
  const { notify } = useSessionContext();
  const wanted = useRef<number | undefined>(undefined);
  const running = useRef<Promise<void> | undefined>(undefined);
  return useCallback(
    (atUs) => {
      wanted.current = atUs;
      const run = async () => {
        while (wanted.current !== undefined) {
          const next = wanted.current;
          wanted.current = undefined;
          await session.seek(next);
        }
      };
      running.current ??= run()
        .catch((error: unknown) => notify('bad', error instanceof Error ? error.message : String(error)))
        .finally(() => {
          running.current = undefined;
        });
      return running.current;
    },
    [session, notify],
  );
}
