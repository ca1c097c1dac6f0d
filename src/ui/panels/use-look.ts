// Opening a panel that shows data is a look, and a look is a journal entry (DESIGN D3). Sent once per opening, and again on demand.
// While an earlier instant is shown nothing is sent: the panel shows what the last such look before then showed.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EntryDraft, LookResult } from '../../schema/index.ts';
import { useReadOnly, useSession, useSessionContext, useView } from '../app/session-context.tsx';
import { type LookRef, useRoom } from '../room/room-context.tsx';
import { lookArgsText, recordedLook } from './recorded-look.ts';

export interface Looked {
  result: LookResult | undefined;
  look: LookRef | undefined;
  pending: boolean;
  /** Why there is nothing to show. */
  problem: string | undefined;
  /** While looking back: what was looked for then, where that is not what the panel asks for. */
  instead?: string | undefined;
  again: () => void;
}

interface Shown {
  result: LookResult | undefined;
  look: LookRef | undefined;
  problem: string | undefined;
  instead?: string | undefined;
}
const NOTHING: Shown = { result: undefined, look: undefined, problem: undefined };

interface Options {
  /** While looking back, another look of the kind is shown where there is none with these arguments. */
  anyWhenBack?: boolean;
  /** It came along with another look, which stays the last one. */
  alongside?: boolean;
}

/** @param draft what to look at; undefined: nothing yet. A new `label` is a new look. */
export function useLook(draft: EntryDraft | undefined, label: string, { anyWhenBack = false, alongside = false }: Options = {}): Looked {
  const session = useSession();
  const readOnly = useReadOnly();
  const { seq } = useView();
  const { noteLook } = useRoom();
  const { notify } = useSessionContext();
  const [state, setState] = useState<Shown>(NOTHING);
  const [back, setBack] = useState<{ seq: number; shown: Shown } | undefined>(undefined);
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
      if (!alongside) noteLook(ref);
      setState({ result, look: ref, problem: result?.kind === 'missing' ? result.reason : undefined });
    } catch (error) {
      if (turn === wanted.current) setState((old) => ({ ...old, problem: error instanceof Error ? error.message : String(error) }));
      notify('bad', error instanceof Error ? error.message : String(error));
    } finally {
      if (turn === wanted.current) setPending(false);
    }
  }, [session, label, alongside, noteLook, notify, readOnly]);

  useEffect(() => {
    if (key === undefined || readOnly) return;
    // Deferred, so that React's double mount in development sends one look.
    const timer = setTimeout(() => void send(), 0);
    return () => clearTimeout(timer);
  }, [key, send, readOnly]);

  const found = readOnly && draft !== undefined ? recordedLook(session.journal, draft, seq, anyWhenBack) : undefined;
  const foundSeq = found?.seq;
  const instead =
    found === undefined || draft === undefined || recordedLook([found], draft, seq, false) !== undefined
      ? undefined
      : lookArgsText(found.args);
  const atUs = found?.atUs ?? 0;
  useEffect(() => {
    if (foundSeq === undefined) return;
    let gone = false;
    const ref = { seq: foundSeq, label, atUs };
    session.look(foundSeq).then(
      (result) => {
        if (!gone)
          setBack({
            seq: foundSeq,
            shown: { result, look: ref, problem: result?.kind === 'missing' ? result.reason : undefined, instead },
          });
      },
      (error: unknown) => !gone && notify('bad', error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
    };
  }, [session, foundSeq, label, atUs, instead, notify]);

  if (readOnly) {
    const shown = back !== undefined && back.seq === foundSeq ? back.shown : NOTHING;
    return { ...shown, pending: foundSeq !== undefined && shown === NOTHING, again: () => undefined };
  }
  return { ...state, pending, again: () => void send() };
}
