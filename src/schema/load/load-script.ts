// A journal script’s text to a Script, or every issue at once; with a scenario, the names it uses are checked too.
import { checkCommand, checkLook } from '../check/commands.ts';
import { fieldsOf } from '../check/consoles.ts';
import { Check } from '../check/context.ts';
import type { InputIssue, ParseResult } from '../issues.ts';
import { ENTRY_ARGS, type EntryKind } from '../journal.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Script, type ScriptEntry, ScriptSchema } from '../script.ts';
import { parseCommandText } from '../text/command-text.ts';
import { parseLookText } from '../text/look-text.ts';
import type { LoadOptions } from './load-scenario.ts';
import { capped, describe, inOrder, makeIssue, parseShape, shapeIssuesOf, valueAt } from './shape.ts';
import { didYouMean } from './suggest.ts';
import { type Path, readYaml, type Source } from './yaml.ts';

/** Parses a script. Arguments that are filled in when it is played (`= expr`, `#id`) are not judged by their kind. */
export function parseScript(text: string, file: string, scenario?: Scenario, options: LoadOptions = {}): ParseResult<Script> {
  const source = readYaml(text, file);
  if (!source.ok) return source;
  const parsed = parseShape<Script>(source.value, ScriptSchema);
  if (!parsed.ok) return parsed;
  const issues: InputIssue[] = [];
  const add = (code: string, path: Path, found: string, expected: string, hint: string): void =>
    void issues.push(makeIssue(source.value, code, path, 'value', { found, expected, hint }));
  const world =
    scenario === undefined ? undefined : new Check(scenario, { scenario: source.value, rubric: undefined, rules: undefined }, options);
  const ids = new Set<string>();
  parsed.value.entries.forEach((entry, index) => {
    const path = ['entries', index];
    const given = (['look', 'do', 'sh', 'console', 'kind'] as const).filter((key) => entry[key] !== undefined);
    if (given.length !== 1)
      add(
        'script/one-thing',
        path,
        given.length === 0 ? 'none of look, do, sh, console and kind' : given.join(' and '),
        'exactly one of look, do, sh, console and kind',
        'Write one entry for each thing done',
      );
    if (entry.args !== undefined && entry.kind === undefined)
      add(
        'script/args-without-kind',
        [...path, 'args'],
        'args without kind',
        'args only beside kind',
        'Looks and commands are written as one text',
      );
    issues.push(...consoleIssues(source.value, entry, path, scenario, options));
    if (entry.do !== undefined) {
      if (world !== undefined) checkCommand(world, [...path, 'do'], entry.do, { source: source.value });
      else if (parseCommandText(entry.do) === undefined)
        add('script/not-a-command', [...path, 'do'], describe(entry.do), 'a command', 'For example: rollback payment-service');
    }
    if (entry.look !== undefined) {
      if (world !== undefined) checkLook(world, [...path, 'look'], entry.look, { source: source.value });
      if (parseLookText(entry.look) === undefined && world === undefined)
        add('script/not-a-look', [...path, 'look'], describe(entry.look), 'a look', 'For example: deployments, or diff payment-service');
    }
    if (entry.kind !== undefined) issues.push(...argIssues(source.value, entry, path, ids, options));
    if (entry.id !== undefined && ids.has(entry.id))
      add('script/duplicate-id', [...path, 'id'], describe(entry.id), 'each id once', 'Choose another');
    if (entry.id !== undefined) ids.add(entry.id);
  });
  const all = [...issues, ...(world?.issues ?? [])];
  return all.length === 0 ? parsed : { ok: false, issues: capped(inOrder(all)) };
}

/** Issues of what is done at a console: what belongs together, and the names if the scenario is known. */
function consoleIssues(source: Source, entry: ScriptEntry, path: Path, scenario: Scenario | undefined, options: LoadOptions): InputIssue[] {
  const issues: InputIssue[] = [];
  const add = (code: string, key: string, found: string, expected: string, hint: string): void =>
    void issues.push(makeIssue(source, code, [...path, key], 'value', { found, expected, hint }));
  if (entry.console === undefined) {
    for (const key of ['action', 'fills', 'stops', 'line'] as const)
      if (entry[key] !== undefined)
        add('script/without-console', key, `${key} without console`, `${key} only beside console`, 'Name the console');
    return issues;
  }
  if ((entry.action === undefined) === (entry.line === undefined))
    add(
      'script/console-what',
      'console',
      entry.line === undefined ? 'neither action nor line' : 'action and line',
      'exactly one of action and line',
      'Write one entry for each',
    );
  if (entry.line !== undefined && entry.fills !== undefined)
    add('script/console-what', 'line', 'fills beside line', 'fills only beside action', 'What a line means follows from its words');
  for (const [field, value] of Object.entries(entry.fills ?? {})) {
    if (!value.startsWith('= ')) continue;
    for (const { message, from } of options.checkExpr?.(value.slice(2)) ?? [])
      issues.push(
        makeIssue(source, 'scenario/expression', [...path, 'fills', field], 'value', {
          found: describe(value),
          expected: `PromQL: ${message}`,
          hint: `Character ${from + 1} after "= "`,
        }),
      );
  }
  if (scenario === undefined) return issues;
  const consoles = scenario.consoles ?? {};
  const desk = Object.hasOwn(consoles, entry.console) ? consoles[entry.console] : undefined;
  if (desk === undefined) {
    add(
      'script/unknown-console',
      'console',
      describe(entry.console),
      'a console of the scenario',
      didYouMean(entry.console, Object.keys(consoles), 'console'),
    );
    return issues;
  }
  const known = (key: 'action' | 'stops', names: readonly string[], what: string): void => {
    const name = entry[key];
    if (name !== undefined && !names.includes(name))
      add(`script/unknown-${key}`, key, describe(name), what, didYouMean(name, names, key === 'stops' ? 'safeguard' : key));
  };
  known(
    'action',
    desk.actions.map(({ name }) => name),
    'an action of the console',
  );
  known(
    'stops',
    [...desk.always, ...desk.dangerous, ...desk.safe].map(({ name }) => name),
    'a safeguard of the console',
  );
  const fields = fieldsOf(desk);
  for (const field of Object.keys(entry.fills ?? {}))
    if (!fields.includes(field))
      issues.push(
        makeIssue(source, 'script/unknown-field', [...path, 'fills', field], 'key', {
          found: describe(field),
          expected: 'a field of the console',
          hint: didYouMean(field, fields, 'field'),
        }),
      );
  return issues;
}

/** Issues of an entry’s args, but for those about values that are only known when the script is played. */
function argIssues(source: Source, entry: ScriptEntry, path: Path, ids: ReadonlySet<string>, options: LoadOptions): InputIssue[] {
  const schema = ENTRY_ARGS[entry.kind as EntryKind];
  const at = [...path, 'args'];
  const raw = entry.args ?? {};
  const within: Source = { file: source.file, value: raw, locate: (inner, part) => source.locate([...at, ...inner], part) };
  const shape = shapeIssuesOf(within, schema)
    .filter((issue) => !isPlayed(valueAt(raw, issue.path)))
    .map((issue) => ({ ...issue, path: [...path.map((key) => (typeof key === 'number' ? key : String(key))), 'args', ...issue.path] }));
  const played: InputIssue[] = [];
  eachText(raw, at, (text, textPath) => {
    if (text.startsWith('#') && isPlayed(text) && !ids.has(text.slice(1)))
      played.push(
        makeIssue(source, 'script/unknown-id', textPath, 'value', {
          found: describe(text),
          expected: 'the id of an earlier entry',
          hint: didYouMean(text.slice(1), [...ids], 'id'),
        }),
      );
    if (text.startsWith('= ')) {
      for (const { message, from } of options.checkExpr?.(text.slice(2)) ?? [])
        played.push(
          makeIssue(source, 'scenario/expression', textPath, 'value', {
            found: describe(text),
            expected: `PromQL: ${message}`,
            hint: `Character ${from + 1} after "= "`,
          }),
        );
    }
  });
  return [...shape, ...played];
}

const isPlayed = (value: unknown): boolean => typeof value === 'string' && (value.startsWith('= ') || /^#[a-z][a-z0-9-]*$/.test(value));

function eachText(value: unknown, path: Path, visit: (text: string, path: Path) => void): void {
  if (typeof value === 'string') visit(value, path);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) eachText(inner, [...path, Array.isArray(value) ? Number(key) : key], visit);
}
