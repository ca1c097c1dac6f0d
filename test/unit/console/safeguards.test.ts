// Kinds of safeguards that judge and ask, and that there is one of each: every transition, and wrong answers. `stand` reads: the attempt’s status; its last safeguard’s result and words.
import { describe, expect, it } from 'vitest';
import { SAFEGUARD_CHARTS } from '../../../src/console/safeguards/index.ts';
import { SAFEGUARD_KINDS } from '../../../src/schema/index.ts';
import { type DeskOptions, DeskPlay, deskScenario } from '../../support/consoles.ts';

const desk = (safeguard: string | readonly string[], options?: DeskOptions) =>
  new DeskPlay(deskScenario(typeof safeguard === 'string' ? [safeguard] : safeguard), options);
const SENT = 'scale web 3';

it('has a chart for every kind', () => {
  for (const kind of SAFEGUARD_KINDS) expect(SAFEGUARD_CHARTS[kind].kind).toBe(kind);
});

describe('check', () => {
  const CHECK =
    '{ name: c, check: [ { field: replicas, min: 1, max: 20 }, { field: service, number: false, holds: "price{service={service}} > 0", says: "{service} is not traded" } ] }';
  it('lets good values pass by themselves', () => {
    const play = desk(CHECK);
    play.send('3');
    expect(play.commands).toEqual([SENT]);
    expect(play.stand).toBe('sent; passed: all values pass');
  });
  it('names everything that is wrong', () => {
    const play = desk(CHECK);
    play.fill({ service: 'api' });
    play.send('21');
    expect(play.stand).toBe('stopped; stopped: Replicas is above 20; api is not traded');
    play.fill({ service: 'web' });
    play.send('0');
    expect(play.stand).toBe('stopped; stopped: Replicas is below 1');
    expect(play.commands).toEqual([]);
  });
  it('tells what is no number', () => {
    const play = desk('{ name: c, check: [ { field: service, number: true } ] }');
    play.send('3');
    expect(play.stand).toBe('stopped; stopped: Service is no number');
  });
});

describe('warning', () => {
  const warning = (harmless: string) =>
    `{ name: w, warning: "{replicas} is unusual", holds: "{replicas} > bool 10", harmless: ${harmless} }`;
  it('does not warn of an ordinary entry', () => {
    const play = desk(warning('0 %'));
    play.send('3');
    expect(play.stand).toBe('sent; passed: nothing to warn of');
  });
  it('is dismissed, and says how fast', () => {
    const play = desk(warning('0 %'));
    play.send('30');
    expect(play.prompt()).toMatchObject({ kind: 'warning', says: '30 is unusual', answers: ['proceed', 'back'], button: 'Continue' });
    expect(play.commands).toEqual([]);
    play.wait(0.3);
    play.answer('proceed');
    expect(play.stand).toBe('sent; proceeded: dismissed after 0.3 s');
    expect(play.commands).toEqual(['scale web 30']);
  });
  it('is heeded', () => {
    const play = desk(warning('0 %'));
    play.send('30');
    play.wait(4);
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: went back after 4.0 s');
    expect(play.attempt.stoppedBy).toBe('w');
    expect(play.commands).toEqual([]);
  });
  it('warns in the same words of ordinary entries, at its rate', () => {
    const low = desk(warning('60 %'), { uniform: { harmless: 0.59 } });
    low.send('3');
    expect(low.prompt()?.says).toBe('3 is unusual');
    expect(low.state.attempts[0]?.steps[0]?.harmless).toBe(true);
    const high = desk(warning('60 %'), { uniform: { harmless: 0.61 } });
    high.send('3');
    expect(high.commands).toEqual([SENT]);
    const earnest = desk(warning('60 %'), { uniform: { harmless: 0.1 } });
    earnest.send('30');
    expect(earnest.state.attempts[0]?.steps[0]?.harmless).toBe(false);
  });
});

describe('confirmation', () => {
  const CONFIRMATION =
    '{ name: c, confirmation: This will happen, shows: [ { label: Cost, value: "{replicas} * price{service={service}}", unit: money, alarming: "{replicas} > bool 10" }, { label: Of, text: "{{ outstanding | humanize }} shares" } ] }';
  it('shows figures of what was entered, alarming ones as such', () => {
    const play = desk(CONFIRMATION);
    play.send('30');
    expect(play.prompt()?.figures).toEqual([
      { label: 'Cost', text: '18,000', alarming: true },
      { label: 'Of', text: '14,500 shares', alarming: false },
    ]);
    play.wait(12);
    play.answer('proceed');
    expect(play.stand).toBe('sent; proceeded: confirmed after 12 s');
  });
  it('is turned back from', () => {
    const play = desk(CONFIRMATION);
    play.send('3');
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: went back after 0.0 s');
  });
  it('shows that a figure cannot be read', () => {
    const play = desk(CONFIRMATION);
    play.fill({ service: 'api' });
    play.send('3');
    expect(play.prompt()?.figures[0]?.text).toBe('(no reading)');
  });
});

describe('phrase', () => {
  const PHRASE = '{ name: p, phrase: "SCALE {service} TO {replicas}" }';
  it('takes the exact phrase only', () => {
    const play = desk(PHRASE);
    play.send('3');
    expect(play.prompt()?.phrase).toBe('SCALE web TO 3');
    play.answer('type', 'scale web to 3');
    expect(play.prompt()?.problem).toBe('That is not the phrase');
    play.wait(9.5);
    play.answer('type', ' SCALE web TO 3 ');
    expect(play.stand).toBe('sent; proceeded: typed after 9.5 s');
  });
  it('is turned back from', () => {
    const play = desk(PHRASE);
    play.send('3');
    expect(play.answer('proceed')).toBe('console/no-answer');
    play.answer('back');
    expect(play.stand).toMatch(/^stopped; stopped/);
  });
});

describe('limit', () => {
  const LIMIT = '{ name: l, limit: "{replicas} <= 10 * price{service={service}} / price", says: "{replicas} is more than allowed" }';
  it('passes within and refuses beyond', () => {
    const play = desk(LIMIT);
    play.send('10');
    expect(play.stand).toBe('sent; passed: within the limit');
    play.send('11');
    expect(play.stand).toBe('stopped; stopped: 11 is more than allowed');
  });
  it('refuses what cannot be judged', () => {
    const play = desk(LIMIT);
    play.fill({ service: 'api' });
    play.send('1');
    expect(play.stand).toMatch(/^stopped/);
  });
});

describe('pattern', () => {
  it('refuses, in values of a form', () => {
    const play = desk('{ name: p, pattern: "mkfs|w*b 66", says: Never }');
    play.send('3');
    expect(play.stand).toBe('sent; passed: nothing dangerous recognised');
    play.send('66');
    expect(play.stand).toBe('stopped; stopped: refused: Never');
  });
  it('asks once more, in a line of a prompt', () => {
    const play = new DeskPlay(
      deskScenario(['{ name: p, pattern: "rm -rf /*", asks: confirms, says: "All of {path}?" }'], { kind: 'prompt' }),
    );
    play.line('rm   -rf /data');
    expect(play.prompt()).toMatchObject({ title: 'Dangerous: rm -rf /*', says: 'All of /data?' });
    play.answer('proceed');
    expect(play.stand).toBe('sent; proceeded: went on after 0.0 s');
    play.line('rm -rf data');
    expect(play.stand).toBe('sent; passed: nothing dangerous recognised');
    play.line('rm -rf /data');
    play.wait(1);
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: went back after 1.0 s');
  });
});

describe('audit', () => {
  it('writes down what was sent and what was stopped, wherever it stands in the list', () => {
    const play = desk(['{ name: a, audit: Orders }', '{ name: c, check: [ { field: replicas, max: 20 } ] }']);
    play.send('3');
    expect(play.stand).toBe('sent; passed: written to Orders: sent');
    play.send('30');
    expect(play.stand).toBe('stopped; passed: written to Orders: stopped');
    expect(play.attempt.stoppedBy).toBe('c');
  });
});

describe('environment', () => {
  it('stops nobody, and what it showed is remembered', () => {
    const play = desk('{ name: e, environment: "PRODUCTION {service}", colour: amber }');
    play.send('3');
    expect(play.stand).toBe('sent; passed: PRODUCTION web in amber');
  });
});

describe('checklist', () => {
  const list = (skippable: boolean) =>
    `{ name: l, checklist: [ { item: Tests ran }, { item: Nice to have, required: false }, { item: Price known, holds: "price{service={service}} > 0" } ], skippable: ${skippable} }`;
  it('goes on once every required item is ticked; items with a comparison tick themselves', () => {
    const play = desk(list(false));
    play.send('3');
    expect(play.prompt()?.items).toEqual([
      { item: 'Tests ran', required: true, ticked: false, automatic: false },
      { item: 'Nice to have', required: false, ticked: false, automatic: false },
      { item: 'Price known', required: true, ticked: true, automatic: true },
    ]);
    play.answer('proceed');
    expect(play.prompt()?.problem).toBe('Not ticked: Tests ran');
    play.answer('tick', 'Tests ran');
    play.answer('untick', 'Tests ran');
    play.answer('proceed');
    expect(play.commands).toEqual([]);
    play.answer('tick', 'Tests ran');
    play.wait(6);
    play.answer('proceed');
    expect(play.stand).toBe('sent; proceeded: complete after 6.0 s');
  });
  it('is not ticked by hand where an instrument ticks, and not skipped where it may not be', () => {
    const play = desk(list(false));
    play.fill({ service: 'api' });
    play.send('3');
    play.answer('tick', 'Price known');
    expect(play.prompt()?.problem).toBe('That item cannot be ticked by hand');
    play.answer('tick', 'Tests ran');
    play.answer('proceed');
    expect(play.prompt()?.problem).toBe('Not ticked: Price known');
    expect(play.answer('skip')).toBe('console/no-answer');
    play.answer('back');
    expect(play.stand).toMatch(/^stopped/);
  });
  it('is skipped where it may be, and says without what', () => {
    const play = desk(list(true));
    play.send('3');
    play.wait(1);
    play.answer('skip');
    expect(play.stand).toBe('sent; proceeded: skipped after 1.0 s, without: Tests ran');
  });
});
