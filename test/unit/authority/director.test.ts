// The story around the world (src/authority/README.md, R1–R9), on the small shop.
import { describe, expect, it } from 'vitest';
import { scoreRun } from '../../../src/authority/index.ts';
import { readValue } from '../../../src/drill/index.ts';
import { Drill, MIN, S } from '../../support/drills.ts';
import { quietScenario, smallScenario } from '../../support/worlds.ts';

describe('T+0', () => {
  it('R2 is when the first paging alert fires, and that brings the trainee in', () => {
    const drill = new Drill();
    expect(drill.at(2 * MIN).view).toMatchObject({ phase: 'briefing', tPlusZeroUs: undefined, messages: [] });
    drill.paged();
    expect(drill.view.alerts.find(({ alert }) => alert === 'WebErrors')).toMatchObject({
      severity: 'page',
      state: 'firing',
      firedAtUs: drill.t0,
    });
    expect(drill.t0).toBeGreaterThan(2 * MIN);
    expect(drill.view.phase).toBe('detection');
    expect(drill.messages('pager')).toEqual(['Alertmanager: WebErrors: Too many answers of web are errors']);
  });

  it('R2 or the first page of the time-line, whose condition must hold for its time', () => {
    const drill = new Drill(quietScenario()).paged();
    expect(drill.messages('pager')).toEqual(['Pager: Somebody pressed the button']);
    expect(drill.t0).toBeGreaterThanOrEqual(1 * MIN);
    expect(drill.t0).toBeLessThanOrEqual(1 * MIN + 10 * S);
    expect(drill.authority.brokenSpans).toEqual([]);
  });

  it('R2 the trainee joins at a time the scenario names', () => {
    const drill = new Drill(smallScenario({ 'difficulty: 1': 'difficulty: 1\n  joinsAt: "10:01"' }));
    expect(drill.at(1 * MIN - 1).view.phase).toBe('briefing');
    expect(drill.at(1 * MIN).view.phase).toBe('detection');
  });
});

describe('events', () => {
  it('R3 T+1m is one minute after T+0, to the microsecond', () => {
    const drill = new Drill().paged();
    drill.at(drill.t0 + MIN - 1);
    expect(drill.messages('executive')).toEqual([]);
    drill.at(drill.t0 + MIN);
    expect(drill.messages('executive')).toEqual(['Boss: What is going on?']);
    expect(drill.view.messages.at(-1)).toMatchObject({ atUs: drill.t0 + MIN });
  });

  it('R3 a fault of T+… reaches the world', () => {
    const scenario = smallScenario({ '{ at: T+1m, message:': '{ at: T+1m, fault: { slowService: web, factor: 20 }, message:' });
    const latency = ({ authority }: Drill): number =>
      readValue(
        scenario,
        authority.trace.series,
        'sum(rate(http_server_request_duration_seconds_sum{service="web",http_route="browse"}[1m])) / sum(rate(http_server_request_duration_seconds_count{service="web",http_route="browse"}[1m]))',
        authority.nowUs,
      ) ?? Number.NaN;
    expect(latency(new Drill(scenario).paged(4 * MIN))).toBeGreaterThan(5 * latency(new Drill().paged(4 * MIN)));
  });

  it('R3 a change with a condition is deployed when it holds', () => {
    const drill = new Drill(
      smallScenario({
        "- { when: { holds: 'sum(up) > 1000' }, page: never }":
          '- { when: { firing: WebErrors }, change: { deploy: web, to: 3.0.1, each: 5s } }',
      }),
    ).paged(MIN);
    expect(drill.authority.trace.deployments().at(-1)).toMatchObject({ service: 'web', to: '3.0.1', atUs: drill.t0 });
  });

  it('R4 a condition fires its event once, after its delay, with readings of that moment', () => {
    const drill = new Drill().paged(45 * S - 1);
    expect(drill.messages('specialists')).toEqual([]);
    drill.at(drill.t0 + 45 * S);
    expect(drill.messages('specialists')).toEqual(['Bank contact: We are fine: 5 pods connected.']);
    drill.at(drill.t0 + 5 * MIN);
    expect(drill.messages('specialists')).toHaveLength(1);
  });

  it('R4 what the trainee did is a condition', () => {
    const drill = new Drill().paged(10 * S);
    drill.add('command.rollback', { service: 'web' });
    drill.at(drill.t0 + 20 * S).add('command.rollback', { service: 'payments' });
    drill.at(drill.t0 + 50 * S - 1);
    expect(drill.messages('executive')).toEqual([]);
    drill.at(drill.t0 + 50 * S);
    expect(drill.messages('executive')).toEqual(['Boss: I heard you are rolling back.']);
  });

  it('R8 reveals an artefact a minute after the end, also during the review', () => {
    const drill = new Drill().paged(10 * S);
    drill.add('command.rollback', { service: 'payments' });
    drill.at(drill.t0 + 4 * MIN).add('incident.resolve');
    expect(drill.view.phase).toBe('resolved');
    expect(drill.look('artefact', { artefact: 'late-notes' }).kind).toBe('missing');
    drill.add('review.causes', { surface: 'the timeout' });
    expect(drill.view.phase).toBe('review');
    drill.at(drill.t0 + 5 * MIN + 5 * S);
    expect(drill.view.artefacts.map(({ name }) => name)).toEqual(['overview', 'late-notes']);
    expect(drill.look('artefact', { artefact: 'late-notes' })).toMatchObject({
      kind: 'artefact',
      markdown: expect.stringContaining('Tested locally'),
    });
    expect(drill.look('deployments')).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ to: '1.1.0', notes: 'notes/late.md' })]),
    });
  });
});

describe('people', () => {
  it('R5 answer after a delay of their own, the same on every run, with what the instruments show then', () => {
    const ask = (seed: string): { afterUs: number; text: string } => {
      const drill = new Drill(smallScenario({}), seed).at(30 * S);
      drill.add('people.ask', { person: 'bank-contact', about: 'Bank' });
      drill.at(2 * MIN);
      const answer = drill.view.messages.find(({ channel }) => channel === 'specialists')!;
      return { afterUs: answer.atUs - 30 * S, text: answer.text };
    };
    const answer = ask('a');
    expect(answer.text).toBe('We see 5 of your pods and (no reading).');
    expect(answer.afterUs).toBeGreaterThanOrEqual(20 * S);
    expect(answer.afterUs).toBeLessThanOrEqual(60 * S);
    expect(ask('a')).toEqual(answer);
    expect(ask('b').afterUs).not.toBe(answer.afterUs);
  });

  it('R5 say so when they know nothing about it', () => {
    const drill = new Drill();
    drill.add('people.ask', { person: 'bank-contact', about: 'weather' });
    expect(drill.at(MIN).messages('specialists')).toEqual(['Bank contact: Ask the payments team.']);
  });

  it('R6 wait for an update, and remind once when it is late', () => {
    const drill = new Drill().paged(MIN);
    const owed = { audience: 'executive', byUs: drill.t0 + 3 * MIN };
    expect(drill.view.owedUpdate).toEqual(owed);
    expect(drill.view.messages.at(-1)?.expects).toEqual({ ...owed, answered: false });
    drill.at(drill.t0 + 8 * MIN);
    expect(drill.messages('executive')).toEqual(['Boss: What is going on?', 'Boss: I am still waiting for an update. What is happening?']);
    drill.add('comms.status-update', { audience: 'executive', state: 'investigating' });
    expect(drill.view.owedUpdate).toBeUndefined();
  });

  it('R6 are content with an update in time, and an update to others does not count', () => {
    const drill = new Drill().paged(MIN);
    drill.add('comms.status-update', { audience: 'support', state: 'investigating' });
    expect(drill.view.owedUpdate).toBeDefined();
    drill.add('comms.status-update', {
      audience: 'executive',
      state: 'investigating',
      impact: { text: 'payments' },
      confidence: 0.5,
      nextUpdateMinutes: 2,
    });
    expect(drill.view.owedUpdate).toEqual({ audience: 'executive', byUs: drill.t0 + 3 * MIN });
    drill.at(drill.t0 + 2 * MIN);
    expect(drill.messages('executive').slice(-1)).toEqual(['Boss: Understood, thank you. I expect your next update in 2 minutes.']);
    drill.at(drill.t0 + 4 * MIN);
    expect(drill.messages('executive').slice(-1)).toEqual(['Boss: You said there would be an update by now. What is the state?']);
  });

  it.each([
    [{ state: 'investigating' }, 'How many customers'],
    [{ state: 'investigating', impact: { usersAffected: 5 } }, 'How sure are you'],
    [{ state: 'investigating', impact: { usersAffected: 5 }, confidence: 0.5 }, 'When do I hear'],
    [{ state: 'resolved' }, 'review'],
  ])('R7 react to %j', (args, says) => {
    const drill = new Drill();
    drill.add('comms.status-update', { audience: 'executive', ...args });
    expect(
      drill
        .at(20 * S)
        .messages('executive')
        .at(-1),
    ).toContain(says);
  });
});

describe('health', () => {
  it('R9 records when users were hurt, from the first bad reading to the first good one', () => {
    const drill = new Drill().paged(10 * S);
    drill.add('command.rollback', { service: 'payments' });
    drill.at(drill.t0 + 5 * MIN);
    const spans = drill.authority.brokenSpans;
    expect(spans).toHaveLength(1);
    expect(spans[0]!.fromUs).toBeLessThan(drill.t0);
    expect(spans[0]!.toUs).toBeGreaterThan(drill.t0);
    expect(spans[0]!.toUs).toBeLessThan(drill.t0 + 4 * MIN);
  });

  it('R9 an open stretch ends now, and a declaration in it is a finding', () => {
    const drill = new Drill().paged(30 * S);
    expect(drill.authority.brokenSpans.at(-1)?.toUs).toBe(drill.authority.nowUs + 1);
    expect(drill.add('incident.resolve')).toMatchObject({ status: 'done', text: expect.stringContaining('still hurt') });
    expect(drill.view).toMatchObject({ phase: 'detection', resolvedAtUs: undefined });
    expect(scoreRun(drill.authority, []).measures.falselyResolved).toBe(true);
  });

  it('R9 a quiet drill ends by standing down', () => {
    const drill = new Drill(quietScenario()).paged(30 * S);
    expect(drill.add('incident.stand-down', { reason: 'all is well' })).toMatchObject({ status: 'done' });
    expect(drill.view.phase).toBe('resolved');
  });
});
