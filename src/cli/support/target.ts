// A run to look at: from a run file (replayed), or from a scenario with a journal and a seed (played).
import { replay } from '../../authority/index.ts';
import { chooseSeed, chooseUntil, isRunFile, openRunFile, openScenario, openScript, playDrill, type Played, scenarioOfRun } from './drills.ts';
import type { Progress } from './progress.ts';

export interface TargetArgs {
  name: string;
  journal?: string | undefined;
  seed?: string | undefined;
  until?: string | undefined;
  scenario?: string | undefined;
}

export function openTarget(args: TargetArgs, cwd: string, progress: Progress): Played {
  if (isRunFile(args.name, cwd)) {
    const run = openRunFile(args.name, cwd);
    const scenario = scenarioOfRun(run, args.scenario, cwd);
    const authority = replay(scenario, run.seed, run.journal, run.untilUs, (atUs) => progress.report(atUs / run.untilUs, `replaying ${scenario.slug}, seed ${run.seed}`));
    progress.done();
    return { authority, problems: [] };
  }
  const scenario = openScenario(args.name, cwd);
  const script = args.journal === undefined ? undefined : openScript(scenario, args.journal, cwd);
  return playDrill(scenario, chooseSeed(args.seed).seed, script, chooseUntil(scenario, args.until), progress);
}
