// The open drill for the screens below: its state, and the three things a screen may do with it.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { Appended, DrillSession, SessionState } from '../../host/client/index.ts';
import type { DrillView, EntryDraft, Level } from '../../schema/index.ts';

export interface Toast {
  id: number;
  tone: 'ok' | 'warn' | 'bad';
  text: string;
}

interface SessionContext {
  session: DrillSession;
  toasts: readonly Toast[];
  notify: (tone: Toast['tone'], text: string) => void;
  dismiss: (id: number) => void;
}

const Context = createContext<SessionContext | undefined>(undefined);
let lastToast = 0;

export function SessionProvider({ session, children }: { session: DrillSession; children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const notify = useCallback((tone: Toast['tone'], text: string) => {
    lastToast += 1;
    const id = lastToast;
    setToasts((all) => [...all.slice(-3), { id, tone, text }]);
    setTimeout(() => setToasts((all) => all.filter((toast) => toast.id !== id)), tone === 'ok' ? 5_000 : 20_000);
  }, []);
  const value = useMemo(() => ({ session, toasts, notify, dismiss }), [session, toasts, notify, dismiss]);
  return <Context value={value}>{children}</Context>;
}

export function useSessionContext(): SessionContext {
  const context = useContext(Context);
  if (context === undefined) throw new Error('This part of the screen needs an open drill');
  return context;
}

export const useSession = (): DrillSession => useSessionContext().session;

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getState);
}

export const useView = (): DrillView => useSessionState().view;

/** True when nothing may be appended: an earlier instant is shown, the run belongs to somebody else, or another tab plays it. */
export function useReadOnly(): boolean {
  const session = useSession();
  const { replayAtUs, elsewhere } = useSessionState();
  return session.readOnly || replayAtUs !== undefined || elsewhere !== undefined;
}

/** A beginner is also told what a refusal means: nothing happened, and it is no harm to have tried. */
export const refusalText = (reason: string, level: Level): string =>
  level === 'beginner'
    ? `Refused: ${reason.replace(/\.$/, '')}. Nothing was changed. The attempt stands in the log; mend what is named and try again.`
    : `Refused: ${reason}`;
/** The hardest of the three outcomes, and the one that beginners take for a refusal. */
export const unknownText = (text: string, level: Level): string =>
  level === 'beginner'
    ? `Outcome unknown: ${text.replace(/\.$/, '')}. It may have happened or not: look before you repeat it.`
    : `Outcome unknown: ${text}`;

/**
 * Sends an entry. What came of it is said as a toast when it was refused or unknown; an `ok` text is said when it was done.
 * @returns undefined when it was not accepted as an entry at all
 */
export function useAct(): (draft: EntryDraft, okText?: string) => Promise<Appended | undefined> {
  const { session, notify } = useSessionContext();
  return useCallback(
    async (draft, okText) => {
      try {
        const appended = await session.append(draft);
        const { outcome } = appended;
        if (outcome?.status === 'refused') notify('bad', refusalText(outcome.reason, session.getState().live.level));
        else if (outcome?.status === 'unknown') notify('warn', unknownText(outcome.text, session.getState().live.level));
        else if (outcome?.status === 'done' && outcome.text !== '') notify('ok', outcome.text);
        else if (okText !== undefined) notify('ok', okText);
        return appended;
      } catch (error) {
        notify('bad', error instanceof Error ? error.message : String(error));
        return undefined;
      }
    },
    [session, notify],
  );
}
