// Every kind of safeguard: each of its transitions, wrong answers, and time. `stand` reads: the attempt’s status; its last safeguard’s result and words.
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

describe('second factor', () => {
  const CODE = '{ name: f, secondFactor: code, arrivesIn: 8s, expires: 30s }';
  const KEY = '{ name: f, secondFactor: key, arrivesIn: 8s, expires: 30s }';
  it('shows the code elsewhere once it has arrived', () => {
    const play = desk(CODE, { uniform: { code: 0.0421 } });
    play.send('3');
    expect(play.prompt()).toMatchObject({ elsewhere: undefined, untilUs: 8_000_000 });
    play.wait(10);
    expect(play.prompt()).toMatchObject({ elsewhere: '042100 (valid for 30 s)', untilUs: 38_000_000 });
    play.answer('type', '042100');
    expect(play.stand).toBe('sent; proceeded: code given after 10 s');
  });
  it('stops at the third wrong code, wherever they were tried', () => {
    const play = desk(CODE);
    play.send('3');
    play.answer('type', '500000');
    expect(play.prompt()?.problem).toBe('That is not the code; 2 left');
    play.wait(9);
    play.answer('type', '123456');
    play.answer('type', '123457');
    expect(play.stand).toBe('stopped; stopped: wrong code 3 times, after 9.0 s');
    expect(play.commands).toEqual([]);
  });
  it('expires', () => {
    const play = desk(CODE);
    play.send('3');
    play.wait(38);
    expect(play.stand).toBe('stopped; stopped: the code expired, after 38 s');
  });
  it('is a key that has to be at hand', () => {
    const play = desk(KEY);
    play.send('3');
    play.answer('press');
    expect(play.prompt()?.problem).toBe('The key is not at hand yet');
    play.wait(8);
    expect(play.prompt()?.problem).toBeUndefined();
    play.answer('press');
    expect(play.stand).toBe('sent; proceeded: key touched after 8.0 s');
  });
  it('gives up on a key that is not touched, and lets one go back at any point', () => {
    const late = desk(KEY);
    late.send('3');
    late.wait(60);
    expect(late.stand).toBe('stopped; stopped: the key was not touched in time, after 38 s');
    for (const [kind, wait] of [
      [CODE, 1],
      [CODE, 9],
      [KEY, 1],
      [KEY, 9],
    ] as const) {
      const play = desk(kind);
      play.send('3');
      play.wait(wait);
      play.answer('back');
      expect(play.stand).toBe(`stopped; stopped: went back after ${wait}.0 s`);
    }
  });
});

describe('second person', () => {
  const PERSON =
    '{ name: s, secondPerson: lead, sees: [ { label: Replicas, text: "{replicas}" } ], denies: "{replicas} > bool 10", notices: 80 %, takes: 20s }';
  it('agrees to what is right, after as long as it takes', () => {
    const play = desk(PERSON);
    play.send('3');
    expect(play.prompt()).toMatchObject({
      title: 'Shift lead has to agree',
      figures: [{ text: '3' }],
      untilUs: 20_000_000,
      answers: ['back'],
    });
    play.wait(20);
    expect(play.stand).toBe('sent; passed: agreed by Shift lead after 20 s');
  });
  it('denies what is wrong and noticed, and agrees to what is wrong and not', () => {
    const noticed = desk(PERSON, { uniform: { notices: 0.79 } });
    noticed.send('30');
    noticed.wait(20);
    expect(noticed.stand).toBe('stopped; stopped: denied by Shift lead after 20 s');
    const missed = desk(PERSON, { uniform: { notices: 0.81 } });
    missed.send('30');
    missed.wait(20);
    expect(missed.stand).toBe('sent; passed: agreed by Shift lead after 20 s');
  });
  it('is never the one who began, and can be withdrawn', () => {
    const own = desk(PERSON);
    own.send('3', 'lead');
    expect(own.stand).toBe('stopped; stopped: Shift lead began it and cannot agree to it');
    const play = desk(PERSON);
    play.send('3');
    play.wait(5);
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: withdrawn after 5.0 s');
  });
});

describe('unlock', () => {
  const UNLOCK = '{ name: u, unlock: Live panel, holds: 3s, stays: 60s }';
  it('has to be held, and stays open for a while', () => {
    const play = desk(UNLOCK);
    play.send('3');
    play.answer('press');
    expect(play.prompt()?.answers).toEqual(['release', 'back']);
    play.wait(3);
    expect(play.stand).toBe('sent; proceeded: unlocked after 3.0 s');
    play.wait(59);
    play.send('3');
    expect(play.stand).toBe('sent; passed: still unlocked');
    play.wait(1);
    play.send('3');
    expect(play.prompt()?.answers).toEqual(['press', 'back']);
  });
  it('is let go too early', () => {
    const play = desk(UNLOCK);
    play.send('3');
    play.answer('press');
    play.wait(1.2);
    play.answer('release');
    expect(play.prompt()).toMatchObject({ problem: 'Let go after 1.2 s: hold for 3.0 s', untilUs: undefined });
    play.wait(10);
    expect(play.commands).toEqual([]);
    play.answer('press');
    play.wait(1);
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: left locked after 12 s');
  });
  it('is left locked', () => {
    const play = desk(UNLOCK);
    play.send('3');
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: left locked after 0.0 s');
  });
});

describe('countdown', () => {
  const COUNTDOWN = '{ name: c, countdown: 30s, says: "Sending {replicas}" }';
  it('runs out', () => {
    const play = desk(COUNTDOWN);
    play.send('3');
    expect(play.prompt()).toMatchObject({ says: 'Sending 3', untilUs: 30_000_000 });
    expect(play.answer('proceed')).toBe('console/no-answer');
    play.wait(29.9);
    expect(play.commands).toEqual([]);
    play.wait(0.1);
    expect(play.stand).toBe('sent; passed: ran out after 30 s');
  });
  it('is cancelled', () => {
    const play = desk(COUNTDOWN);
    play.send('3');
    play.wait(26);
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: cancelled after 26 s, with 4.0 s left');
    play.wait(60);
    expect(play.commands).toEqual([]);
  });
});

describe('rate limit', () => {
  const RATE = '{ name: r, rateLimit: 2, per: 60s }';
  it('holds back one too many until the oldest is long enough ago', () => {
    const play = desk(RATE);
    play.send('3');
    play.wait(10);
    play.send('3');
    play.wait(10);
    play.send('3');
    expect(play.prompt()).toMatchObject({ untilUs: 60_000_000, answers: ['back'] });
    play.wait(40);
    expect(play.stand).toBe('sent; passed: held back for 40 s');
    expect(play.commands).toHaveLength(3);
  });
  it('counts what this person sent, and nothing that was stopped', () => {
    const play = desk(['{ name: c, check: [ { field: replicas, max: 20 } ] }', RATE]);
    play.send('30');
    play.send('30');
    play.send('3', 'clerk');
    play.send('3', 'clerk');
    play.send('3');
    expect(play.stand).toBe('sent; passed: 0 of 2 used');
  });
  it('is given up on', () => {
    const play = desk(RATE);
    for (let i = 0; i < 3; i++) play.send('3');
    play.wait(7);
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: given up after 7.0 s');
  });
});

describe('dry run', () => {
  const dryRun = (takes: string) => `{ name: d, dryRun: [ { label: More, value: "{replicas} - 2" } ]${takes} }`;
  it('shows what would change, at once or after a while', () => {
    const quick = desk(dryRun(''));
    quick.send('3');
    expect(quick.prompt()).toMatchObject({ figures: [{ label: 'More', text: '1' }], answers: ['proceed', 'back'] });
    const slow = desk(dryRun(', takes: 15s'));
    slow.send('3');
    expect(slow.prompt()).toMatchObject({ figures: [], untilUs: 15_000_000, answers: ['back'] });
    slow.wait(15);
    expect(slow.prompt()?.figures).toHaveLength(1);
    slow.wait(5);
    slow.answer('proceed');
    expect(slow.stand).toBe('sent; proceeded: went on after 20 s');
  });
  it('is turned back from, running or shown', () => {
    for (const [wait, words] of [
      [5, 'given up after 5.0 s'],
      [20, 'went back after 20 s'],
    ] as const) {
      const play = desk(dryRun(', takes: 15s'));
      play.send('3');
      play.wait(wait);
      play.answer('back');
      expect(play.stand).toBe(`stopped; stopped: ${words}`);
    }
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

describe('undo', () => {
  const UNDO = '{ name: u, undo: 30s }';
  it('is offered once the command was given, and used once', () => {
    const play = desk(UNDO);
    play.send('3');
    expect(play.stand).toBe('sent; open: offered');
    expect(play.attempt.undoUntilUs).toBe(30_000_000);
    play.wait(12);
    expect(play.undo(1)).toBeUndefined();
    expect(play.commands).toEqual([SENT, 'undo: scale web 2']);
    expect(play.undo(1)).toBe('console/no-undo');
    play.outcome(1, { status: 'done', text: 'ok' }, true);
    expect(play.stand).toBe('undone; proceeded: undone after 12 s');
  });
  it('stands when the undo is refused', () => {
    const play = desk(UNDO);
    play.send('3');
    play.undo(1);
    play.outcome(1, { status: 'refused', code: 'x/y', reason: 'too late' }, true);
    expect(play.stand).toBe('sent; passed: undo asked for after 0.0 s, refused: too late');
  });
  it('is over after a while, and not offered where nothing undoes', () => {
    const play = desk(UNDO);
    play.send('3');
    play.wait(30);
    expect(play.stand).toBe('sent; passed: offered for 30 s, not used');
    expect(play.undo(1)).toBe('console/no-undo');
    play.submit('other');
    expect(play.attempt.steps).toEqual([]);
  });
  it('is not for somebody else, unless the trail shows it to them', () => {
    const alone = desk(UNDO);
    alone.send('3', 'clerk');
    expect(alone.undo(1)).toBe('console/no-undo');
    const seen = desk([UNDO, '{ name: a, audit: Orders }']);
    seen.send('3', 'clerk');
    expect(seen.undo(1)).toBeUndefined();
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

describe('watermark', () => {
  const WATERMARK = '{ name: w, watermark: TRAINING, expires: 5m }';
  it('marks while training lasts, and asks to begin anew once it has ended', () => {
    const play = desk(WATERMARK);
    play.wait(299);
    play.send('3');
    expect(play.stand).toBe('sent; passed: marked TRAINING');
    play.wait(2);
    play.send('3');
    expect(play.prompt()).toMatchObject({ title: 'Training has ended', answers: ['press', 'back'] });
    play.wait(2);
    play.answer('press');
    expect(play.stand).toBe('sent; proceeded: training begun anew after 2.0 s');
    play.wait(299);
    play.send('3');
    expect(play.stand).toBe('sent; passed: marked TRAINING');
  });
  it('is turned back from', () => {
    const play = desk(WATERMARK);
    play.wait(301);
    play.send('3');
    play.answer('back');
    expect(play.stand).toBe('stopped; stopped: went back after 0.0 s');
  });
});

describe('separation', () => {
  const APART = '{ name: apart, separation: target, starts: test, switching: 10s }';
  it('lets pass what stands on this screen', () => {
    const play = desk(APART);
    play.send('3');
    expect(play.stand).toBe('sent; passed: on the screen test');
  });
  it('lets one go over in the middle of an attempt, which takes a while', () => {
    const play = desk(APART);
    play.fill({ target: 'real' });
    play.send('3');
    expect(play.prompt()).toMatchObject({ title: 'This stands on the screen live', answers: ['switch', 'back'] });
    play.answer('switch', 'elsewhere');
    expect(play.prompt()?.problem).toBe('This stands on the screen live');
    play.answer('switch', 'live');
    play.wait(10);
    expect(play.stand).toBe('sent; proceeded: went over to live after 10 s');
    play.send('3');
    expect(play.stand).toBe('sent; passed: on the screen live');
  });
  it('is turned back from, before and on the way', () => {
    for (const going of [false, true]) {
      const play = desk(APART);
      play.fill({ target: 'real' });
      play.send('3');
      if (going) play.answer('switch');
      play.wait(3);
      play.answer('back');
      expect(play.stand).toBe('stopped; stopped: went back after 3.0 s');
    }
  });
  it('lets one go over while nothing is under way; what was chosen on the other screen is not taken along', () => {
    const play = desk(APART);
    expect(play.answer('switch', 'nowhere')).toBe('console/unknown-screen');
    expect(play.answer('switch', 'test')).toBe('console/switching');
    expect(play.answer('switch', 'live')).toBeUndefined();
    expect(play.send('3')).toBe('console/switching');
    play.wait(10);
    expect(play.state.sessions['desk me']).toMatchObject({ group: 'live', values: { target: '', replicas: '3' } });
    play.fill({ target: 'real' });
    play.submit();
    expect(play.stand).toBe('sent; passed: on the screen live');
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
