// Issues of every journal script in a scenario's folder.
import { type InputIssue, parseScript, type Scenario } from '../../schema/index.ts';
import { checkExpr } from './drills.ts';
import type { ScenarioFolder } from './scenarios.ts';

/** @param scenario with it, the names that journals use are checked too */
export function checkScripts(folder: ScenarioFolder, scenario: Scenario | undefined): InputIssue[] {
  return Object.entries(folder.files).flatMap(([path, text]) => {
    if (!/^journals\/[^/]+\.ya?ml$/.test(path)) return [];
    const parsed = parseScript(text, path, scenario, { checkExpr });
    return parsed.ok ? [] : parsed.issues;
  });
}
