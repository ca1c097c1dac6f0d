// What a story needs around a page that belongs to no drill: theme, services, a store with what the story puts there.
import { type ReactNode, useMemo } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { type DrillResult, type DrillSession, type DrillStore, memoryStore, resultOf } from '../../host/client/index.ts';
import { type AppServices, AppServicesContext, SessionKeeper } from '../app/services.ts';
import { storyScenarios, storyShell, storyWorker } from './story-drill.ts';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/controls.css';

export function PageStage({
  store,
  services = {},
  children,
}: {
  store?: DrillStore;
  services?: Partial<AppServices>;
  children: ReactNode;
}) {
  const context = useMemo(
    () => ({
      scenarios: storyScenarios,
      startWorker: storyWorker,
      startShell: storyShell,
      store: store ?? memoryStore(),
      storageProblem: undefined,
      keeper: new SessionKeeper(),
      ...services,
    }),
    [store, services],
  );
  const location = useMemo(() => memoryLocation({ path: '/' }), []);
  return (
    <AppServicesContext value={context}>
      <Router hook={location.hook}>{children}</Router>
    </AppServicesContext>
  );
}

/** A store whose every reading fails, as a browser's does when its disk is broken. */
export function brokenStore(): DrillStore {
  const fails = () => Promise.reject(new Error('The database of this browser is damaged'));
  return { ...memoryStore(), list: fails, results: fails, cards: fails, setAside: fails };
}

/** A store that never answers. */
export function silentStore(): DrillStore {
  const waits = () => new Promise<never>(() => {});
  return { ...memoryStore(), list: waits, results: waits, cards: waits, setAside: waits };
}

const results = new WeakMap<DrillSession, Promise<DrillResult>>();

/** The result of a real scored drill; made once, because scoring plays the comparison runs. */
export function realResult(session: DrillSession): Promise<DrillResult> {
  const known = results.get(session) ?? scoredResult(session);
  results.set(session, known);
  return known;
}

async function scoredResult(session: DrillSession): Promise<DrillResult> {
  const { card } = await session.score();
  const { id, bundle, journal } = session;
  return resultOf({ id, slug: bundle.slug, view: session.getState().live, journal, card, now: '2026-01-10T10:00:00.000Z' });
}
