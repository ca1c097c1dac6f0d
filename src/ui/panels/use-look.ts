// Opening a panel that shows data is a look, and a look is a journal entry (DESIGN D3). Sent once per opening, and again on demand.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EntryDraft, LookResult } from '../../schema/index.ts';
import { useReadOnly, useSession, useSessionContext } from '../app/session-context.tsx';
import { type LookRef, useRoom } from '../room/room-context.tsx';

export interface Looked {
  result: LookResult | undefined;
  look: LookRef | undefined;
  pending: boolean;
  /** Why there is nothing to show. */
  problem: string | undefined;
  again: () => void;
}

/** @param draft what to look at; undefined: nothing yet. A new `label` is a new look. */
export function useLook(draft: EntryDraft | undefined, label: string): Looked {
  const session = useSession();
  const readOnly = useReadOnly();
  const { noteLook } = useRoom();
  const { notify } = useSessionContext();
  const [state, setState] = useState<{ result: LookResult | undefined; look: LookRef | undefined; problem: string | undefined }>({
    result: undefined,
    look: undefined,
    problem: undefined,
  });
  const [pending, setPending] = useState(false);
  const wanted = useRef(0);
  const draftRef = useRef(draft);
  draftRef.current = draft;
  const key = draft === undefined ? undefined : `${draft.kind} ${JSON.stringify(draft.args)}`;

  const send = useCallback(async () => {
    const asked = draftRef.current;
    if (asked === undefined || readOnly) return;
    wanted.current += 1;
    const turn = wanted.current;
    setPending(true);
    try {
      const { entry, look: result } = await session.append(asked);
      if (turn !== wanted.current) return;
      const ref = { seq: entry.seq, label, atUs: entry.atUs };
      noteLook(ref);
      setState({ result, look: ref, problem: result?.kind === 'missing' ? result.reason : undefined });
    } catch (error) {
      if (turn === wanted.current) setState((old) => ({ ...old, problem: error instanceof Error ? error.message : String(error) }));
      notify('bad', error instanceof Error ? error.message : String(error));
    } finally {
      if (turn === wanted.current) setPending(false);
    }
  }, [session, label, noteLook, notify, readOnly]);

  useEffect(() => {
    if (key === undefined || readOnly) return;
    // Deferred, so that React's double mount in development sends one look.
    const timer = setTimeout(() => void send(), 0);
    return () => clearTimeout(timer);
  }, [key, send, readOnly]);

  return { ...state, pending, again: () => void send() };
}
