// A run to look at: from a run file (replayed), or from a scenario with a journal and a seed (played).
import { replay } from '../../authority/index.ts';
import {
  chooseSeed,
  chooseUntil,
  isRunFile,
  openRunFile,
  openScenario,
  openScript,
  type Played,
  playDrill,
  scenarioOfRun,
  withConsoles,
} from './drills.ts';
import type { CliIo } from './io.ts';
import type { Progress } from './progress.ts';

export interface TargetArgs {
  name: string;
  journal?: string | undefined;
  seed?: string | undefined;
  until?: string | undefined;
  /** For a scenario that is played: its consoles. */
  consoles?: string | undefined;
  scenario?: string | undefined;
}

/** A seed that had to be drawn is named on standard error. */
export function openTarget(args: TargetArgs, io: CliIo, progress: Progress): Played {
  const { cwd } = io;
  if (isRunFile(args.name, cwd)) {
    const run = openRunFile(args.name, cwd);
    const scenario = scenarioOfRun(run, args.scenario, cwd);
    const authority = replay(scenario, run.seed, run.journal, run.untilUs, (atUs) =>
      progress.report(atUs / run.untilUs, `replaying ${scenario.slug}, seed ${run.seed}`),
    );
    progress.done();
    return { authority, problems: [] };
  }
  const scenario = openScenario(args.name, cwd);
  const script = args.journal === undefined ? undefined : openScript(scenario, args.journal, cwd);
  const { seed, drawn } = chooseSeed(args.seed);
  if (drawn) io.err(`Seed ${seed} was drawn; repeat with --seed ${seed}.\n`);
  return playDrill(scenario, seed, withConsoles(scenario, script, args.consoles), chooseUntil(scenario, args.until), progress);
}
