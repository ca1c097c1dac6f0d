// What every story's drill begins with: real scenarios, the real worker, a store of its own. One run per point and file of stories.
import { DrillSession, memoryStore } from '../../host/client/index.ts';
import { scenarioSource } from '../app/scenario-source.ts';

export const MINUTE_US = 60_000_000;

export const storyScenarios = scenarioSource(
  import.meta.glob<string>(
    ['/scenarios/timeout-cascade/**/*.{yaml,md}', '/scenarios/evening-shift/**/*.{yaml,md}', '/scenarios/false-alert/**/*.{yaml,md}'],
    {
      query: '?raw',
      import: 'default',
    },
  ),
);
export const storyWorker = (): Worker => new Worker(new URL('../../host/worker/entry.ts', import.meta.url), { type: 'module' });
export const storyShell = (): Worker => new Worker(new URL('../../host/shell/entry.ts', import.meta.url), { type: 'module' });

/** What the stories of a file opened. */
const opened = new Set<DrillSession>();
const runsByPoint: Map<string, Promise<DrillSession>>[] = [];

/** Files of stories share a page; no file meets what another did to a drill. */
export async function closeDrills(): Promise<void> {
  for (const runs of runsByPoint) runs.clear();
  const closing = [...opened].map((session) => session.close());
  opened.clear();
  await Promise.all(closing);
}

/** A fresh drill. @param changed files of the scenario as the story needs them, by path */
export async function openStory(
  slug: string,
  id: string,
  changed: (files: Readonly<Record<string, string>>) => Promise<Record<string, string>> = async () => ({}),
): Promise<DrillSession> {
  const bundle = await storyScenarios.bundle(slug);
  if (bundle === undefined) throw new Error(`The scenario ${slug} is missing`);
  const session = await DrillSession.open({
    worker: storyWorker(),
    startWorker: storyWorker,
    store: memoryStore(),
    bundle: { ...bundle, files: { ...bundle.files, ...(await changed(bundle.files)) } },
    id: `story-${id}`,
    seed: 'story',
  });
  opened.add(session);
  return session;
}

/** Stories of a file share a run: each point is played to once. */
export function oncePerPoint<Point extends string>(
  playTo: (point: Point) => Promise<DrillSession>,
): (point: Point) => Promise<DrillSession> {
  const runs = new Map<Point, Promise<DrillSession>>();
  runsByPoint.push(runs);
  return (point) => {
    const run = runs.get(point) ?? playTo(point);
    runs.set(point, run);
    return run;
  };
}
