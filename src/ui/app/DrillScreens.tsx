// The screens of one drill that was started: room, review, debrief. They share one session, so moving between them loses nothing.
import { lazy, Suspense, useEffect } from 'react';
import { DrillSession } from '../../host/client/index.ts';
import { ReplayAddress } from '../replay/ReplayAddress.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { ErrorScreen } from './ErrorScreen.tsx';
import { NotFound } from './NotFound.tsx';
import { Opening } from './Opening.tsx';
import { useApp, useKept } from './services.ts';
import { SessionProvider, useSession, useSessionState } from './session-context.tsx';
import { Toasts } from './Toasts.tsx';

const Room = lazy(() => import('../room/Room.tsx'));
const Review = lazy(() => import('../review/Review.tsx'));
const Debrief = lazy(() => import('../debrief/Debrief.tsx'));
const PostMortemScreen = lazy(() => import('../postmortem/PostMortemScreen.tsx'));

const SCREENS = ['room', 'replay', 'review', 'debrief', 'post-mortem'];
/** Looking back happens in the room: it keeps its panels. */
const SAME_PLACE: Readonly<Record<string, string>> = { replay: 'room' };

export default function DrillScreens({ id, screen, at }: { id: string; screen: string; at?: string | undefined }) {
  const app = useApp();
  const kept = useKept();
  useEffect(() => {
    app.keeper.ensure(`drill/${id}`, async (progress) => {
      const saved = await app.store.get(id);
      if (saved === undefined)
        throw new Error('This drill is not saved in this browser. Open its run file from the library, or start a new drill.');
      const bundle = await app.scenarios.bundle(saved.slug);
      if (bundle === undefined) throw new Error(`There is no scenario called “${saved.slug}” in this build.`);
      return DrillSession.open({
        worker: app.startWorker(),
        startWorker: app.startWorker,
        store: app.store,
        bundle,
        id,
        seed: saved.seed,
        saved,
        progress,
      });
    });
  }, [app, id]);
  if (kept.status !== 'open') return <Opening kept={kept} />;
  if (kept.session.id !== id) return <Opening kept={{ status: 'opening', ratio: 0, text: '' }} />;
  return (
    <SessionProvider key={SAME_PLACE[screen] ?? screen} session={kept.session}>
      <ReplayAddress screen={screen} at={at} />
      <Screen screen={screen} />
      <Elsewhere />
      <Toasts />
    </SessionProvider>
  );
}

function Screen({ screen }: { screen: string }) {
  const session = useSession();
  const { stopped } = useSessionState();
  if (stopped !== undefined) return <ErrorScreen title="This drill stopped" message={stopped} session={session} />;
  return (
    <Suspense fallback={<p className="empty">Loading…</p>}>
      {(screen === 'room' || screen === 'replay') && <Room />}
      {screen === 'review' && <Review />}
      {screen === 'debrief' && <Debrief />}
      {screen === 'post-mortem' && <PostMortemScreen />}
      {!SCREENS.includes(screen) && <NotFound title="A drill has a room, a review, a debrief and a post-mortem" />}
    </Suspense>
  );
}
