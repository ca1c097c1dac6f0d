// The view of a trainee: what it shows, and that no ground truth is in it (src/drill/README.md, V1–V4).
import { describe, expect, it } from 'vitest';
import { ENTRY_KINDS, isLook } from '../../../src/schema/index.ts';
import { Drill, MIN, S } from '../../support/drills.ts';
import { shippedScenario } from '../../support/scenario-folder.ts';
import { typist } from '../../support/terminal.ts';
import { smallScenario } from '../../support/worlds.ts';

const SECRET = /SECRET|INSTRUCTOR-ONLY/;
/** Kinds of ground truth that the engine records and nobody sees. */
const FACT_KINDS = /pool\.exhausted|rollout\.started|provider\.first-timeout|fault\.began|replica\.ready/;

describe('V1 no ground truth', () => {
  it('before, during and after the incident, in views and in looks', () => {
    const drill = new Drill();
    const shown: string[] = [];
    const look = (kind: string, args: unknown = {}) => shown.push(JSON.stringify(drill.look(kind, args)));
    for (const atUs of [0, MIN, 3 * MIN, 5 * MIN]) {
      drill.at(atUs);
      shown.push(JSON.stringify(drill.view));
      look('deployments');
      look('diff', { service: 'payments' });
      look('status-page', { provider: 'bank' });
      look('logs');
      look('service', { service: 'payments' });
      look('artefact', { artefact: 'late-notes' });
      look('artefact', { artefact: 'overview' });
    }
    for (const text of shown) {
      expect(text).not.toMatch(SECRET);
      expect(text).not.toContain('notes/late.md');
      expect(text).not.toMatch(FACT_KINDS);
    }
    expect(drill.authority.trace.facts().length).toBeGreaterThan(0);
  });

  it.each(['timeout-cascade', 'evening-shift'])('nothing an author wrote for instructors is in a view of %s', (slug) => {
    const scenario = shippedScenario(slug);
    const { truth, artefacts, meta } = scenario;
    const secrets = [
      meta.notes,
      scenario.notes,
      truth.detail ?? '',
      ...truth.deeper,
      ...truth.rivals.map(({ named }) => named),
      ...[...truth.redHerrings, ...truth.harmful].map(({ because }) => because ?? ''),
      ...truth.mitigations.map(({ leaves }) => leaves),
      ...artefacts.filter(({ hidden }) => hidden).map(({ title }) => title),
      ...scenario.timeline.map(({ note }) => note ?? ''),
      ...(scenario.rubric?.categories.flatMap(({ criteria }) => criteria.map(({ title }) => title)) ?? []),
    ].filter((text) => text !== '');
    expect(secrets.length).toBeGreaterThan(3);
    const drill = new Drill(scenario).at(MIN);
    const shown = JSON.stringify(drill.view);
    for (const secret of secrets) expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
  });

  it('every instrument and the terminal of a failing world know what happened, never why', () => {
    const scenario = smallScenario({
      'T+1m, message: { from':
        '+150s, fault: { stallService: payments, for: 2m } }\n  - { at: +3m, fault: { scaleSeries: up, factor: 7 } }\n  - { at: +6m, change: { deploy: web, to: 9.9.9, summary: LATER-CHANGE } }\n  - { at: T+1m, message: { from',
      '  rules: rules.yaml': '  rules: rules.yaml\n  checks: [ { name: probe, every: 30s, steps: [ { does: web/pay } ] } ]',
    });
    const drill = new Drill(scenario);
    const { run } = typist(drill.authority);
    const named: Record<string, unknown> = {
      'look.alert': { alert: 'WebErrors' },
      'look.metrics': { panel: 'Front' },
      'look.query': { expr: '{__name__=~".+"}' },
      'look.log-context': { line: 1 },
      'look.diff': { service: 'payments' },
      'look.status-page': { provider: 'bank' },
      'look.artefact': { artefact: 'late-notes' },
      'look.sessions': { pool: 'ledger-pool' },
      'look.service': { service: 'payments' },
      'look.preflight': { service: 'payments' },
      'look.console': { console: 'none' },
      'look.table': { table: 'none' },
    };
    const shown: string[] = [];
    for (const atUs of [MIN, 4 * MIN, 5 * MIN]) {
      drill.at(atUs);
      for (const kind of ENTRY_KINDS.filter(isLook)) {
        const trace = drill.authority.trace.traces({ limit: 1, errorsOnly: true }).traces[0]?.traceId ?? '';
        shown.push(JSON.stringify(drill.look(kind.slice('look.'.length), kind === 'look.trace' ? { trace } : (named[kind] ?? {}))));
      }
      for (const line of [
        'kubectl get events',
        'kubectl describe deployment payments',
        'kubectl get all',
        'git log -p',
        'curl http://web/metrics',
      ])
        shown.push(Object.values(run(line)).join(' '));
    }
    expect(drill.authority.trace.facts().some(({ kind }) => kind === 'fault.began')).toBe(true);
    for (const text of shown) {
      expect(text).not.toMatch(SECRET);
      expect(text).not.toMatch(FACT_KINDS);
      expect(text).not.toMatch(/stallService|scaleSeries|notes\/late|LATER-CHANGE|9\.9\.9/);
    }
  });

  it('the same lists of causes whatever is wrong', () => {
    const other = smallScenario({ '{ component: payments, kind: configuration }': '{ component: ledger, kind: slow }' });
    expect(new Drill(other).view.causes).toEqual(new Drill().view.causes);
  });

  it('a hidden document cannot be told from one that does not exist', () => {
    const drill = new Drill();
    const reason = (artefact: string): string => JSON.stringify(drill.look('artefact', { artefact })).replaceAll(artefact, 'X');
    expect(reason('late-notes')).toBe(reason('never-was'));
  });

  it('questions of the rubric are asked when the incident is over', () => {
    const drill = new Drill().paged();
    expect(drill.view.judged).toEqual([]);
    drill.at(15 * MIN);
    expect(drill.view.judged).toMatchObject([{ id: 'calm', question: expect.stringContaining('were you calm'), given: undefined }]);
  });
});

describe('V2 commands', () => {
  const options = (drill: Drill, kind: string) => drill.view.commands.find((option) => option.kind === kind)?.targets ?? [];

  it('name their targets, what they would do, and who would feel it', () => {
    const drill = new Drill().at(4 * MIN);
    expect(options(drill, 'command.rollback').map(({ label, args, blastRadius }) => [label, args, blastRadius])).toEqual([
      ['web 3.0.0 → 2.9.0', { service: 'web' }, 'Journeys that pass through it: browsing, paying'],
      ['payments 1.1.0 → 1.0.0', { service: 'payments' }, 'Journeys that pass through it: paying. Used by web'],
    ]);
    expect(options(drill, 'command.restart').map(({ label }) => label)).toEqual(['web', 'payments', 'ledger']);
    expect(options(drill, 'command.open-breaker')).toHaveLength(1);
  });

  it('a rollback is offered only where there is a version to go back to', () => {
    const drill = new Drill();
    const targets = options(drill, 'command.rollback').map(({ args }) => args['service']);
    const deployed = drill.authority.trace.deployments().map(({ service }) => service);
    expect([...new Set(deployed)]).toEqual(targets);
    expect(Object.keys(drill.authority.scenario.world.services).length).toBeGreaterThan(targets.length);
  });

  it('ask for what is open, with the present value', () => {
    const drill = new Drill().at(4 * MIN);
    expect(options(drill, 'command.set-config').find(({ label }) => label === 'payments bank_timeout')).toMatchObject({
      args: { service: 'payments', key: 'bank_timeout' },
      asks: [{ name: 'value', current: '20ms' }],
    });
    expect(options(drill, 'command.scale').find(({ label }) => label === 'payments')?.asks).toEqual([
      { name: 'replicas', type: 'number', current: '3' },
    ]);
    expect(options(drill, 'command.resize-pool')[0]?.asks).toEqual([{ name: 'size', type: 'number', current: '20' }]);
    expect(options(drill, 'command.deploy').find(({ label }) => label === 'payments')?.asks[0]).toMatchObject({
      name: 'version',
      current: '1.1.0',
      choices: ['1.0.0'],
    });
  });

  it('pausing is offered while something rolls', () => {
    const drill = new Drill();
    expect(options(drill, 'command.pause-rollout')).toEqual([]);
    drill.at(2 * MIN + 5 * S);
    expect(options(drill, 'command.pause-rollout').map(({ label }) => label)).toEqual(['payments']);
    drill.add('command.pause-rollout', { service: 'payments' });
    expect(options(drill, 'command.resume-rollout').map(({ label }) => label)).toEqual(['payments']);
  });

  it('V5 changes are known from a look at the history, and from what one began oneself', () => {
    const drill = new Drill().paged();
    const marks = () => drill.view.deployments.map(({ service, from, to }) => `${service} ${from} → ${to}`);
    expect(marks()).toEqual([]);
    drill.look('deployments');
    const looked = marks();
    expect(looked).toContain('payments 1.0.0 → 1.1.0');
    const lookedAtUs = drill.authority.nowUs;
    drill.at(lookedAtUs + 10 * S).add('command.rollback', { service: 'payments' });
    drill.at(lookedAtUs + 20 * S);
    expect(marks()).toEqual([...looked, 'payments 1.1.0 → 1.0.0']);
    // Looking back shows what was known then.
    expect(drill.authority.seek(lookedAtUs - 1).deployments).toEqual([]);
    expect(drill.authority.seek(lookedAtUs + 5 * S).deployments).toHaveLength(looked.length);

    const blind = new Drill().paged();
    blind.add('command.rollback', { service: 'payments' });
    blind.at(blind.authority.nowUs + S);
    expect(blind.view.deployments.map(({ from, to }) => [from, to])).toEqual([['1.1.0', '1.0.0']]);
  });

  it('show how far they are', () => {
    const drill = new Drill().paged(10 * S);
    drill.add('command.rollback', { service: 'payments' });
    const startedAtUs = drill.authority.nowUs;
    expect(drill.view.inFlight).toMatchObject([{ seq: 1, text: 'rollback payments', startedAtUs, status: 'running' }]);
    const first = drill.view.inFlight[0]!.progress;
    drill.at(startedAtUs + 30 * S);
    expect(drill.view.inFlight[0]!.progress).toBeGreaterThan(first);
    drill.at(startedAtUs + 3 * MIN + 30 * S);
    expect(drill.view.inFlight.filter(({ status }) => status === 'running')).toEqual([]);
  });
});

describe('V3 impact and objectives', () => {
  it('are nothing in a healthy shop and grow with the incident', () => {
    const drill = new Drill().at(2 * MIN);
    expect(drill.view.impact).toMatchObject({ usersAffected: 0, revenueLost: 0, currency: 'EUR' });
    expect(drill.view.impact.errorRatio).toBeLessThan(0.01);
    expect(drill.view.slos.map(({ budgetSpentRatio }) => budgetSpentRatio)).toEqual([0, 0]);
    drill.paged(2 * MIN);
    const { impact, slos } = drill.view;
    // 10 payments a second of 20 requests fail, each worth 2 EUR.
    expect(impact.usersAffected).toBeGreaterThan(500);
    expect(impact.errorRatio).toBeGreaterThan(0.4);
    expect(impact.errorRatio).toBeLessThan(0.6);
    expect(impact.revenueLostPerMinute).toBeGreaterThan(900);
    expect(impact.revenueLostPerMinute).toBeLessThan(1500);
    // Half of all requests failing burns a budget of 0.1 % about 500 times too fast; all payments failing, one of 1 % a hundred times.
    for (const slo of slos) expect(slo.budgetSpentRatio).toBeGreaterThan(0);
    expect(slos[0]!.burnRate).toBeGreaterThan(150);
    expect(slos[0]!.burnRate).toBeLessThan(550);
    expect(slos[1]!.burnRate).toBeGreaterThan(30);
    expect(slos[1]!.burnRate).toBeLessThanOrEqual(100.001);
  });
});

describe('V4 the notebook', () => {
  it('shows beliefs with the rest for something else, acknowledgements, pace and people', () => {
    const drill = new Drill().paged();
    drill.add('alert.acknowledge', { alert: 'WebErrors' });
    drill.add('hypothesis.set', { beliefs: [{ cause: { component: 'payments', kind: 'configuration' }, probability: 0.7 }] });
    drill.add('control.speed', { factor: 4 });
    const { view } = drill;
    expect(view.somethingElse).toBeCloseTo(0.3, 9);
    expect(view.alerts.find(({ alert }) => alert === 'WebErrors')?.acknowledged).toBe(true);
    expect(view).toMatchObject({ speed: 4, paused: false, seq: 3, phase: 'response' });
    expect(view.people.map(({ id, name, role, channel, knows }) => ({ id, name, role, channel, knows }))).toEqual([
      { id: 'boss', name: 'Boss', role: 'executive', channel: 'executive', knows: [] },
      { id: 'bank-contact', name: 'Bank contact', role: 'vendor', channel: 'specialists', knows: ['bank'] },
    ]);
    expect(view.topology.nodes).toHaveLength(7);
    expect(view.gauges.map(({ component }) => component)).toEqual(
      expect.arrayContaining(['web', 'payments', 'ledger-pool', 'ledger', 'bank']),
    );
  });
});
