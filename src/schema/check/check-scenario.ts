// Everything about a scenario that no shape can say: names that must exist, times that must fit, a world that must end.
// Each subject has its own file; all of them report all issues.
import type { InputIssue } from '../issues.ts';
import type { LoadOptions } from '../load/load-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { checkAlerting } from './alerting.ts';
import { checkBudget } from './budget.ts';
import { checkCycles } from './calls.ts';
import { checkIncidentCommand } from './command.ts';
import { checkConsoles } from './consoles.ts';
import { Check, type Sources } from './context.ts';
import { checkExpressions } from './expressions.ts';
import { checkInstruments } from './instruments.ts';
import { checkJourneys } from './load.ts';
import { checkRubric } from './rubric.ts';
import { checkSmallWorldBudget } from './small-world-budget.ts';
import { checkSteps } from './steps.ts';
import { checkFile, checkStory } from './story.ts';
import { checkTruth } from './truth.ts';
import { checkWorld } from './world.ts';

/** All issues of a well-formed scenario, in no particular order. */
export function checkScenario(
  scenario: Scenario,
  sources: Sources,
  named: { rubric?: unknown; safeRubric?: unknown },
  options: LoadOptions,
): InputIssue[] {
  const check = new Check(scenario, sources, options);
  checkWorld(check);
  checkSteps(check);
  checkJourneys(check);
  checkBudget(check, checkCycles(check));
  checkSmallWorldBudget(check);
  checkStory(check);
  checkInstruments(check);
  checkAlerting(check);
  checkIncidentCommand(check);
  checkTruth(check);
  checkConsoles(check);
  for (const key of ['rubric', 'safeRubric'] as const) {
    const file = named[key];
    if (typeof file === 'string') checkFile(check, [key], file);
    const rubric = scenario[key];
    if (rubric !== undefined) checkRubric(check, rubric, sources[key]);
  }
  checkExpressions(check);
  return check.issues;
}
