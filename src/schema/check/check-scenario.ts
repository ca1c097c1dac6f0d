// Everything about a scenario that no shape can say: names that must exist, times that must fit, a world that must end.
// Each subject has its own file; all of them report all issues.
import type { InputIssue } from '../issues.ts';
import type { LoadOptions } from '../load/load-scenario.ts';
import type { Source } from '../load/yaml.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface Sources {
  scenario: Source;
  rubric: Source | undefined;
  rules: Source | undefined;
}

/** All issues of a well-formed scenario, in no particular order. */
export function checkScenario(_scenario: Scenario, _sources: Sources, _options: LoadOptions): InputIssue[] {
  return [];
}
