// The bar of the room as pure parts: what is due, what stops a step, what a severity means, which actions show.
import { describe, expect, it } from 'vitest';
import { dueNext, dueText } from '../../../src/ui/room/due-next.ts';
import { actionsShown, stateKey, targetOf } from '../../../src/ui/room/in-flight.ts';
import { resolutionCounts } from '../../../src/ui/room/resolution-words.ts';
import { rolesWords } from '../../../src/ui/room/roles-words.ts';
import { severityToBegin, severityVerb } from '../../../src/ui/room/severity-choice.ts';
import { somethingHappened, type Watched } from '../../../src/ui/room/something-happened.ts';

const MIN = 60_000_000;

describe('what is due next', () => {
  const view = {
    timed: true,
    ended: false,
    phase: 'response' as const,
    nowUs: 10 * MIN,
    targets: [
      { what: 'acknowledge' as const, byUs: 5 * MIN, doneAtUs: 4 * MIN },
      { what: 'commander' as const, byUs: 16 * MIN, doneAtUs: undefined },
      { what: 'declare' as const, byUs: 15 * MIN, doneAtUs: undefined },
    ],
    cadence: [{ audience: 'executive' as const, everyUs: 30 * MIN, lastUs: undefined, nextUs: 30 * MIN }],
    owedUpdate: { audience: 'support' as const, byUs: 18 * MIN },
    alerts: [],
  };
  it('is the nearest open target and the nearest word that somebody waits for', () => {
    expect(dueNext(view)).toEqual([
      { kind: 'target', label: 'Declare within', byUs: 15 * MIN },
      { kind: 'update', label: 'Next update: support', byUs: 18 * MIN },
    ]);
    expect(dueNext({ ...view, owedUpdate: undefined, targets: [] })).toEqual([
      { kind: 'update', label: 'Next update: executive', byUs: 30 * MIN },
    ]);
  });
  it('is no acknowledgement before there is a page', () => {
    const open = { ...view, targets: [{ what: 'acknowledge' as const, byUs: 12 * MIN, doneAtUs: undefined }], owedUpdate: undefined };
    const page = {
      alert: 'ErrorsHigh',
      labels: {},
      annotations: {},
      severity: 'page',
      state: 'firing' as const,
      activeAtUs: 0,
      firedAtUs: 0,
      resolvedAtUs: undefined,
      value: 1,
      acknowledged: false,
    };
    expect(dueNext({ ...open, cadence: [] })).toEqual([]);
    expect(dueNext({ ...open, cadence: [], alerts: [page] })).toEqual([{ kind: 'target', label: 'Acknowledge within', byUs: 12 * MIN }]);
  });
  it('is nothing without a clock, and nothing once it is over', () => {
    expect(dueNext({ ...view, timed: false })).toEqual([]);
    expect(dueNext({ ...view, phase: 'resolved' })).toEqual([]);
  });
  it.each([
    [7.9 * MIN, '7 min', 'plain'],
    [1.5 * MIN, '1:30', 'plain'],
    [0.5 * MIN, '0:30', 'warn'],
    [-1.25 * MIN, '1:15 late', 'bad'],
  ] as const)('%d µs are left: %s', (leftUs, value, tone) => {
    expect(dueText(20 * MIN + leftUs, 20 * MIN)).toEqual({ value, tone });
  });
});

describe('a step that waits for something', () => {
  const alert = {
    alert: 'ErrorsHigh',
    labels: {},
    annotations: {},
    severity: 'page',
    activeAtUs: 0,
    firedAtUs: undefined,
    resolvedAtUs: undefined,
    value: 1,
    acknowledged: false,
  };
  const quiet: Watched = { alerts: [], messages: [], inFlight: [], requests: [], phase: 'response', ended: false };
  const action = { seq: 4, text: 'rollback shop', startedAtUs: 0, progress: 0.2, status: 'running' as const };
  const request = {
    seq: 5,
    atUs: 0,
    kind: 'question' as const,
    person: 'dba',
    about: 'pool',
    status: 'waiting' as const,
    answeredAtUs: undefined,
    text: '',
  };
  it.each<[string, Watched, Watched, string | undefined]>([
    ['nothing', quiet, quiet, undefined],
    ['progress alone', { ...quiet, inFlight: [action] }, { ...quiet, inFlight: [{ ...action, progress: 0.9 }] }, undefined],
    ['an alert that is only pending', quiet, { ...quiet, alerts: [{ ...alert, state: 'pending' }] }, undefined],
    [
      'an alert fires',
      { ...quiet, alerts: [{ ...alert, state: 'pending' }] },
      { ...quiet, alerts: [{ ...alert, state: 'firing' }] },
      'ErrorsHigh fires',
    ],
    [
      'an alert ends',
      { ...quiet, alerts: [{ ...alert, state: 'firing' }] },
      { ...quiet, alerts: [{ ...alert, state: 'resolved' }] },
      'ErrorsHigh is resolved',
    ],
    [
      'somebody writes',
      quiet,
      { ...quiet, messages: [{ id: 'm', atUs: 1, channel: 'support', from: 'Ada', text: '?' }] },
      'Ada wrote in support',
    ],
    ['an action ends', { ...quiet, inFlight: [action] }, { ...quiet, inFlight: [{ ...action, status: 'done' }] }, 'rollback shop: done'],
    ['somebody answers', { ...quiet, requests: [request] }, { ...quiet, requests: [{ ...request, status: 'done' }] }, 'dba: done'],
    ['another phase', quiet, { ...quiet, phase: 'mitigation' }, 'The incident is in mitigation'],
    ['the end', quiet, { ...quiet, ended: true }, 'The time is up'],
  ])('%s', (_what, before, after, said) => {
    expect(somethingHappened(before, after)).toBe(said);
  });
});

describe('severity', () => {
  it('begins with the advice, else with what stands', () => {
    expect(severityToBegin({ severity: 'SEV-3', severityAdvice: { severity: 'SEV-1', because: 'x' } })).toBe('SEV-1');
    expect(severityToBegin({ severity: 'SEV-3', severityAdvice: undefined })).toBe('SEV-3');
    expect(severityToBegin({ severity: undefined, severityAdvice: undefined })).toBe('SEV-2');
  });
  it('knows up from down', () => {
    expect([
      severityVerb(undefined, 'SEV-1'),
      severityVerb('SEV-2', 'SEV-1'),
      severityVerb('SEV-2', 'SEV-4'),
      severityVerb('SEV-2', 'SEV-2'),
    ]).toEqual(['Declare', 'Raise to', 'Lower to', 'Keep']);
  });
});

describe('actions in flight', () => {
  const action = (seq: number, status: 'running' | 'done' | 'failed' | 'paused', startedAtUs = 9 * MIN) => ({
    seq,
    status,
    startedAtUs,
    text: `a${seq}`,
    progress: 0,
  });
  it('show the newest three; a finished one leaves after a while, a dismissed one comes back when it ends', () => {
    const inFlight = [action(1, 'done', 0), action(2, 'running'), action(3, 'running'), action(4, 'failed', 0), action(5, 'done')];
    expect(actionsShown({ inFlight, nowUs: 10 * MIN }, []).map(({ seq }) => seq)).toEqual([3, 4, 5]);
    const dismissed = [stateKey(action(3, 'running'))];
    expect(actionsShown({ inFlight, nowUs: 10 * MIN }, dismissed).map(({ seq }) => seq)).toEqual([2, 4, 5]);
    const ended = inFlight.map((each) => (each.seq === 3 ? action(3, 'done') : each));
    expect(actionsShown({ inFlight: ended, nowUs: 10 * MIN }, dismissed).map(({ seq }) => seq)).toEqual([3, 4, 5]);
  });
  it('are watched where their component is shown', () => {
    const nodes = [
      { id: 'shop', kind: 'service' as const, label: 'shop' },
      { id: 'shop-db-pool', kind: 'pool' as const, label: 'pool' },
      { id: 'people', kind: 'users' as const, label: 'people' },
    ];
    expect(targetOf('rollback shop', nodes)).toEqual({ tool: 'services', id: 'shop' });
    expect(targetOf('kill-sessions shop-db-pool', nodes)).toEqual({ tool: 'sessions', id: 'shop-db-pool' });
    expect(targetOf('tell people', nodes)).toBeUndefined();
  });
});

it('criteria of the end are counted in one sentence', () => {
  const says = (...met: (boolean | undefined)[]) => resolutionCounts(met.map((each) => ({ says: '', met: each, reading: '' })));
  expect(says(true, true)).toEqual({ open: 0, says: 'All of them hold' });
  expect(says(true, false, undefined)).toEqual({ open: 1, says: '1 of 3 does not hold yet, 1 no instrument shows' });
});

it('the roles in the bar are few words', () => {
  const roles = (...holders: ('you' | 'nobody')[]) =>
    (['commander', 'technical lead', 'communications', 'scribe'] as const).map((role, index) => ({
      role,
      holder: { kind: holders[index] ?? ('nobody' as const) },
      sinceUs: undefined,
      asked: undefined,
    }));
  expect(rolesWords(roles())).toBe('No role');
  expect(rolesWords(roles('you'))).toBe('You: commander · 3 open');
  expect(rolesWords(roles('you', 'you', 'you', 'you'))).toBe('You: all roles');
});
