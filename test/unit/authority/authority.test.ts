// The writer of the journal (src/authority/README.md, A1–A3, A9) and the refusals of the drill.
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/authority/index.ts';
import { Drill, draft, MIN, S } from '../../support/drills.ts';

const cause = { component: 'payments', kind: 'configuration' };

describe('append', () => {
  it('A1 numbers entries from 1, at the present instant', () => {
    const drill = new Drill().at(10 * S);
    drill.add('note.fact', { text: 'a', status: 'known' });
    drill.at(20 * S).add('look.deployments');
    expect(drill.authority.journal.map(({ seq, atUs, actor, role, kind }) => [seq, atUs, actor, role, kind])).toEqual([
      [1, 10 * S, 'trainee', 'incident commander', 'note.fact'],
      [2, 20 * S, 'trainee', 'incident commander', 'look.deployments'],
    ]);
  });

  it('A1 fills in defaults and keeps the wall time aside', () => {
    const drill = new Drill();
    const { entry } = drill.authority.append(draft('incident.declare', { severity: 'SEV-1' }), { recordedAt: '2026-01-01T00:00:00Z' });
    expect(entry).toMatchObject({ args: { severity: 'SEV-1', summary: '' }, recordedAt: '2026-01-01T00:00:00Z' });
  });

  it('A2 names everything wrong with a draft at once, and appends nothing', () => {
    const drill = new Drill();
    const bad = draft('plan.step', { command: 7, confidence: 2, more: true }, { actor: '' });
    expect(() => drill.authority.append(bad)).toThrow(InputError);
    try {
      drill.authority.append(bad);
    } catch (error) {
      expect((error as InputError).issues.map(({ path }) => path.join('.'))).toEqual([
        'actor',
        'args.command',
        'args.expects',
        'args.confidence',
        'args',
      ]);
    }
    expect(() => drill.authority.append(draft('command.explode'))).toThrow(/known kind/);
    expect(() => drill.authority.append(draft('__proto__'))).toThrow(InputError);
    expect(drill.authority.journal).toEqual([]);
  });

  it('A9 stops at the length of the scenario, where production can no longer be changed', () => {
    const drill = new Drill().at(60 * MIN);
    expect(drill.authority.nowUs).toBe(15 * MIN);
    expect(drill.view).toMatchObject({ ended: true, phase: 'review' });
    expect(drill.add('command.rollback', { service: 'payments' })).toMatchObject({ status: 'refused', code: 'drill/time-up' });
    expect(drill.add('review.causes', { surface: 'the timeout' })).toBeUndefined();
  });
});

describe('A3 a refused entry is an entry with its reason', () => {
  let drill: Drill;
  beforeAll(() => {
    drill = new Drill().paged();
  });

  it.each<[string, string, unknown, string, RegExp]>([
    [
      'probabilities above one',
      'hypothesis.set',
      {
        beliefs: [
          { cause, probability: 0.7 },
          { cause: { component: 'bank', kind: 'down' }, probability: 0.4 },
        ],
      },
      'drill/sum-above-one',
      /110 %/,
    ],
    [
      'a cause named twice',
      'hypothesis.set',
      {
        beliefs: [
          { cause, probability: 0.1 },
          { cause, probability: 0.2 },
        ],
      },
      'drill/named-twice',
      /payments configuration/,
    ],
    [
      'an unknown component',
      'hypothesis.set',
      { beliefs: [{ cause: { component: 'mainframe', kind: 'down' }, probability: 0.1 }] },
      'drill/unknown-component',
      /mainframe.*payments/,
    ],
    ['an unknown component in a cascade', 'note.cascade', { edges: [{ from: 'web', to: 'moon' }] }, 'drill/unknown-component', /moon/],
    ['a pin on nothing', 'hypothesis.pin', { cause, look: 99, supports: 'for' }, 'drill/unknown-look', /99/],
    ['an alert nobody saw', 'alert.acknowledge', { alert: 'Nope' }, 'drill/unknown-alert', /Nope/],
    ['a person who is not there', 'people.ask', { person: 'santa', about: 'gifts' }, 'drill/unknown-person', /boss, bank-contact/],
    [
      'an estimate that runs backwards',
      'comms.status-update',
      { audience: 'executive', state: 'identified', eta: { fromMinutes: 9, toMinutes: 2 } },
      'drill/eta-backwards',
      /9 min/,
    ],
    ['an inject by a trainee', 'inject.message', { from: 'x', text: 'y' }, 'drill/role', /instructor/],
    ['judging oneself in the middle', 'review.self-assessment', { criterion: 'calm', points: 5 }, 'drill/not-over', /over/],
  ])('%s', (_, kind, args, code, reason) => {
    const before = drill.authority.journal.length;
    const outcome = drill.add(kind, args);
    expect(outcome).toMatchObject({ status: 'refused', code, reason: expect.stringMatching(reason) });
    expect(drill.authority.journal).toHaveLength(before + 1);
    expect(drill.authority.outcomeOf(before + 1)).toBe(outcome);
    expect(drill.view.timeline.at(-1)?.outcome).toEqual(outcome);
    expect(drill.view.beliefs).toEqual([]);
  });

  it('a command the world refuses', () => {
    expect(drill.add('command.rollback', { service: 'nowhere' })).toMatchObject({
      status: 'refused',
      reason: expect.stringMatching(/nowhere/),
    });
    expect(drill.view.phase).toBe('detection');
  });

  it('a look that finds nothing cannot be pinned', () => {
    const { entry, look } = drill.authority.append(draft('look.diff', { service: 'nowhere' }));
    expect(look).toMatchObject({ kind: 'missing', reason: expect.stringMatching(/web, payments/) });
    expect(drill.add('hypothesis.pin', { cause, look: entry.seq, supports: 'for' })).toMatchObject({ code: 'drill/unknown-look' });
  });

  it('the instructor may inject, and after the review nobody may do anything', () => {
    expect(drill.add('inject.message', { from: 'Press', text: 'Any comment?' }, { role: 'instructor' })).toBeUndefined();
    expect(drill.messages('war room')).toEqual(['Press: Any comment?']);
    drill.add('review.submit');
    expect(drill.add('look.deployments')).toMatchObject({ status: 'refused', code: 'drill/over' });
    expect(drill.view).toMatchObject({ phase: 'scored', ended: true });
  });
});

describe('self-assessment', () => {
  it('is open when the incident is over, within the points of a judged criterion', () => {
    const drill = new Drill().at(15 * MIN);
    expect(drill.add('review.self-assessment', { criterion: 'looked', points: 1 })).toMatchObject({ code: 'drill/not-judged' });
    expect(drill.add('review.self-assessment', { criterion: 'calm', points: 6 })).toMatchObject({ code: 'drill/too-many-points' });
    expect(drill.add('review.self-assessment', { criterion: 'calm', points: 5 })).toBeUndefined();
    expect(drill.view.judged).toMatchObject([{ id: 'calm', pointsMax: 5, given: 5 }]);
  });
});
