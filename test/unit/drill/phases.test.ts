// The life cycle by its rules (src/drill/README.md, P1–P8).
import { describe, expect, it } from 'vitest';
import { applyEntry, applyWorld, type DrillState, initialDrillState, type PhaseEvent, setBroken } from '../../../src/drill/index.ts';
import { ENTRY_ARGS, type JournalEntry, type Outcome } from '../../../src/schema/index.ts';

const DONE: Outcome = { status: 'done', text: '' };
const REFUSED: Outcome = { status: 'refused', code: 'x', reason: 'y' };
let seq = 0;

function entry(kind: keyof typeof ENTRY_ARGS, args: unknown, atUs = 0): JournalEntry {
  return { seq: ++seq, atUs, actor: 'trainee', role: 'incident commander', kind, args: ENTRY_ARGS[kind].parse(args) } as JournalEntry;
}
type Step = ['world', PhaseEvent['type']] | [Parameters<typeof entry>[0], unknown, Outcome?] | ['broken', boolean];
function play(...steps: Step[]): DrillState {
  let atUs = 0;
  return steps.reduce<DrillState>((state, step) => {
    atUs += 1000;
    if (step[0] === 'broken') return setBroken(state, step[1] as boolean);
    if (step[0] === 'world') return applyWorld(state, { type: step[1] as PhaseEvent['type'] }, atUs);
    return applyEntry(state, entry(step[0], step[1], atUs), { outcome: step[2] });
  }, initialDrillState());
}
const ROLLBACK: Step = ['command.rollback', { service: 'a' }, DONE];
const RESOLVE: Step = ['incident.resolve', {}, DONE];
const PAGED: Step = ['world', 'world.joined'];
const ACK: Step = ['alert.acknowledge', { alert: 'A' }];

describe('phases', () => {
  it.each<[string, string, Step[]]>([
    ['P1 begins with the briefing', 'briefing', []],
    ['P1 a page brings the trainee in', 'detection', [PAGED]],
    ['P1 so does looking around before it', 'detection', [['look.deployments', {}]]],
    ['P1 moving the clock does not', 'briefing', [['control.speed', { factor: 4 }]]],
    ['P2 acknowledging engages', 'response', [PAGED, ACK]],
    ['P2 declaring engages', 'response', [PAGED, ['incident.declare', { severity: 'SEV-1' }]]],
    ['P2 a refused declaration does not', 'detection', [PAGED, ['incident.declare', { severity: 'SEV-1' }, REFUSED]]],
    ['P3 a command that took is mitigation', 'mitigation', [PAGED, ACK, ROLLBACK]],
    [
      'P3 also one that may have happened',
      'mitigation',
      [PAGED, ACK, ['command.rollback', { service: 'a' }, { status: 'unknown', text: '' }]],
    ],
    ['P3 a refused command is not', 'response', [PAGED, ACK, ['command.rollback', { service: 'a' }, REFUSED]]],
    ['P4 healthy again is monitoring', 'monitoring', [PAGED, ACK, ROLLBACK, ['world', 'world.healthy']]],
    ['P4 healthy without an act is not', 'response', [PAGED, ACK, ['world', 'world.healthy']]],
    ['P4 broken once more is mitigation', 'mitigation', [PAGED, ACK, ROLLBACK, ['world', 'world.healthy'], ['world', 'world.broken']]],
    ['P5 a declaration ends it', 'resolved', [PAGED, ACK, ROLLBACK, RESOLVE]],
    ['P5 but not while users are hurt', 'mitigation', [PAGED, ACK, ROLLBACK, ['broken', true], RESOLVE]],
    ['P5 a relapse reopens it', 'response', [PAGED, RESOLVE, ['world', 'world.broken']]],
    ['P6 standing down ends it too', 'resolved', [PAGED, ['incident.stand-down', {}, DONE]]],
    ['P7 looking back begins the review', 'review', [PAGED, RESOLVE, ['review.causes', { surface: 's' }]]],
    ['P7 a lesson noted earlier does not', 'response', [PAGED, ACK, ['review.lesson', { kind: 'pattern', text: 't' }]]],
    [
      'P7 a relapse during the review changes nothing',
      'review',
      [PAGED, RESOLVE, ['review.causes', { surface: 's' }], ['world', 'world.broken']],
    ],
    ['P7 time up begins the review', 'review', [PAGED, ACK, ['world', 'world.time-up']]],
    ['P8 submitting ends the drill', 'scored', [PAGED, RESOLVE, ['review.submit', {}]]],
    ['P8 submitting in the middle gives up', 'scored', [PAGED, ACK, ['review.submit', {}]]],
    ['P8 nothing leads out of it', 'scored', [['review.submit', {}], ['world', 'world.time-up'], ACK]],
  ])('%s → %s', (_, phase, steps) => {
    expect(play(...steps).phase.phase).toBe(phase);
  });

  it('P5 remembers a declaration that came too early, and when the incident truly ended', () => {
    const early = play(PAGED, ACK, ['broken', true], RESOLVE);
    expect(early.closedEarly).toHaveLength(1);
    expect(early.resolvedAtUs).toBeUndefined();
    const later = play(PAGED, ACK, ['broken', true], RESOLVE, ['broken', false], RESOLVE);
    expect(later.resolvedAtUs).toBe(6000);
    expect(applyWorld(later, { type: 'world.broken' }, 9000).resolvedAtUs).toBeUndefined();
  });

  it('keeps since when a phase lasts', () => {
    const state = play(PAGED, ACK, ['look.deployments', {}]);
    expect(state.phase).toEqual({ phase: 'response', sinceUs: 2000 });
  });
});

describe('the notebook', () => {
  const cause = { component: 'a', kind: 'slow' };
  const other = { component: 'b', kind: 'down' };

  it('keeps the history of a belief, also of one taken back', () => {
    const state = play(
      [
        'hypothesis.set',
        {
          beliefs: [
            { cause, probability: 0.7 },
            { cause: other, probability: 0.2 },
          ],
        },
      ],
      ['hypothesis.set', { beliefs: [{ cause: other, probability: 0.9 }] }],
    );
    expect(state.beliefs.map(({ probability, history }) => [probability, history.map((point) => point.probability)])).toEqual([
      [0, [0.7, 0]],
      [0.9, [0.2, 0.9]],
    ]);
  });

  it('pins a look to a belief with what was looked at', () => {
    let state = applyEntry(initialDrillState(), { ...entry('look.diff', { service: 'a' }), seq: 1 }, { outcome: undefined });
    state = applyEntry(state, { ...entry('hypothesis.pin', { cause, look: 1, supports: 'against' }), seq: 2 }, { outcome: undefined });
    expect(state.beliefs).toEqual([
      {
        cause,
        probability: 0,
        history: [],
        pins: [{ seq: 2, look: 1, supports: 'against', note: '', label: 'Opened the configuration diff of a' }],
      },
    ]);
  });

  it('writes nothing from a refused entry but its line', () => {
    const state = play(['note.fact', { text: 'x', status: 'known' }, REFUSED], ['control.pause', {}, REFUSED]);
    expect(state.facts).toEqual([]);
    expect(state.paused).toBe(false);
    expect(state.timeline.map(({ text, outcome }) => [text, outcome?.status])).toEqual([
      ['Known: x', 'refused'],
      ['Paused', 'refused'],
    ]);
  });

  it('remembers plan, updates, lessons, action items, assessments, pace and severity', () => {
    const state = play(
      ['incident.declare', { severity: 'SEV-2' }],
      ['incident.declare', { severity: 'SEV-1' }],
      ['plan.step', { command: 'rollback a', expects: 'errors fall', confidence: 0.9 }],
      ['comms.status-update', { audience: 'executive', state: 'mitigating', done: 'rolling back' }],
      ['review.lesson', { kind: 'process', text: 'review' }],
      ['review.action-item', { text: 'do', priority: 'P1' }],
      ['review.self-assessment', { criterion: 'calm', points: 3 }],
      ['control.speed', { factor: 8 }],
      ['control.pause', {}],
    );
    expect(state).toMatchObject({ severity: 'SEV-1', declaredAtUs: 1000, speed: 8, paused: true, selfAssessments: { calm: 3 } });
    expect(state.plan[0]).toMatchObject({ command: 'rollback a', confidence: 0.9 });
    expect(state.updates[0]).toMatchObject({ audience: 'executive', summary: 'rolling back' });
    expect(state.lessons).toHaveLength(1);
    expect(state.actionItems[0]).toMatchObject({ priority: 'P1' });
  });

  it('has words for every kind of entry', () => {
    const lines = play(
      ['people.ask', { person: 'p', about: 'x' }],
      ['note.cascade', { edges: [{ from: 'a', to: 'b' }] }],
      ['look.logs', { query: 'timeout', level: 'error' }],
      ['command.set-config', { service: 'a', key: 'k', value: '5s' }, DONE],
    ).timeline.map(({ text }) => text);
    expect(lines).toEqual(['Asked p about x', 'Drew the cascade: a → b', 'Searched the logs at level error for “timeout”', 'set a k=5s']);
  });
});
