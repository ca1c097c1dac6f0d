// What the page says of consoles: waits, what came of attempts, lines at a prompt, options of separated screens, the tool that only some drills have.
import { describe, expect, it } from 'vitest';
import type { ConsoleAttemptView, ConsoleField, SafeguardStepView } from '../../../src/schema/index.ts';
import { resultOf, unread } from '../../../src/ui/consoles/attempt-words.ts';
import { optionsOf } from '../../../src/ui/consoles/options.ts';
import { EMPTY_LINE, edited, historyOf } from '../../../src/ui/consoles/prompt-line.ts';
import { calmlySaid, passedRatio, secondsLeft } from '../../../src/ui/consoles/remaining.ts';
import { TOOLS, type ToolView, toolsOf } from '../../../src/ui/room/tool-list.ts';

const S = 1_000_000;

describe('a wait', () => {
  it('is counted in whole seconds and never below nought', () => {
    expect(secondsLeft(10 * S, 0)).toBe(10);
    expect(secondsLeft(10 * S, 9.2 * S)).toBe(1);
    expect(secondsLeft(10 * S, 11 * S)).toBe(0);
    expect(passedRatio(0, 10 * S, 5 * S)).toBe(0.5);
    expect(passedRatio(0, 10 * S, 50 * S)).toBe(1);
    expect(passedRatio(S, S, 0)).toBe(1);
  });

  it('is said aloud seldom: nine times in two minutes', () => {
    const said = new Set(Array.from({ length: 121 }, (_, left) => calmlySaid(left)));
    expect(said.size).toBe(9);
    expect(calmlySaid(119)).toBe('2 min left');
    expect(calmlySaid(34)).toBe('40 s left');
    expect(calmlySaid(4)).toBe('5 s left');
    expect(calmlySaid(0)).toBe('no time left');
  });
});

describe('what came of an attempt', () => {
  const step = (rest: Partial<SafeguardStepView>): SafeguardStepView => ({
    safeguard: 'far',
    kind: 'warning',
    shownAtUs: 0,
    answeredAtUs: 300_000,
    result: 'proceeded',
    says: 'dismissed after 0.3 s',
    ...rest,
  });
  const attempt = (rest: Partial<ConsoleAttemptView>): ConsoleAttemptView => ({
    number: 1,
    console: 'desk',
    action: 'send',
    by: 'you',
    startedAtUs: 0,
    endedAtUs: S,
    values: {},
    command: 'send it',
    status: 'sent',
    stoppedBy: undefined,
    steps: [],
    outcome: { status: 'done', text: 'gone' },
    undoUntilUs: undefined,
    ...rest,
  });

  it('tells what was sent from what was refused, held up or not known', () => {
    expect(resultOf(attempt({}))).toEqual({ tone: 'ok', word: 'sent', says: 'gone' });
    expect(resultOf(attempt({ outcome: { status: 'refused', code: 'x/y', reason: 'closed' } }))).toMatchObject({
      word: 'refused',
      says: 'closed',
    });
    expect(resultOf(attempt({ outcome: { status: 'unknown', text: 'no answer' } })).word).toBe('outcome unknown');
    const stopped = attempt({
      status: 'stopped',
      stoppedBy: 'all-shares',
      outcome: undefined,
      steps: [step({}), step({ safeguard: 'all-shares', kind: 'limit', result: 'stopped', says: 'too many' })],
    });
    expect(resultOf(stopped)).toEqual({ tone: 'warn', word: 'not sent', says: 'Limit: too many' });
  });

  it('a question answered in 0.3 s was not read, a pass by itself and a code never count as such', () => {
    expect(unread(step({}))).toBe(true);
    expect(unread(step({ answeredAtUs: 1.5 * S }))).toBe(false);
    expect(unread(step({ result: 'passed' }))).toBe(false);
    expect(unread(step({ kind: 'secondFactor' }))).toBe(false);
    expect(unread(step({ answeredAtUs: undefined, result: 'open' }))).toBe(false);
  });
});

describe('a line at a prompt', () => {
  const history = historyOf(['ls', '', 'ls', 'replication']);
  const line = (text: string) => ({ ...EMPTY_LINE, text, cursor: text.length });

  it('goes back through what was typed and returns to what was begun', () => {
    const one = edited(line('rm'), 'ArrowUp', false, history, []);
    expect(one?.text).toBe('replication');
    const two = edited(one!, 'ArrowUp', false, history, []);
    expect(two?.text).toBe('ls');
    const three = edited(edited(two!, 'ArrowDown', false, history, [])!, 'ArrowDown', false, history, []);
    expect(three).toMatchObject({ text: 'rm', back: 0 });
    expect(edited(three!, 'ArrowDown', false, history, [])).toBeUndefined();
  });

  it('is completed up to the placeholder or as far as all agree, and an empty one leaves Tab alone', () => {
    const known = ['ssh <host>', 'rm -rf <path>', 'replication', 'restart <service>'];
    expect(edited(line('rm'), 'Tab', false, [], known)?.text).toBe('rm -rf ');
    expect(edited(line('r'), 'Tab', false, [], known)).toBeUndefined();
    expect(edited(line('re'), 'Tab', false, [], ['replication', 'replay'])?.text).toBe('repl');
    expect(edited(EMPTY_LINE, 'Tab', false, [], known)).toBeUndefined();
    expect(edited(line('rm -rf '), 'Tab', false, [], known)).toBeUndefined();
  });

  it('is cut as hands are used to', () => {
    const middle = { ...line('one two'), cursor: 4 };
    expect(edited(middle, 'u', true, [], [])).toMatchObject({ text: 'two', cursor: 0 });
    expect(edited(middle, 'k', true, [], [])).toMatchObject({ text: 'one ', cursor: 4 });
    expect(edited(middle, 'c', true, [], [])).toBeUndefined();
  });
});

describe('screens that stand apart', () => {
  const template: ConsoleField = {
    name: 'template',
    label: 'Template',
    type: 'choice',
    unit: '',
    initial: '',
    hint: '',
    options: [
      { value: 'live', label: 'MISSILE', group: 'live' },
      { value: 'drill', label: 'DRILL - MISSILE', group: 'test' },
      { value: 'none', label: '-', group: '' },
    ],
  };
  const values = (separation: Parameters<typeof optionsOf>[1]) => optionsOf(template, separation).map(({ value }) => value);
  it('show their own options only; in one list everything stands in the console’s order', () => {
    expect(values(undefined)).toEqual(['live', 'drill', 'none']);
    const apart = { safeguard: 's', field: 'template', groups: ['test', 'live'], open: 'test', switchingUntilUs: undefined };
    expect(values(apart)).toEqual(['drill', 'none']);
    expect(values({ ...apart, field: 'other' })).toEqual(['live', 'drill', 'none']);
  });
});

describe('the tools of a drill', () => {
  const ids = (view: Partial<ToolView>) =>
    toolsOf({ platform: true, consoles: [], tables: [], slos: [], checks: [], ...view }).map(({ id }) => id);

  it('are without consoles and tables where there are none', () => {
    expect(ids({})).toHaveLength(TOOLS.length - 2);
    expect(ids({})).not.toContain('consoles');
    expect(ids({ consoles: [{}], tables: [{}] })).toEqual(TOOLS.map(({ id }) => id));
  });

  it('are those of the small world alone where no platform runs', () => {
    const small = ids({ platform: false, consoles: [{}], tables: [{}] });
    expect(small).toEqual(['map', 'consoles', 'tables', 'dashboards', 'query', 'logs', 'documents', 'act', 'communicate', 'people']);
    expect(ids({ platform: false, checks: [{}] })).toContain('checks');
  });
});
