// Opening somebody's run: its shape is checked, it is played again here, and its hashes are compared before anything is shown.
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { DrillSession, HostRequestError, type ParsedRun, readRunFile, unpackRun } from '../../host/client/index.ts';
import type { RunFile } from '../../schema/index.ts';
import { drillId, useApp } from '../app/services.ts';

export type OpeningRun =
  | { state: 'idle' }
  | { state: 'busy'; text: string; ratio: number }
  | { state: 'refused'; problems: string[] }
  /** It can be played, but does not end where the file says. */
  | { state: 'unverified'; reason: string; show: () => void; leave: () => void };

export function useOpenRun(): { opening: OpeningRun; openFile: (file: File) => void; openLink: (packed: string) => void } {
  const app = useApp();
  const [, navigate] = useLocation();
  const [opening, setOpening] = useState<OpeningRun>({ state: 'idle' });

  const open = useCallback(
    async (read: Promise<ParsedRun>) => {
      setOpening({ state: 'busy', text: 'Reading the run', ratio: 0 });
      try {
        const parsed = await read;
        if (!parsed.ok) return setOpening({ state: 'refused', problems: parsed.problems });
        const session = await played(parsed.run, app, (ratio, text) => setOpening({ state: 'busy', text, ratio }));
        if (typeof session === 'string') return setOpening({ state: 'refused', problems: [session] });
        setOpening({ state: 'busy', text: 'Comparing the hashes', ratio: 1 });
        const verdict = await session.verify(parsed.run);
        const show = () => {
          app.keeper.ensure(`drill/${session.id}`, async () => session);
          navigate(`/drill/${session.id}/debrief`);
        };
        const leave = () => {
          session.close();
          setOpening({ state: 'idle' });
        };
        if (verdict.ok) show();
        else setOpening({ state: 'unverified', reason: verdict.reason, show, leave });
      } catch (error) {
        const problems = error instanceof HostRequestError && error.details.length > 0 ? error.details : [];
        setOpening({ state: 'refused', problems: [error instanceof Error ? error.message : String(error), ...problems] });
      }
    },
    [app, navigate],
  );
  const openFile = useCallback((file: File) => void open(readRunFile(file)), [open]);
  const openLink = useCallback((packed: string) => void open(unpackRun(packed)), [open]);
  return { opening, openFile, openLink };
}

/** The run played again in a worker, or why it cannot be. */
async function played(
  run: RunFile,
  app: ReturnType<typeof useApp>,
  progress: (ratio: number, text: string) => void,
): Promise<DrillSession | string> {
  const bundle = await app.scenarios.bundle(run.scenario.slug);
  if (bundle === undefined) return `The run is of the scenario “${run.scenario.slug}”, which this build does not carry.`;
  return DrillSession.open({
    worker: app.startWorker(),
    startWorker: app.startWorker,
    store: app.store,
    bundle,
    id: `run-${drillId()}`,
    seed: run.seed,
    run,
    progress: (ratio, text) => progress(ratio, text.replace('up to where you left', '')),
  });
}
