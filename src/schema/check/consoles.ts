// Consoles, routine work and slips: fields, actions, safeguards and people that exist, commands and expressions that can be read once values are put in.
import type { Path } from '../load/yaml.ts';
import { type Console, type ConsoleAction, type Safeguard, type ShownFigure, safeguardKind, safeguardsOf } from '../scenario/console.ts';
import { exprWithFields, wordsWithFields } from '../text/field-text.ts';
import { storyTimeUs } from '../text/story-time.ts';
import { checkCommand, checkLook } from './commands.ts';
import type { Check } from './context.ts';
import { checkExpression, quotedExpressions } from './expressions.ts';

/** `{field}` in a text; a label matcher of PromQL has an operator in its braces. */
const FIELD = /\{([a-z][a-z0-9_]*)\}/g;
/** `<field>` and `<field...>` in a line of a prompt. */
const PLACEHOLDER = /<([a-z][a-z0-9_]*)(?:\.\.\.)?>/g;

export function checkConsoles(check: Check): void {
  const { consoles = {}, routine = [], slips = [], historic = [] } = check.scenario;
  for (const [name, desk] of Object.entries(consoles)) new ConsoleCheck(check, name, desk).run();
  check.mustDiffer(
    'scenario/duplicate-name',
    routine.map(({ name }, i) => ({ name, path: ['routine', i, 'name'] })),
    'routine task',
  );
  check.mustDiffer(
    'scenario/duplicate-name',
    slips.map(({ name }, i) => ({ name, path: ['slips', i, 'name'] })),
    'slip',
  );
  routine.forEach((task, i) => {
    checkAttempt(check, ['routine', i], task);
    checkTime(check, ['routine', i, 'at'], task.at);
  });
  slips.forEach((slip, i) => {
    checkAttempt(check, ['slips', i], slip);
    checkTime(check, ['slips', i, 'at'], slip.at);
    check.mustExist('scenario/unknown-person', ['slips', i, 'by'], slip.by, check.names.people, 'a person');
    const desk = consoles[slip.console];
    if (desk !== undefined && slip.matches !== undefined)
      new ConsoleCheck(check, slip.console, desk).expression(['slips', i, 'matches'], slip.matches);
  });
  historic.forEach(({ value, at }, i) => {
    checkExpression(check, ['historic', i, 'value'], value);
    if (at !== undefined) checkTime(check, ['historic', i, 'at'], at);
  });
}

function checkTime(check: Check, path: Path, at: string): void {
  const atUs = storyTimeUs(at, check.scenario.startsAtMs, 0);
  if (atUs === undefined || atUs < 0 || atUs > check.scenario.meta.length)
    check.add('scenario/time', path, {
      found: at,
      expected: 'a story time within the run',
      hint: 'Write 09:30, +10m after the start, or T+5m after the first page',
    });
}

/** What a routine task or a slip enters. */
function checkAttempt(
  check: Check,
  path: Path,
  { console: name, action, values }: { console: string; action: string; values: Readonly<Record<string, string>> },
): void {
  const consoles = check.scenario.consoles ?? {};
  if (!check.mustExist('scenario/unknown-console', [...path, 'console'], name, Object.keys(consoles), 'a console')) return;
  const desk = consoles[name]!;
  check.mustExist('scenario/unknown-action', [...path, 'action'], action, actionsOf(desk), 'an action of the console');
  for (const [field, value] of Object.entries(values)) {
    if (!check.mustExist('scenario/unknown-field', [...path, 'values', field], field, fieldsOf(desk), 'a field of the console')) continue;
    const options = desk.fields.find((each) => each.name === field)?.options ?? [];
    if (options.length > 0)
      check.mustExist(
        'scenario/unknown-option',
        [...path, 'values', field],
        value,
        options.map((option) => option.value),
        'an option of the field',
      );
  }
}

const actionsOf = (desk: Console): string[] => desk.actions.map(({ name }) => name);

/** Fields of the form, and those that lines of a prompt fill. */
export function fieldsOf(desk: Console): string[] {
  const typed = desk.lines.flatMap(({ types, sets }) => [
    ...[...types.matchAll(PLACEHOLDER)].map(([, name = '']) => name),
    ...Object.keys(sets ?? {}),
  ]);
  return [...new Set([...desk.fields.map(({ name }) => name), ...typed])];
}

class ConsoleCheck {
  readonly #check: Check;
  readonly #path: Path;
  readonly #desk: Console;
  readonly #fields: readonly string[];

  constructor(check: Check, name: string, desk: Console) {
    this.#check = check;
    this.#path = ['consoles', name];
    this.#desk = desk;
    this.#fields = fieldsOf(desk);
  }

  run(): void {
    const { fields, actions, lines, kind, readouts, always, dangerous, safe, prompt } = this.#desk;
    const named = (list: readonly { name: string }[], key: string) =>
      list.map(({ name }, i) => ({ name, path: [...this.#path, key, i, 'name'] }));
    this.#check.mustDiffer('scenario/duplicate-name', named(fields, 'fields'), 'field');
    this.#check.mustDiffer('scenario/duplicate-name', named(actions, 'actions'), 'action');
    for (const [key, list] of Object.entries({ dangerous, safe }))
      this.#check.mustDiffer('scenario/duplicate-name', [...named(always, 'always'), ...named(list, key)], 'safeguard');
    if ((kind === 'prompt') !== lines.length > 0)
      this.#check.add('scenario/console-lines', [...this.#path, 'kind'], {
        found: kind,
        expected: kind === 'prompt' ? 'lines that the prompt knows' : 'a prompt, because there are lines',
        hint: 'Write lines: [ { types: "rm -rf <path>", action: remove } ] for a prompt, and for nothing else',
      });
    actions.forEach((action, i) => this.#action(action, [...this.#path, 'actions', i]));
    lines.forEach((line, i) => {
      const path = [...this.#path, 'lines', i];
      if (line.action !== undefined)
        this.#check.mustExist(
          'scenario/unknown-action',
          [...path, 'action'],
          line.action,
          actionsOf(this.#desk),
          'an action of the console',
        );
      if (line.looks !== undefined) checkLook(this.#check, [...path, 'looks'], this.#pattern(line.looks), { pattern: true });
      if ([line.action, line.looks, line.table, line.prints, line.sets].every((each) => each === undefined))
        this.#check.add('scenario/no-effect', path, {
          saw: 'a line that does nothing',
          expected: 'action, looks, table, prints or sets',
          hint: 'Add prints: "…"',
        });
    });
    readouts.forEach((shown, i) => this.#shown(shown, [...this.#path, 'readouts', i]));
    this.#text([...this.#path, 'prompt'], prompt);
    for (const [key, list] of Object.entries({ always, dangerous, safe }))
      list.forEach((safeguard, i) => this.#safeguard(safeguard, [...this.#path, key, i]));
    this.#undo();
  }

  /** An expression once values are put in. */
  expression(path: Path, text: string): void {
    this.#known(path, text);
    checkExpression(this.#check, path, this.#filled(text));
  }

  #action({ do: command, undo }: ConsoleAction, path: Path): void {
    for (const [key, text] of Object.entries({ do: command, undo })) {
      if (text === undefined) continue;
      this.#known([...path, key], text);
      checkCommand(this.#check, [...path, key], this.#pattern(text), { pattern: true });
    }
  }

  #safeguard(safeguard: Safeguard, path: Path): void {
    const { on, when } = safeguard;
    on.forEach((name, i) =>
      this.#check.mustExist('scenario/unknown-action', [...path, 'on', i], name, actionsOf(this.#desk), 'an action of the console'),
    );
    if (when !== undefined) this.expression([...path, 'when'], when);
    if ('check' in safeguard)
      safeguard.check.forEach(({ field, holds, says }, i) => {
        this.#check.mustExist('scenario/unknown-field', [...path, 'check', i, 'field'], field, this.#fields, 'a field of the console');
        if (holds !== undefined) this.expression([...path, 'check', i, 'holds'], holds);
        this.#text([...path, 'check', i, 'says'], says);
      });
    if ('warning' in safeguard) {
      this.expression([...path, 'holds'], safeguard.holds);
      this.#text([...path, 'warning'], safeguard.warning);
    }
    if ('confirmation' in safeguard) safeguard.shows.forEach((shown, i) => this.#shown(shown, [...path, 'shows', i]));
    if ('phrase' in safeguard) this.#text([...path, 'phrase'], safeguard.phrase);
    if ('dryRun' in safeguard) safeguard.dryRun.forEach((shown, i) => this.#shown(shown, [...path, 'dryRun', i]));
    if ('secondPerson' in safeguard) {
      this.#check.mustExist(
        'scenario/unknown-person',
        [...path, 'secondPerson'],
        safeguard.secondPerson,
        this.#check.names.people,
        'a person',
      );
      safeguard.sees.forEach((shown, i) => this.#shown(shown, [...path, 'sees', i]));
      if (safeguard.denies !== undefined) this.expression([...path, 'denies'], safeguard.denies);
    }
    if ('limit' in safeguard) {
      this.expression([...path, 'limit'], safeguard.limit);
      this.#text([...path, 'says'], safeguard.says);
    }
    if ('environment' in safeguard) {
      this.#text([...path, 'environment'], safeguard.environment);
      this.#text([...path, 'banner'], safeguard.banner);
    }
    if ('checklist' in safeguard)
      safeguard.checklist.forEach(({ holds }, i) => {
        if (holds !== undefined) this.expression([...path, 'checklist', i, 'holds'], holds);
      });
    if ('separation' in safeguard) this.#separation(safeguard.separation, safeguard.starts, path);
  }

  #separation(field: string, starts: string, path: Path): void {
    if (!this.#check.mustExist('scenario/unknown-field', [...path, 'separation'], field, this.#fields, 'a field of the console')) return;
    const groups = [...new Set(this.#desk.fields.find(({ name }) => name === field)?.options.map(({ group }) => group) ?? [])];
    this.#check.mustExist('scenario/unknown-group', [...path, 'starts'], starts, groups, 'a group of its options');
  }

  /** Undo is offered only where there is something that undoes. */
  #undo(): void {
    const { actions } = this.#desk;
    for (const safeguard of new Set([...safeguardsOf(this.#desk, 'dangerous'), ...safeguardsOf(this.#desk, 'safe')])) {
      if (safeguardKind(safeguard) !== 'undo') continue;
      const undoable = actions.filter(({ name, undo }) => undo !== undefined && (safeguard.on.length === 0 || safeguard.on.includes(name)));
      if (undoable.length === 0)
        this.#check.add('scenario/no-undo', this.#path, {
          found: safeguard.name,
          expected: 'an action with `undo` for it to offer',
          hint: 'Add undo: move-back {host} {path} to the action',
        });
    }
  }

  #shown({ value, text, alarming }: ShownFigure, path: Path): void {
    if (value === undefined && text === undefined)
      this.#check.add('scenario/no-effect', path, {
        saw: 'a figure that shows nothing',
        expected: 'value or text',
        hint: 'Add value: "{quantity} * {price}"',
      });
    if (value !== undefined) this.expression([...path, 'value'], value);
    if (alarming !== undefined) this.expression([...path, 'alarming'], alarming);
    if (text !== undefined) this.#text([...path, 'text'], text);
  }

  #text(path: Path, text: string): void {
    this.#known(path, text);
    for (const quoted of quotedExpressions(text)) checkExpression(this.#check, path, this.#filled(quoted));
  }

  #known(path: Path, text: string): void {
    for (const [, name = ''] of text.matchAll(FIELD))
      this.#check.mustExist('scenario/unknown-field', path, name, this.#fields, 'a field of the console');
  }

  /** With a value in every field: a number where numbers are entered, an option of a choice, else some text. */
  #filled(text: string): string {
    return exprWithFields(text, Object.fromEntries(this.#fields.map((name) => [name, this.#sample(name)])));
  }

  #sample(name: string): string {
    const field = this.#desk.fields.find((each) => each.name === name);
    return field?.type === 'number' ? '1' : (field?.options[0]?.value ?? 'x');
  }

  /** Words with a star in every field, as a pattern. */
  #pattern(text: string): string {
    return wordsWithFields(text, Object.fromEntries(this.#fields.map((name) => [name, '*'])));
  }
}
