// The application: addresses to screens. Everything beyond the library is loaded when it is first needed.
import { lazy, Suspense, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Library } from '../library/Library.tsx';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/controls.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NotFound } from './NotFound.tsx';
import { type AppServices, AppServicesContext, SessionKeeper } from './services.ts';

const StartScreen = lazy(() => import('./StartScreen.tsx'));
const DrillScreens = lazy(() => import('./DrillScreens.tsx'));
const ProgressScreen = lazy(() => import('../progress/ProgressScreen.tsx'));
const PracticeScreen = lazy(() => import('../practice/PracticeScreen.tsx'));
const RunLink = lazy(() => import('../library/RunLink.tsx'));

export function App({ services }: { services: AppServices }) {
  const context = useMemo(() => ({ ...services, keeper: new SessionKeeper() }), [services]);
  return (
    <AppServicesContext value={context}>
      {/* One language, said here: some browsers name a language that is none, on which figures and dates would fail. */}
      <I18nProvider locale="en-GB">
        <ErrorBoundary>
          <Router hook={useHashLocation}>
            <Suspense fallback={<p className="empty">Loading…</p>}>
              <Switch>
                <Route path="/">
                  <Library />
                </Route>
                <Route path="/progress">
                  <ProgressScreen />
                </Route>
                <Route path="/practice">
                  <PracticeScreen />
                </Route>
                <Route path="/run/:packed">{({ packed }) => <RunLink packed={packed} />}</Route>
                <Route path="/start/:slug/:seed">{({ slug, seed }) => <StartScreen slug={slug} seed={seed} />}</Route>
                <Route path="/drill/:id/replay/:at">{({ id, at }) => <DrillScreens id={id} screen="replay" at={at} />}</Route>
                <Route path="/drill/:id/:screen?">{({ id, screen }) => <DrillScreens id={id} screen={screen ?? 'room'} />}</Route>
                <Route>
                  <NotFound title="There is nothing at this address" />
                </Route>
              </Switch>
            </Suspense>
          </Router>
        </ErrorBoundary>
      </I18nProvider>
    </AppServicesContext>
  );
}
