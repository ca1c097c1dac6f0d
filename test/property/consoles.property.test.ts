// Any events at any console: nothing throws, no command leaves while a safeguard is open, results only move forward (src/console/README.md, C3–C8).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptUnderWay, type ConsoleEvent, type ConsolesState } from '../../src/console/index.ts';
import { DeskPlay, deskScenario } from '../support/consoles.ts';

/** One safeguard of every kind; what stands in the list, and in which order, is drawn. */
const SAFEGUARDS = [
  '{ name: check, check: [ { field: replicas, min: 1, max: 40 } ] }',
  '{ name: warning, warning: Unusual, holds: "{replicas} > bool 10", harmless: 30 % }',
  '{ name: confirmation, confirmation: Sure, shows: [ { label: Cost, value: "{replicas} * price" } ] }',
  '{ name: phrase, phrase: "SEND {replicas}" }',
  '{ name: code, secondFactor: code, arrivesIn: 3s, expires: 20s }',
  '{ name: key, secondFactor: key, arrivesIn: 3s, expires: 20s }',
  '{ name: person, secondPerson: lead, denies: "{replicas} > bool 20", takes: 5s }',
  '{ name: unlock, unlock: Panel, holds: 2s, stays: 15s }',
  '{ name: countdown, countdown: 4s }',
  '{ name: rate, rateLimit: 2, per: 30s }',
  '{ name: dry, dryRun: [ { label: More, value: "{replicas} - 2" } ], takes: 3s }',
  '{ name: limit, limit: "{replicas} <= bool 30", says: Too many }',
  '{ name: pattern, pattern: "web 7|web 13", asks: confirms, says: Unlucky }',
  '{ name: undo, undo: 10s }',
  '{ name: audit, audit: Trail }',
  '{ name: environment, environment: "PRODUCTION {service}" }',
  '{ name: watermark, watermark: TRAINING, expires: 20s }',
  '{ name: separation, separation: target, starts: test, switching: 4s }',
  '{ name: checklist, checklist: [ { item: Tests }, { item: Priced, holds: price } ], skippable: true, when: "{replicas} > bool 5" }',
] as const;
const NAMES = SAFEGUARDS.map((safeguard) => /name: (\w+)/.exec(safeguard)![1]!);
const ANSWERS = ['proceed', 'back', 'type', 'tick', 'untick', 'press', 'release', 'skip', 'switch'] as const;

const by = fc.constantFrom('me', 'clerk', 'lead');
const replicas = fc.oneof(fc.integer({ min: 0, max: 60 }).map(String), fc.constantFrom('', 'x', '"} or up', '{{ price }}'));
type Move = { wait: number } | { honest: string } | { presses: string; replicas: string } | { event: (play: DeskPlay) => ConsoleEvent };
const event = (make: (play: DeskPlay) => ConsoleEvent): Move => ({ event: make });
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((wait): Move => ({ wait })),
  { weight: 4, arbitrary: by.map((who): Move => ({ honest: who })) },
  { weight: 3, arbitrary: fc.record({ presses: by, replicas: fc.integer({ min: 1, max: 45 }).map(String) }).map((move): Move => move) },
  fc
    .record({ by, replicas, target: fc.constantFrom('drill', 'real', 'moon') })
    .map(({ by: who, ...values }) => event(() => ({ type: 'fill', by: who, args: { console: 'desk', values } }))),
  fc
    .record({ by, action: fc.constantFrom('send', 'send', 'other', 'none'), seq: fc.integer({ min: 1, max: 99 }) })
    .map(({ by: who, action, seq }) =>
      event(() => ({ type: 'submit', by: who, seq, draws: String(seq), args: { console: 'desk', action } })),
    ),
  fc
    .record({
      by,
      safeguard: fc.constantFrom(...NAMES),
      answer: fc.constantFrom(...ANSWERS),
      text: fc.constantFrom('', 'live', 'Tests', 'SEND 3', '500000'),
    })
    .map(({ by: who, ...args }) =>
      event((play) => ({
        type: 'answer',
        by: who,
        args: { console: 'desk', ...args, safeguard: play.prompt(who)?.safeguard ?? args.safeguard },
      })),
    ),
  fc
    .record({ by, attempt: fc.integer({ min: 1, max: 8 }) })
    .map(({ by: who, attempt }) => event(() => ({ type: 'undo', by: who, args: { console: 'desk', attempt } }))),
  fc.record({ attempt: fc.integer({ min: 1, max: 8 }), undo: fc.boolean(), done: fc.boolean() }).map(({ attempt, undo, done }) =>
    event(() => ({
      type: 'outcome',
      attempt,
      undo,
      outcome: done ? { status: 'done', text: 'ok' } : { status: 'refused', code: 'x/no', reason: 'no' },
    })),
  ),
);

/** What an honest person answers. */
function honest(play: DeskPlay, who: string): void {
  const prompt = play.prompt(who);
  const [first] = prompt?.answers.filter((answer) => answer !== 'back' && answer !== 'release') ?? [];
  if (prompt === undefined || first === undefined) return;
  const item = prompt.items.find(({ ticked, automatic }) => !ticked && !automatic);
  if (first === 'tick' && item === undefined) play.answer('proceed', '', who);
  else play.answer(first, item?.item ?? prompt.phrase ?? prompt.elsewhere?.slice(0, 6) ?? '', who);
}

function apply(play: DeskPlay, move: Move): void {
  if ('wait' in move) play.wait(move.wait);
  else if ('honest' in move) honest(play, move.honest);
  else if ('presses' in move) play.send(move.replicas, move.presses);
  else play.step(move.event(play));
}

const anyRun = fc.record({
  list: fc.shuffledSubarray([...SAFEGUARDS], { maxLength: 8 }),
  moves: fc.array(anyMove, { minLength: 20, maxLength: 80 }),
  chance: fc.record({
    harmless: fc.double({ min: 0.01, max: 0.99 }),
    notices: fc.double({ min: 0.01, max: 0.99 }),
    code: fc.constant(0.5),
  }),
});

const RANK = { open: 0, passed: 1, proceeded: 1, stopped: 1 } as const;

/** What may have changed from one instant to the next. */
function movedForward(before: ConsolesState, after: ConsolesState): void {
  expect(after.attempts.length).toBeGreaterThanOrEqual(before.attempts.length);
  for (const [index, was] of before.attempts.entries()) {
    const is = after.attempts[index]!;
    expect(is).toMatchObject({ number: was.number, by: was.by, startedAtUs: was.startedAtUs, command: was.command, slip: was.slip });
    expect(is.steps.slice(0, was.steps.length).map(({ safeguard }) => safeguard)).toEqual(was.steps.map(({ safeguard }) => safeguard));
    for (const [at, step] of was.steps.entries()) {
      expect(RANK[is.steps[at]!.result]).toBeGreaterThanOrEqual(RANK[step.result]);
      if (step.result !== 'open') expect(is.steps[at]).toEqual(step);
    }
    if (was.status === 'sent') expect(['sent', 'undone']).toContain(is.status);
    if (was.status === 'stopped' || was.status === 'undone') expect(is.status).toBe(was.status);
    if (was.endedAtUs !== undefined) expect(is.endedAtUs).toBe(was.endedAtUs);
  }
}

describe('whatever happens at a console', () => {
  it('results only move forward, and no command leaves past a safeguard', () => {
    const ended = { sent: 0, stopped: 0, undone: 0, 'under way': 0 };
    fc.assert(
      fc.property(anyRun, ({ list, moves, chance }) => {
        const play = new DeskPlay(deskScenario(list), { uniform: chance });
        for (const move of moves) {
          const before = play.state;
          const given = play.commands.length;
          apply(play, move);
          movedForward(before, play.state);
          const nowSent = play.state.attempts.filter(
            (attempt) =>
              attempt.status !== 'under way' &&
              attempt.status !== 'stopped' &&
              before.attempts[attempt.number - 1]?.endedAtUs === undefined,
          );
          expect(play.commands.slice(given).filter((command) => !command.startsWith('undo'))).toHaveLength(nowSent.length);
        }
        for (const { status, steps, endedAtUs, stoppedBy } of play.state.attempts) {
          const way = steps.filter(({ kind }) => kind !== 'undo' && kind !== 'audit');
          expect(way.slice(0, -1).every(({ result }) => result === 'passed' || result === 'proceeded')).toBe(true);
          if (status === 'under way') expect(way.at(-1)?.result).toBe('open');
          if (status === 'stopped') expect(way.at(-1)).toMatchObject({ result: 'stopped', safeguard: stoppedBy });
          if (status === 'sent' || status === 'undone') expect(way.at(-1)?.result).not.toBe('stopped');
          expect(endedAtUs === undefined).toBe(status === 'under way');
          ended[status] += 1;
        }
        for (const who of ['me', 'clerk', 'lead']) {
          const open = play.state.attempts.filter((attempt) => attempt.by === who && attempt.status === 'under way');
          expect(open.length).toBeLessThanOrEqual(1);
          expect(attemptUnderWay(play.state, 'desk', who)).toEqual(open[0]);
        }
      }),
      { numRuns: 120 },
    );
    // Otherwise nothing was tried.
    expect(Math.min(ended.sent + ended.undone, ended.stopped)).toBeGreaterThan(30);
  });

  it('is the same again from the same events, and from a state that was written down in between', () => {
    fc.assert(
      fc.property(anyRun, ({ list, moves, chance }) => {
        const scenario = deskScenario(list);
        const [once, again] = [new DeskPlay(scenario, { uniform: chance }), new DeskPlay(scenario, { uniform: chance })];
        for (const move of moves) apply(once, move);
        for (const move of moves) {
          apply(again, move);
          again.state = revived(again.state);
        }
        expect(revived(again.state)).toEqual(revived(once.state));
        expect(again.commands).toEqual(once.commands);
      }),
      { numRuns: 40 },
    );
  });
});

/** Through structured clone, as a keyframe in storage goes. */
const revived = (state: ConsolesState): ConsolesState => structuredClone(state);
