// One long morning at an ordering desk and a shell with every kind of safeguard, as `consoles.snap` has it: what was done, what was asked, what came of it.
// After a change that is meant: npx vitest run --project node test/golden/consoles.test.ts -u, and read the difference.
import { expect, it } from 'vitest';
import { attemptView } from '../../src/console/index.ts';
import { DeskPlay, deskScenario } from '../support/consoles.ts';

const FORM = [
  '{ name: where, environment: "PRODUCTION", colour: red }',
  '{ name: training, watermark: TRAINING, expires: 2m, when: "{replicas} < bool 3" }',
  '{ name: screens, separation: target, starts: test, switching: 10s }',
  '{ name: values, check: [ { field: replicas, min: 1, max: 100, says: "{replicas} is out of range" } ] }',
  '{ name: words, pattern: "web 13", says: "Thirteen is not done" }',
  '{ name: cap, limit: "{replicas} <= 0.1 * price{service={service}}", says: "More than a tenth of the price" }',
  '{ name: odd, warning: "{replicas} is far from usual", holds: "{replicas} > bool 10", harmless: 30 % }',
  '{ name: pace, rateLimit: 3, per: 5m }',
  '{ name: list, checklist: [ { item: Read the ticket }, { item: "{service} has a price", holds: "price{service={service}}" } ], skippable: true, when: "{replicas} > bool 5" }',
  '{ name: first, dryRun: [ { label: Change, value: "{replicas} - 2", unit: count } ], takes: 4s, when: "{replicas} > bool 5" }',
  '{ name: effect, confirmation: What will happen, shows: [ { label: Cost, value: "{replicas} * price{service={service}}", unit: money, alarming: "{replicas} > bool 10" }, { label: Shares, text: "of {{ outstanding | humanize }}" } ] }',
  '{ name: typed, phrase: "{replicas} FOR {service}", when: "{replicas} > bool 10" }',
  '{ name: lock, unlock: Live panel, holds: 3s, stays: 2m, when: "{replicas} > bool 10" }',
  '{ name: code, secondFactor: code, arrivesIn: 6s, expires: 30s, when: "{replicas} > bool 10" }',
  '{ name: second, secondPerson: lead, sees: [ { label: Replicas, text: "{replicas}" } ], denies: "{replicas} > bool 40", notices: 95 %, takes: 25s, when: "{replicas} > bool 10" }',
  '{ name: count, countdown: 5s, says: "Sending {replicas}" }',
  '{ name: trail, audit: Orders }',
  '{ name: back, undo: 1m }',
];

it('goes as it is written down', async () => {
  const play = new DeskPlay(deskScenario(FORM), { uniform: { harmless: 0.2, notices: 0.5, code: 0.271828 } });
  const acts: [string, () => unknown][] = [
    ['two', () => play.send('2')],
    ['dismissed at once', () => [play.wait(0.3), play.answer('proceed')]],
    ['looked at, then gone on', () => [play.wait(4), play.answer('proceed')]],
    ['left to run out', () => play.wait(5)],
    ['done', () => play.outcome(1, { status: 'done', text: 'Scaled' })],
    ['taken back', () => [play.wait(20), play.undo(1)]],
    ['taken back, done', () => play.outcome(1, { status: 'done', text: 'Scaled' }, true)],
    ['out of range', () => play.send('101')],
    ['thirteen', () => play.send('13')],
    ['beyond the cap', () => play.send('61')],
    ['fifty, on the other screen', () => [play.fill({ target: 'real' }), play.send('50')]],
    ['gone over', () => [play.wait(2), play.answer('switch'), play.wait(10)]],
    ['warned in earnest, dismissed', () => [play.wait(0.3), play.answer('proceed')]],
    ['the list as it is', () => [play.wait(1), play.answer('proceed')]],
    ['ticked and gone on', () => [play.answer('tick', 'Read the ticket'), play.answer('proceed')]],
    ['the dry run', () => play.wait(4)],
    ['gone on', () => [play.wait(3), play.answer('proceed')]],
    ['confirmed', () => [play.wait(2), play.answer('proceed')]],
    ['typed wrongly', () => [play.wait(3), play.answer('type', '5 FOR web')]],
    ['typed', () => [play.wait(3), play.answer('type', '50 FOR web')]],
    ['let go too early', () => [play.answer('press'), play.wait(1), play.answer('release')]],
    ['held', () => [play.answer('press'), play.wait(3)]],
    ['the code guessed', () => play.answer('type', '000000')],
    ['the code', () => [play.wait(8), play.answer('type', '271828')]],
    ['seen by a second person', () => play.wait(25)],
    ['a colleague meanwhile', () => play.send('4', 'clerk')],
    ['and goes on', () => [play.wait(1), play.answer('proceed', '', 'clerk'), play.answer('proceed', '', 'clerk')]],
    ['countdown cancelled', () => [play.wait(2), play.answer('back', '', 'clerk')]],
    ['two again', () => play.send('2')],
    ['and turned back from', () => play.answer('back')],
    ['twelve, all the way', () => [play.fill({ target: 'real' }), play.send('12')]],
    ['proceed', () => [play.answer('proceed'), play.answer('skip'), play.wait(4), play.answer('proceed'), play.answer('proceed')]],
    ['phrase, lock still open', () => play.answer('type', '12 FOR web')],
    ['lock held again, code in time', () => [play.answer('press'), play.wait(9), play.answer('type', '271828')]],
    ['agreed, counted down', () => play.wait(30)],
    ['the offer ends', () => play.wait(60)],
    ['three more', () => [1, 2, 3].map(() => [play.send('3'), play.answer('proceed'), play.answer('proceed'), play.wait(5)])],
    ['the last was held back', () => play.wait(300)],
  ];
  const transcript = acts.map(([title, act]) => {
    act();
    const prompt = play.prompt() ?? play.prompt('clerk');
    return { atS: play.nowUs / 1e6, title, stand: play.stand, asks: prompt };
  });
  const attempts = play.state.attempts.map((attempt) => attemptView(attempt, 'me'));
  await expect(`${JSON.stringify({ transcript, commands: play.commands, attempts }, null, 1)}\n`).toMatchFileSnapshot('consoles.snap');
});
