// Issues of every journal script in a scenario's folder.
import { type InputIssue, parseScript } from '../../schema/index.ts';
import type { ScenarioFolder } from './scenarios.ts';

export function checkScripts(folder: ScenarioFolder): InputIssue[] {
  return Object.entries(folder.files).flatMap(([path, text]) => {
    if (!/^journals\/[^/]+\.ya?ml$/.test(path)) return [];
    const parsed = parseScript(text, path);
    return parsed.ok ? [] : parsed.issues;
  });
}
