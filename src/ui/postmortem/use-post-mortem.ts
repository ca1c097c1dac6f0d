// The post-mortem of a drill while it is written: read from storage or filled in, kept as it is typed, with undo.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PostMortem } from '../../schema/index.ts';
import { useApp } from '../app/services.ts';
import { useSession, useSessionState } from '../app/session-context.tsx';
import { scoreOnce } from '../debrief/score-once.ts';
import { changed, type History, historyOf, redone, undone } from './history.ts';
import { prefilled } from './prefill.ts';

const SAVE_AFTER_MS = 500;

export type Saving = 'saved' | 'saving' | 'not saved' | 'not kept';
export interface Writing {
  history: History<PostMortem>;
  change: (next: PostMortem, step?: string) => void;
  undo: () => void;
  redo: () => void;
  /** Fills everything in anew from the journal; can be undone. */
  refill: () => Promise<void>;
  saving: Saving;
  problem: string | undefined;
}
export type Opened =
  | { status: 'opening'; ratio: number; text: string }
  | { status: 'failed'; message: string }
  | { status: 'open'; writing: Writing };

export function usePostMortem(): Opened {
  const session = useSession();
  const { live } = useSessionState();
  const { store } = useApp();
  const [history, setHistory] = useState<History<PostMortem> | undefined>(undefined);
  const [progress, setProgress] = useState({ ratio: 0, text: 'Reading what was written' });
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const [saving, setSaving] = useState<Saving>(session.readOnly ? 'not kept' : 'saved');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const unsaved = useRef<PostMortem | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const view = useRef(live);
  view.current = live;

  const filled = useCallback(async () => {
    const { card, comparisons } = await scoreOnce(session, (ratio, text) => setProgress({ ratio, text }));
    return prefilled(
      { drillId: session.id, slug: session.bundle.slug, view: view.current, journal: session.journal, card, comparisons },
      new Date().toISOString(),
    );
  }, [session]);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const record = unsaved.current;
    if (record === undefined || session.readOnly) return;
    unsaved.current = undefined;
    try {
      await store.putPostMortem({ ...record, updatedAt: new Date().toISOString() });
      if (unsaved.current === undefined) setSaving('saved');
      setProblem(undefined);
    } catch (error) {
      unsaved.current ??= record;
      setSaving('not saved');
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }, [store, session.readOnly]);

  useEffect(() => {
    let gone = false;
    const open = async () => {
      const kept = session.readOnly ? undefined : await store.postMortem(session.id);
      const first = kept ?? (await filled());
      if (!gone) setHistory(historyOf(first));
    };
    open().catch((error: unknown) => !gone && setFailed(error instanceof Error ? error.message : String(error)));
    const onHide = () => void flush();
    globalThis.addEventListener('pagehide', onHide);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      gone = true;
      globalThis.removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onHide);
      void flush();
    };
  }, [session, store, filled, flush]);

  const put = (next: History<PostMortem>) => {
    setHistory(next);
    if (session.readOnly) return;
    unsaved.current = next.present;
    setSaving('saving');
    timer.current ??= setTimeout(() => void flush(), SAVE_AFTER_MS);
  };
  if (failed !== undefined) return { status: 'failed', message: failed };
  if (history === undefined) return { status: 'opening', ...progress };
  return {
    status: 'open',
    writing: {
      history,
      change: (next, step) => put(changed(history, next, step)),
      undo: () => put(undone(history)),
      redo: () => put(redone(history)),
      refill: async () => put(changed(history, await filled())),
      saving,
      problem,
    },
  };
}
