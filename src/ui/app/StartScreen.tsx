// A fresh drill: its world runs up to the moment the trainee is called, then the briefing is read while the clock stands still.
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { DrillSession } from '../../host/client/index.ts';
import Briefing from '../briefing/Briefing.tsx';
import { Opening } from './Opening.tsx';
import { drillId, useApp, useKept } from './services.ts';
import { SessionProvider } from './session-context.tsx';

export default function StartScreen({ slug, seed }: { slug: string; seed: string }) {
  const app = useApp();
  const kept = useKept();
  const [, navigate] = useLocation();
  const key = `start/${slug}/${seed}`;
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    app.keeper.ensure(key, async (progress) => {
      const bundle = await app.scenarios.bundle(slug);
      if (bundle === undefined) throw new Error(`There is no scenario called “${slug}” in this build.`);
      return DrillSession.open({
        worker: app.startWorker(),
        startWorker: app.startWorker,
        store: app.store,
        bundle,
        id: drillId(),
        seed,
        progress,
      });
    });
  }, [app, key, slug, seed]);
  if (kept.status !== 'open' || kept.session.bundle.slug !== slug)
    return <Opening kept={kept.status === 'open' ? { status: 'opening', ratio: 0, text: '' } : kept} />;
  const { session } = kept;
  const start = async (timed: boolean) => {
    started.current = true;
    if (timed) await session.pace(false, 1);
    app.keeper.rename(`drill/${session.id}`);
    navigate(`/drill/${session.id}`);
  };
  return (
    <SessionProvider session={session}>
      <Briefing onStart={start} />
    </SessionProvider>
  );
}
