// The pure parts of the notebook: shares that sum to one, the log in words, the drawing of a cascade, what is due.
import { describe, expect, it } from 'vitest';
import { type Cause, type DrillView, formatWarRoom, type JournalEntry, type TimelineItem } from '../../../src/schema/index.ts';
import { beliefsBefore, reasonsOf, setBelief, somethingElse, stated } from '../../../src/ui/notebook/beliefs.ts';
import {
  type Edge,
  NO_STEPS,
  placeCascade,
  redo,
  reversed,
  stepTaken,
  toggleEdge,
  undo,
} from '../../../src/ui/notebook/cascade-drawing.ts';
import { targetState } from '../../../src/ui/notebook/target-state.ts';
import { categoryOf, filterTimeline, noteText, USUAL, warRoomText, withoutStrokes } from '../../../src/ui/notebook/war-room.ts';

const CONFIG: Cause = { component: 'payment-service', kind: 'configuration' };
const DOWN: Cause = { component: 'stripe', kind: 'down' };

describe('beliefs', () => {
  it('sum to at most one, whatever is set in which order', () => {
    let beliefs = setBelief([], CONFIG, 0.7);
    for (const share of [0.5, 0.33, 0.9, 1, 0, 0.01]) {
      beliefs = setBelief(beliefs, DOWN, share);
      const sum = beliefs.reduce((total, { probability }) => total + probability, 0);
      expect(sum + somethingElse(beliefs)).toBeCloseTo(1, 9);
      expect(beliefs.find(({ cause }) => cause === DOWN)?.probability).toBe(share);
      beliefs = setBelief(beliefs, CONFIG, 0.6);
    }
  });
  it('make room in proportion, not at the cost of one', () => {
    const beliefs = setBelief(setBelief(setBelief([], CONFIG, 0.6), DOWN, 0.3), { component: 'db', kind: 'lock' as Cause['kind'] }, 0.5);
    expect(beliefs.map(({ probability }) => probability)).toEqual([0.33, 0.16, 0.5]);
  });
  it('are recorded without those at nought', () => {
    expect(
      stated([
        { cause: CONFIG, probability: 0 },
        { cause: DOWN, probability: 0.2 },
      ]),
    ).toEqual([{ cause: DOWN, probability: 0.2 }]);
  });
  it('lead back to the ones before, and remember why', () => {
    const set = (seq: number, probability: number, because: string) =>
      ({ seq, atUs: seq * 1e6, kind: 'hypothesis.set', args: { beliefs: [{ cause: CONFIG, probability }], because } }) as JournalEntry;
    const journal = [set(1, 0.2, 'a release'), set(2, 0.8, 'the diff'), set(9, 0.1, 'later')];
    expect(beliefsBefore(journal, 5e6)?.[0]?.probability).toBe(0.2);
    expect(beliefsBefore(journal.slice(0, 1), 5e6)).toEqual([]);
    expect(beliefsBefore([], 5e6)).toBeUndefined();
    expect(reasonsOf(journal).get(2e6)).toBe('the diff');
  });
});

const item = (seq: number, kind: string, text: string, outcome?: TimelineItem['outcome']): TimelineItem =>
  ({ seq, atUs: 240e6 + seq * 5e6, actor: 'you', kind, text, outcome }) as TimelineItem;
const VIEW = {
  tPlusZeroUs: 240e6,
  scenario: { title: 'Checkout fails', startsAtMs: Date.UTC(2026, 0, 31, 9, 30) },
  severity: 'SEV-1',
  phase: 'response',
  impact: { usersAffected: 812, revenueLost: 1234.5, currency: 'EUR', errorRatio: 0.42 },
} as unknown as DrillView;

describe('the log', () => {
  const items = [
    item(1, 'look.logs', 'Searched the logs'),
    item(2, 'note.timeline', noteText('Decision', 'we roll back')),
    item(3, 'command.rollback', 'rollback payment-service', { status: 'refused', code: 'x', reason: 'a freeze' }),
    item(4, 'control.pause', 'Paused'),
    item(5, 'note.timeline', 'written without a kind'),
  ];
  it('has one line per event, with the time, the role or else the name, and what came of it', () => {
    const { startsAtMs } = VIEW.scenario;
    expect(formatWarRoom(items.slice(1, 3), startsAtMs)).toBe(
      '[09:34] [you] Decision: we roll back\n[09:34] [you] rollback payment-service (refused: a freeze)',
    );
    expect(formatWarRoom([{ ...(items[1] as TimelineItem), role: 'commander' }], startsAtMs)).toContain('] [commander] ');
  });
  it('begins with the incident', () => {
    const text = warRoomText(items, VIEW);
    expect(text).toContain(
      'INCIDENT LOG: Checkout fails\nDate: 2026-01-31, times in UTC\nFirst page: 09:34:00\nSeverity: SEV-1. Phase: response.',
    );
    expect(text).toContain('812 users, 1235 EUR lost, 42 % of requests failing');
    expect(text.split('\n')).toHaveLength(6 + items.length);
  });
  it('has one line for a drawing of several strokes', () => {
    const strokes = [item(1, 'note.cascade', 'a'), item(2, 'note.cascade', 'b'), item(3, 'look.logs', 'c'), item(4, 'note.cascade', 'd')];
    expect(withoutStrokes(strokes).map(({ seq }) => seq)).toEqual([2, 3, 4]);
  });
  it('shows what matters first, and all of it on request', () => {
    expect(filterTimeline(items, USUAL, '').map(({ seq }) => seq)).toEqual([2, 3, 5]);
    expect(filterTimeline(items, ['look', 'other'], '').map(({ seq }) => seq)).toEqual([1, 4]);
    expect(filterTimeline(items, USUAL, 'PAYMENT roll').map(({ seq }) => seq)).toEqual([3]);
    expect(categoryOf(items[4] as TimelineItem)).toBe('finding');
  });
});

describe('a cascade', () => {
  const edge = (from: string, to: string): Edge => ({ from, to });
  it('puts each component below all that hurts it', () => {
    const places = placeCascade([edge('pool', 'user'), edge('payment', 'pool'), edge('payment', 'user'), edge('user', 'gateway')]);
    const row = Object.fromEntries(places.map(({ id, row: at }) => [id, at]));
    expect(row).toEqual({ payment: 0, pool: 1, user: 2, gateway: 3 });
  });
  it('comes to an end when drawn in a circle', () => {
    const places = placeCascade([edge('a', 'b'), edge('b', 'c'), edge('c', 'a')]);
    expect(places.map(({ id, row }) => `${id}${row}`)).toEqual(['a0', 'b1', 'c2']);
  });
  it('stands side by side where nothing orders it', () => {
    const places = placeCascade([edge('a', 'c'), edge('b', 'c')]);
    expect(places.filter(({ row }) => row === 0).map(({ column, columns }) => [column, columns])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
  it('is drawn, taken away, turned round; nothing hurts itself', () => {
    const one = toggleEdge([], edge('a', 'b'));
    expect(reversed(one, edge('a', 'b'))).toEqual([edge('b', 'a')]);
    expect(toggleEdge(one, edge('a', 'b'))).toEqual([]);
    expect(toggleEdge(one, edge('a', 'a'))).toEqual(one);
  });
  it('goes back and forth; a new step forgets what was gone back from', () => {
    const [first, second] = [[edge('a', 'b')], [edge('a', 'b'), edge('b', 'c')]];
    const steps = stepTaken(stepTaken(NO_STEPS, []), first);
    const back = undo(steps, second);
    expect(back?.edges).toEqual(first);
    const forth = redo(back?.steps ?? NO_STEPS, first);
    expect(forth?.edges).toEqual(second);
    expect(redo(stepTaken(back?.steps ?? NO_STEPS, first), [edge('x', 'y')])).toBeUndefined();
    expect(undo(NO_STEPS, first)).toBeUndefined();
  });
});

describe('what is due', () => {
  const now = { nowUs: 700e6, tPlusZeroUs: 240e6, timed: true };
  it('says how long there is, how late it is, and when it was done', () => {
    expect(targetState({ byUs: 760e6, doneAtUs: undefined }, now)).toEqual({ tone: 'plain', word: 'in 1 min' });
    expect(targetState({ byUs: 640e6, doneAtUs: undefined }, now)).toEqual({ tone: 'warn', word: '1 min over' });
    expect(targetState({ byUs: 540e6, doneAtUs: 300e6 }, now)).toEqual({ tone: 'ok', word: 'done T+1:00' });
    expect(targetState({ byUs: 240e6, doneAtUs: 300e6 }, now).word).toBe('done T+1:00, 1 min late');
  });
  it('is never late when untimed', () => {
    expect(targetState({ byUs: 0, doneAtUs: undefined }, { ...now, timed: false })).toEqual({ tone: 'plain', word: 'open' });
  });
});
