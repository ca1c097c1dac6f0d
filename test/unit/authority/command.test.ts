// Incident command and people, on the small shop: what is asked of people happens after their delay, and only as their duties allow.
import { describe, expect, it } from 'vitest';
import { runFork, scoreRun } from '../../../src/authority/index.ts';
import { formatWarRoom, RubricSchema } from '../../../src/schema/index.ts';
import { Drill, MIN, S } from '../../support/drills.ts';
import { BOSS, COMMAND, PEOPLE, staffedScenario, TAIL } from '../../support/staffed-world.ts';
import { smallScenario } from '../../support/worlds.ts';
import { rubricOf } from '../scoring/recorded.ts';

const drill = (more: Record<string, string> = {}, seed = 'test-1'): Drill => new Drill(staffedScenario(more), seed);
const request = (run: Drill, at = -1) => run.view.requests.at(at);

describe('R13 delegating', () => {
  it('a person carries the command out after their delay, as a command, and reports', () => {
    const run = drill().paged(30 * S);
    expect(run.add('people.delegate', { person: 'owner', task: 'rollback  payments' })?.status).not.toBe('refused');
    expect(request(run)).toMatchObject({ kind: 'task', person: 'owner', about: 'rollback payments', status: 'waiting' });
    const before = run.authority.trace.deployments().length;
    run.at(run.t0 + 30 * S + 89 * S);
    expect(run.authority.trace.deployments()).toHaveLength(before);
    run.at(run.t0 + 30 * S + 90 * S);
    expect(run.authority.trace.deployments()).toHaveLength(before + 1);
    expect(request(run)).toMatchObject({ status: 'done', answeredAtUs: run.view.nowUs });
    expect(run.messages('specialists').at(-1)).toMatch(/^Payments owner: Done: rollback payments\./);
    expect(run.view.timeline.at(-1)).toMatchObject({
      seq: 1,
      actor: 'Payments owner',
      kind: 'command.rollback',
      text: 'rollback payments',
    });
    expect(run.view.phase).toBe('mitigation');
    expect(run.view.inFlight).toMatchObject([{ text: 'rollback payments', status: 'running' }]);
    run.at(run.t0 + 5 * MIN);
    expect(run.messages('executive')).toContain('Boss: I heard you are rolling back.');
    expect(run.view.guide?.steps[2]?.done).toBe(true);
  });

  it('whoever cannot do it declines with their limits, and nothing happens', () => {
    const run = drill().paged();
    run.add('people.delegate', { person: 'owner', task: 'restart payments' });
    run.at(run.t0 + 41 * S);
    expect(request(run)).toMatchObject({ status: 'declined', text: 'I only look after payments.' });
    expect(run.view.timeline.some(({ kind }) => kind === 'command.restart')).toBe(false);
    expect(run.add('people.delegate', { person: 'owner', task: 'dance' })).toMatchObject({ code: 'drill/unknown-command' });
    expect(run.add('people.delegate', { person: 'nobody', task: 'rollback payments' })).toMatchObject({ code: 'drill/unknown-person' });
  });

  it('counts for the score as an act of who asked, with the evidence of that moment', () => {
    const run = drill().paged(10 * S);
    run.look('diff', { service: 'payments' });
    run.look('status-page', { provider: 'bank' });
    run.add('people.delegate', { person: 'owner', task: 'rollback payments' });
    run.at(15 * MIN);
    const card = scoreRun(run.authority, []);
    const own = drill().paged(10 * S);
    own.look('diff', { service: 'payments' });
    own.look('status-page', { provider: 'bank' });
    own.at(own.t0 + 100 * S).add('command.rollback', { service: 'payments' });
    own.at(15 * MIN);
    expect(card.measures).toEqual(scoreRun(own.authority, []).measures);
    expect(card.measures).toMatchObject({ blindActions: 0, harmfulActions: 0, timeToMitigateUs: expect.any(Number) });
    const blind = drill().paged(10 * S);
    blind.add('people.delegate', { person: 'owner', task: 'rollback payments' });
    blind.look('diff', { service: 'payments' });
    blind.look('status-page', { provider: 'bank' });
    expect(scoreRun(blind.at(15 * MIN).authority, []).measures.blindActions).toBe(1);
  });

  it('stays a request in the score when its command was refused, and the command one that had no effect', () => {
    const asked = new Drill({ ...staffedScenario(), rubric: RubricSchema.parse(rubricOf({ entry: 'people.delegate' })) }).paged();
    asked.add('people.delegate', { person: 'owner', task: 'delete payments' });
    asked.at(asked.t0 + MIN);
    expect(asked.authority.deeds).toMatchObject([{ entry: { seq: 1, kind: 'command.delete' }, outcome: { status: 'refused' } }]);
    const card = scoreRun(asked.authority, []);
    expect(card.categories[0]?.criteria[0]).toMatchObject({ verdict: 'met' });
    expect(card.measures).toMatchObject({ blindActions: 0, timeToFirstActionUs: undefined });
  });

  it('seeks, forks, replays and keyframes carry it; the hash knows of it', () => {
    const play = (seed: string): Drill => {
      const run = drill({}, seed).paged(20 * S);
      run.add('people.delegate', { person: 'owner', task: 'rollback payments' });
      run.add('people.escalate', {});
      run.add('role.hand-over', { role: 'technical lead', to: 'owner' });
      return run;
    };
    const sliced = play('a');
    const fork = sliced.at(sliced.t0 + 50 * S).authority.fork();
    for (let atUs = sliced.view.nowUs; atUs < 12 * MIN; atUs += 7 * S) {
      sliced.at(atUs);
      void sliced.view;
    }
    sliced.at(12 * MIN);
    const whole = play('a').at(12 * MIN);
    fork.advanceTo(12 * MIN);
    expect(sliced.authority.hash()).toBe(whole.authority.hash());
    expect(fork.hash()).toBe(whole.authority.hash());
    expect(fork.deeds).toEqual(whole.authority.deeds);
    expect(whole.authority.deeds).toHaveLength(1);
    for (const backUs of [60 * S, 130 * S, 300 * S]) {
      const then = play('a').at(whole.t0 + backUs);
      expect(whole.authority.seek(whole.t0 + backUs)).toEqual(then.view);
    }
  });
});

describe('R5 in a fork', () => {
  it('people take as long over what they were asked as before an earlier entry was taken away', () => {
    const run = drill().paged();
    run.look('deployments');
    run.add('people.ask', { person: 'bank-contact', about: 'anything' });
    run.add('people.escalate', { to: 'bank-contact' });
    const endUs = run.t0 + 3 * MIN;
    const answers = ({ view }: { view: Drill['view'] }) => view.requests.map(({ seq, answeredAtUs }) => [seq, answeredAtUs]);
    const own = answers(run.at(endUs));
    const { authority } = runFork(run.authority.scenario, run.authority.seed, run.authority.journal, { kind: 'without', seq: 1 }, endUs);
    expect(own.map(([seq]) => seq)).toEqual([2, 3]);
    expect(own.every(([, answeredAtUs]) => answeredAtUs !== undefined)).toBe(true);
    expect(answers({ view: authority.view() })).toEqual(own.map(([seq, answeredAtUs]) => [seq! - 1, answeredAtUs]));
  });
});

describe('R14 calling', () => {
  it('goes up the ladder when nobody answers in time', () => {
    const run = drill().paged();
    run.add('people.escalate', { because: 'we need help' });
    run.at(run.t0 + 59 * S);
    expect(run.view.requests.map(({ person, status }) => [person, status])).toEqual([['ghost', 'waiting']]);
    expect(run.add('people.escalate', {})).toMatchObject({ code: 'drill/ladder-busy' });
    run.at(run.t0 + 60 * S);
    expect(run.view.requests.map(({ person, status }) => [person, status])).toEqual([
      ['ghost', 'no answer'],
      ['owner', 'waiting'],
    ]);
    run.at(run.t0 + 101 * S);
    expect(request(run)).toMatchObject({ person: 'owner', status: 'done', text: 'I am here. I only look after payments.' });
    expect(run.view.people.map(({ id, rung, timeoutUs }) => [id, rung, timeoutUs]).slice(1, 3)).toEqual([
      ['owner', 2, 2 * MIN],
      ['ghost', 1, MIN],
    ]);
  });

  it('by name, and never without a ladder or a name', () => {
    const run = new Drill().paged();
    expect(run.add('people.escalate', {})).toMatchObject({ code: 'drill/no-ladder' });
    run.add('people.escalate', { to: 'bank-contact' });
    run.at(run.t0 + 2 * MIN);
    expect(request(run)).toMatchObject({ kind: 'call', status: 'done' });
  });
});

describe('R15 the second person', () => {
  it('a guarded command is refused without agreement, done once with it, and refused again', () => {
    const run = drill().paged();
    const remove = () => run.add('command.delete', { service: 'payments' });
    expect(remove()).toMatchObject({ status: 'refused', code: 'drill/approval', reason: expect.stringContaining('boss') });
    run.add('approval.request', { person: 'boss', command: 'delete payments' });
    expect(remove()?.status).toBe('refused');
    run.at(run.t0 + 21 * S);
    expect(request(run)).toMatchObject({ status: 'granted' });
    expect(run.add('command.delete', { service: 'web' })?.status).toBe('refused');
    expect(remove()?.status).toBe('done');
    expect(request(run)?.status).toBe('used');
    expect(remove()?.status).toBe('refused');
  });

  it('an agreement lapses after ten minutes', () => {
    const run = drill().at(10 * S);
    run.add('approval.request', { person: 'boss', command: 'delete payments' });
    run.at(30 * S + 10 * MIN);
    expect(request(run)?.status).toBe('granted');
    run.at(31 * S + 10 * MIN);
    expect(request(run)?.status).toBe('expired');
    expect(run.add('command.delete', { service: 'payments' })).toMatchObject({ code: 'drill/approval' });
  });

  it('is denied while the instruments speak against it, and for what is not theirs', () => {
    const run = drill().paged();
    run.add('approval.request', { person: 'boss', command: 'restart ledger' });
    run.add('approval.request', { person: 'owner', command: 'delete payments' });
    run.at(run.t0 + MIN);
    expect(run.view.requests.map(({ status, text }) => [status, text])).toEqual([
      ['declined', 'No to “restart ledger”. Not while customers pay.'],
      ['declined', 'I only look after payments.'],
    ]);
  });

  it('binds people too', () => {
    const run = drill().paged();
    run.add('people.delegate', { person: 'owner', task: 'delete payments' });
    run.at(run.t0 + MIN);
    expect(request(run)).toMatchObject({ status: 'declined', text: expect.stringContaining('second person') });
    expect(run.authority.trace.replicas('payments').length).toBeGreaterThan(0);
    run.add('approval.request', { person: 'boss', command: 'delete payments' });
    run.at(run.t0 + 90 * S).add('people.delegate', { person: 'owner', task: 'delete payments' });
    run.at(run.t0 + 3 * MIN);
    expect(run.view.requests.map(({ status }) => status)).toEqual(['declined', 'used', 'done']);
  });
});

describe('R16 roles', () => {
  it('entries are stamped with the fitting role once one is held, and a named role stays', () => {
    const run = drill();
    const roleOf = (kind: string, args: unknown = {}, who = {}) => {
      run.add(kind, args, who);
      return run.authority.journal.at(-1)?.role;
    };
    expect(roleOf('look.deployments')).toBe('incident commander');
    expect(roleOf('role.take', { role: 'commander' })).toBe('commander');
    expect(roleOf('look.deployments')).toBe('commander');
    roleOf('role.take', { role: 'communications' });
    expect(roleOf('comms.say', { channel: 'war room', text: 'hi' })).toBe('communications');
    expect(roleOf('incident.declare', { severity: 'SEV-2' })).toBe('commander');
    expect(roleOf('look.deployments', {}, { role: 'observer' })).toBe('observer');
    expect(roleOf('look.deployments', {}, { actor: 'somebody' })).toBe('incident commander');
    expect(run.add('role.take', { role: 'commander' })).toMatchObject({ code: 'drill/role-held' });
    expect(run.view.roles.map(({ role, holder }) => [role, holder.kind])).toEqual([
      ['commander', 'you'],
      ['technical lead', 'nobody'],
      ['communications', 'you'],
      ['scribe', 'nobody'],
    ]);
  });

  it('are handed over to who takes them, and declined by who does not', () => {
    const run = drill().paged();
    run.add('role.hand-over', { role: 'communications', to: 'owner' });
    run.add('role.hand-over', { role: 'scribe', to: 'owner' });
    expect(run.view.roles[2]).toMatchObject({ holder: { kind: 'nobody' }, asked: 'owner' });
    expect(scoreRun(run.authority, []).command.roles[2]?.holder).toBeUndefined();
    run.at(run.t0 + 41 * S);
    expect(run.view.roles[2]).toMatchObject({ holder: { kind: 'person', id: 'owner', name: 'Payments owner' }, asked: undefined });
    expect(run.view.roles[3]?.holder.kind).toBe('nobody');
    const { roles } = scoreRun(run.authority, []).command;
    expect(roles[2]).toMatchObject({ holder: 'Payments owner', atUs: run.view.roles[2]?.sinceUs });
    expect(roles[3]?.holder).toBeUndefined();
    expect(run.view.handOvers.map(({ role, to }) => [role, to])).toEqual([
      ['communications', 'owner'],
      ['scribe', 'owner'],
    ]);
  });

  it('a person in communications writes plain updates before they are due', () => {
    const run = drill().paged();
    run.add('incident.declare', { severity: 'SEV-1' });
    run.add('role.hand-over', { role: 'communications', to: 'owner' });
    // The boss asks at T+1m and waits two minutes.
    run.at(run.t0 + 149 * S);
    expect(run.view.updates).toEqual([]);
    run.at(run.t0 + 150 * S);
    expect(run.view.updates).toMatchObject([{ audience: 'executive', summary: expect.stringContaining('Plain update') }]);
    expect(run.view.messages.find(({ expects }) => expects)?.expects?.answered).toBe(true);
    expect(run.view.cadence.find(({ audience }) => audience === 'executive')).toMatchObject({ lastUs: run.view.nowUs });
    expect(run.view.timeline.at(-1)).toMatchObject({ actor: 'Payments owner', role: 'communications' });
    run.at(run.t0 + 5 * MIN);
    // The debrief counts it for the target as the room does, until the trainee writes and after.
    const target = () => scoreRun(run.authority, []).command.targets.find(({ what }) => what === 'first update');
    const shown = () => run.view.targets.find(({ what }) => what === 'first update');
    expect(target()).toMatchObject({
      doneAtUs: run.t0 + 150 * S,
      verdict: 'met',
      evidence: [{ seq: 2, atUs: run.t0 + 150 * S, text: 'plain update to executive' }],
    });
    run.add('comms.status-update', { audience: 'executive', state: 'investigating', whatHappened: 'Payments fail' });
    expect([target()?.doneAtUs, target()?.byUs]).toEqual([shown()?.doneAtUs, shown()?.byUs]);
    expect(run.messages('executive').filter((text) => text.includes('still waiting'))).toEqual([]);
  });

  it('a technical lead reports every five minutes, a commander asks every ten; until the role is taken back', () => {
    const reports = (run: Drill) => run.messages('war room').filter((text) => /^Payments owner: .*requests fail/.test(text));
    const roles = { [COMMAND]: `${COMMAND.replace('incident:', 'incident:\n  roles: { commander: boss, technical lead: owner }')}` };
    const build = () => new Drill(smallScenario({ [BOSS]: PEOPLE, [TAIL]: `${roles[COMMAND]}${TAIL}` }));
    const run = build().paged(5 * MIN);
    expect(reports(run)).toHaveLength(1);
    run.at(run.t0 + 10 * MIN);
    expect(reports(run)).toHaveLength(2);
    expect(run.messages('war room').filter((text) => text.startsWith('Boss: Checkpoint'))).toHaveLength(1);
    const taken = build().paged(MIN);
    taken.add('role.take', { role: 'technical lead' });
    taken.at(taken.t0 + 10 * MIN);
    expect(reports(taken)).toEqual([]);
    expect(run.view.roles[0]).toMatchObject({ holder: { kind: 'person', id: 'boss' } });
  });
});

describe('R17 pressure', () => {
  const PAGE = "- { when: { holds: 'sum(up) > 1000' }, page: never }";
  it('told: only by an update that leaves it out', () => {
    const pressed = { [PAGE]: `${PAGE}\n  - { when: { told: executive, without: eta }, after: 10s, message: { from: boss, text: WHEN } }` };
    const tell = (args: object) => {
      const run = drill(pressed).paged(10 * S);
      run.add('comms.status-update', { audience: 'executive', state: 'investigating', ...args });
      return run.at(run.t0 + 2 * MIN).messages('executive');
    };
    expect(tell({})).toContain('Boss: WHEN');
    expect(tell({ eta: { fromMinutes: 1, toMinutes: 5 } })).not.toContain('Boss: WHEN');
    expect(tell({ audience: 'support' })).not.toContain('Boss: WHEN');
    expect(tell({ state: 'resolved' })).not.toContain('Boss: WHEN');
  });

  it('silent: for so long since the last update, from T+0 on', () => {
    const pressed = { [PAGE]: `${PAGE}\n  - { when: { silent: executive, for: 3m }, message: { from: boss, text: SILENCE } }` };
    const quiet = drill(pressed).paged(175 * S);
    expect(quiet.messages('executive')).not.toContain('Boss: SILENCE');
    expect(quiet.at(quiet.t0 + 190 * S).messages('executive')).toContain('Boss: SILENCE');
    const spoken = drill(pressed).paged(2 * MIN);
    spoken.add('comms.status-update', { audience: 'executive', state: 'investigating' });
    expect(spoken.at(spoken.t0 + 4 * MIN).messages('executive')).not.toContain('Boss: SILENCE');
    expect(spoken.at(spoken.t0 + 310 * S).messages('executive')).toContain('Boss: SILENCE');
  });
});

describe('V6 the view of incident command', () => {
  it('is played as the first entry says, once', () => {
    const run = drill();
    expect(run.view).toMatchObject({ level: 'intermediate', timed: true });
    run.add('control.pause');
    expect(run.add('drill.begin', { level: 'beginner', timed: false, role: 'commander' })).toBeUndefined();
    expect(run.view).toMatchObject({ level: 'beginner', timed: false, phase: 'briefing' });
    expect(run.view.roles[0]?.holder.kind).toBe('you');
    expect(run.add('drill.begin', { level: 'expert', timed: true })).toMatchObject({ code: 'drill/begun' });
    expect(run.view.level).toBe('beginner');
  });

  it('advises a severity by the matrix and says why; targets follow the declared one', () => {
    const run = drill().at(MIN);
    expect([run.view.severityAdvice, run.view.targets]).toEqual([undefined, []]);
    run.paged(90 * S);
    const { severityAdvice, impact, matrix } = run.view;
    expect(impact.errorRatio).toBeGreaterThan(0.1);
    expect(severityAdvice?.severity).toBe(impact.errorRatio! > 0.5 || impact.revenueLostPerMinute * 60 > 10_000 ? 'SEV-1' : 'SEV-2');
    expect(severityAdvice?.because).toMatch(/more than/);
    expect(matrix[0]?.when).toBe('more than 50 % of requests fail, or more than 10,000 EUR are lost per hour');
    expect(matrix.at(-1)?.when).toBe('anything else');
    run.add('incident.declare', { severity: 'SEV-1' });
    run.add('role.take', { role: 'commander' });
    const at = run.view.nowUs;
    expect(run.view.targets).toEqual([
      { what: 'acknowledge', byUs: run.t0 + 5 * MIN, doneAtUs: at },
      { what: 'declare', byUs: run.t0 + 10 * MIN, doneAtUs: at },
      { what: 'commander', byUs: run.t0 + 10 * MIN, doneAtUs: at },
      { what: 'first update', byUs: run.t0 + 30 * MIN, doneAtUs: undefined },
    ]);
    expect(run.view.cadence).toEqual([
      { audience: 'executive', everyUs: 30 * MIN, lastUs: undefined, nextUs: run.t0 + 30 * MIN },
      { audience: 'status page', everyUs: 30 * MIN, lastUs: undefined, nextUs: run.t0 + 30 * MIN },
    ]);
  });

  it('ticks the checklist by the journal, and by hand either way', () => {
    const run = drill().paged(10 * S);
    const item = (id: string) => run.view.checklist.find((each) => each.id === id);
    expect(item('assess')).toMatchObject({ doneAtUs: undefined, auto: true });
    run.add('incident.declare', { severity: 'SEV-1' });
    expect(item('assess')).toMatchObject({ doneAtUs: run.view.nowUs, auto: true });
    run.add('checklist.tick', { item: 'assess', done: false });
    run.add('checklist.tick', { item: 'watch' });
    expect(item('assess')).toMatchObject({ doneAtUs: undefined, auto: false });
    expect(item('watch')).toMatchObject({ doneAtUs: run.view.nowUs, auto: false });
    expect(run.add('checklist.tick', { item: 'nothing' })).toMatchObject({ code: 'drill/unknown-item' });
  });

  it('shows what has to hold at the end, and nothing where no instrument shows it', () => {
    const run = drill().paged(MIN);
    const met = () => run.view.resolution.map((each) => each.met);
    expect(run.view.resolution.map(({ says }) => says)).toEqual([
      'Payments get through',
      'The share of failed requests is back at its baseline',
      'No alert is firing',
      'No action is under way',
    ]);
    expect(met()).toEqual([false, false, false, true]);
    run.add('command.rollback', { service: 'payments' });
    expect(met()).toEqual([false, false, false, false]);
    run.at(run.t0 + 6 * MIN);
    expect(met()).toEqual([true, true, true, true]);
    expect(run.view.resolution[0]!.reading).toMatch(/^0(\.\d+)? now$/);
    const withUnit = new Drill(
      smallScenario({ [BOSS]: PEOPLE, [TAIL]: `${COMMAND.replace('for: 30s }', 'for: 30s, unit: ratio }')}${TAIL}` }),
    ).paged(MIN);
    expect(withUnit.view.resolution[0]!.reading).toMatch(/^\d+(\.\d)? % now$/);
    const blind = new Drill(
      smallScenario({ [BOSS]: PEOPLE, [TAIL]: `${COMMAND.replace('error_ratio{service="web"} < 0.01', 'no_such_series < 1')}${TAIL}` }),
    ).paged(MIN);
    expect(blind.view.resolution[0]).toMatchObject({ met: undefined, reading: 'no reading' });
  });

  it('offers hints from T+0 on, not those made needless, and records what was taken', () => {
    const run = drill();
    expect(run.add('hint.take')).toMatchObject({ code: 'drill/no-hint' });
    run.paged(10 * S);
    expect(run.view.hints).toEqual({ offered: 1, taken: [] });
    expect(run.add('hint.take')).toEqual({ status: 'done', text: 'Look at what changed.' });
    expect(run.view.hints).toMatchObject({ offered: 0, taken: [{ text: 'Look at what changed.' }] });
    run.at(run.t0 + 2 * MIN);
    expect(run.view.hints.offered).toBe(1);
    const seen = drill().paged(10 * S);
    seen.look('deployments');
    expect(seen.view.hints.offered).toBe(0);
  });

  it('leads through the guide', () => {
    const run = drill().paged(10 * S);
    const current = () => run.view.guide?.current;
    expect(current()).toBe(0);
    expect(run.add('guide.read', { step: 1 })).toMatchObject({ code: 'drill/no-step' });
    run.look('diff', { service: 'payments' });
    expect(run.view.guide?.steps.map(({ done, read }) => [done, read])).toEqual([
      [false, true],
      [true, false],
      [false, false],
      [false, false],
    ]);
    run.add('guide.read', { step: 0 });
    expect(current()).toBe(2);
    run.add('command.rollback', { service: 'payments' });
    expect(current()).toBe(3);
    run.at(run.t0 + 6 * MIN);
    expect(current()).toBe(4);
    expect(new Drill().view.guide).toBeUndefined();
  });

  it('writes the log of the war room with time and role', () => {
    const run = drill().paged();
    run.add('role.take', { role: 'commander' });
    run.add('look.deployments');
    run.add('incident.declare', { severity: 'SEV-1' });
    const log = formatWarRoom(run.view.timeline, run.view.scenario.startsAtMs).split('\n');
    expect(log).toHaveLength(3);
    expect(log[2]).toMatch(/^\[10:0\d\] \[commander\] Declared SEV-1$/);
  });
});
