// Kinds of safeguards that take time, wait for somebody, or leave something behind. `stand` reads: the attempt’s status; its last safeguard’s result and words.
import { describe, expect, it } from 'vitest';
import { type DeskOptions, DeskPlay, deskScenario } from '../../support/consoles.ts';

const desk = (safeguard: string | readonly string[], options?: DeskOptions) =>
  new DeskPlay(deskScenario(typeof safeguard === 'string' ? [safeguard] : safeguard), options);
const SENT = 'scale web 3';

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
