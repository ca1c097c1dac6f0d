// What every story's drill begins with: real scenarios, the real worker, a store of its own. One run per point and page.
import { DrillSession, memoryStore } from '../../host/client/index.ts';
import { scenarioSource } from '../app/scenario-source.ts';

export const MINUTE_US = 60_000_000;

export const storyScenarios = scenarioSource(
  import.meta.glob<string>(['/scenarios/timeout-cascade/**/*.{yaml,md}', '/scenarios/evening-shift/**/*.{yaml,md}'], {
    query: '?raw',
    import: 'default',
  }),
);
export const storyWorker = (): Worker => new Worker(new URL('../../host/worker/entry.ts', import.meta.url), { type: 'module' });
export const storyShell = (): Worker => new Worker(new URL('../../host/shell/entry.ts', import.meta.url), { type: 'module' });

/** A fresh drill. @param changed files of the scenario as the story needs them, by path */
export async function openStory(
  slug: string,
  id: string,
  changed: (files: Readonly<Record<string, string>>) => Promise<Record<string, string>> = async () => ({}),
): Promise<DrillSession> {
  const bundle = await storyScenarios.bundle(slug);
  if (bundle === undefined) throw new Error(`The scenario ${slug} is missing`);
  return DrillSession.open({
    worker: storyWorker(),
    startWorker: storyWorker,
    store: memoryStore(),
    bundle: { ...bundle, files: { ...bundle.files, ...(await changed(bundle.files)) } },
    id: `story-${id}`,
    seed: 'story',
  });
}

/** Stories of a file share a run: each point is played to once. */
export function oncePerPoint<Point extends string>(
  playTo: (point: Point) => Promise<DrillSession>,
): (point: Point) => Promise<DrillSession> {
  const opened = new Map<Point, Promise<DrillSession>>();
  return (point) => {
    const known = opened.get(point) ?? playTo(point);
    opened.set(point, known);
    return known;
  };
}
