// A journal script’s text to a Script, or every issue at once; with a scenario, the names it uses are checked too.

import type { ParseResult } from '../issues.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Script, ScriptSchema } from '../script.ts';
import { readYaml } from './yaml.ts';
import { parseShape } from './shape.ts';

/** Parses a script. */
export function parseScript(text: string, file: string, _scenario?: Scenario): ParseResult<Script> {
  const source = readYaml(text, file);
  if (!source.ok) return source;
  return parseShape<Script>(source.value, ScriptSchema);
}
