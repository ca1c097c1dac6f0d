// Looks at pods, events and checks; guards that refuse; a provider's status page that changes. On the small shop.
import { describe, expect, it } from 'vitest';
import { replay } from '../../../src/authority/index.ts';
import type { LookResult } from '../../../src/schema/index.ts';
import { Drill, MIN, S } from '../../support/drills.ts';
import { smallScenario } from '../../support/worlds.ts';

const scenario = smallScenario({
  '  scrape: 5s\n': `  scrape: 5s
  checks:
    - { name: paying, from: Dublin, every: 20s, timeout: 4s, reportsAfter: 10s, steps: [ { name: home, does: web/browse }, { name: pay, does: web/pay } ] }
`,
  'people:\n': `guards:
  - { do: delete payments, asks: refuses, says: The payments team owns this service. }
  - { do: "delete *", asks: name, says: Type its name. }
people:
`,
  '  - { at: T+1m, message:': `  - { at: "10:02", statusPage: { provider: bank, shows: degraded performance, text: Some payments are slow. } }
  - { at: T+2m, statusPage: { provider: bank, shows: major outage } }
  - { when: { did: scale web }, statusPage: { provider: carrier, shows: partial outage, text: Parcels wait. } }
  - { at: T+1m, message:`,
});
const shows = (drill: Drill, provider: string) => drill.look('status-page', { provider }) as Extract<LookResult, { kind: 'status-page' }>;

describe('look.pods, look.events, look.checks', () => {
  it('list pods with their nodes, of one service or of all', () => {
    const drill = new Drill(scenario).at(MIN);
    const all = drill.look('pods') as Extract<LookResult, { kind: 'pods' }>;
    expect(all.pods.map(({ service, node }) => [service, node])).toEqual([
      ['web', 'node-1'],
      ['web', 'node-2'],
      ['payments', 'node-3'],
      ['payments', 'node-1'],
      ['payments', 'node-2'],
    ]);
    expect(all.nodes.map(({ pods }) => pods)).toEqual([2, 2, 1]);
    expect((drill.look('pods', { service: 'web' }) as typeof all).pods).toHaveLength(2);
    expect(drill.look('pods', { service: 'wbe' })).toMatchObject({ kind: 'missing' });
    expect(drill.view.timeline.map(({ text }) => text)).toEqual(['Listed the pods', 'Listed the pods of web', 'Listed the pods of wbe']);
  });

  it('events tell of a rollout, and a look at them can be pinned', () => {
    const drill = new Drill(scenario).at(2 * MIN + 20 * S);
    const { events } = drill.look('events') as Extract<LookResult, { kind: 'events' }>;
    expect(events.map(({ reason }) => reason)).toContain('ScalingReplicaSet');
    drill.at(70 * MIN);
    expect(
      drill.add('hypothesis.pin', { cause: { component: 'payments', kind: 'configuration' }, look: 1, supports: 'for' }),
    ).toBeUndefined();
    expect(drill.view.beliefs[0]!.pins[0]!.label).toBe('Looked at the events of the cluster');
  });

  it('checks show what has been reported, and the view their last result and failures in a row', () => {
    const drill = new Drill(scenario);
    drill.at(0);
    expect(drill.view.checks).toEqual([{ name: 'paying', from: 'Dublin', everyUs: 20 * S, last: undefined, failuresInARow: 0 }]);
    drill.at(10 * MIN);
    const { results } = drill.look('checks') as Extract<LookResult, { kind: 'checks' }>;
    const bad = results.length - 1 - results.findLastIndex(({ ok }) => ok);
    expect(results.length).toBeGreaterThan(25);
    expect(results.some(({ ok }) => ok)).toBe(true);
    expect(bad).toBeGreaterThan(0);
    expect(results.at(-1)!.visibleAtUs).toBeLessThanOrEqual(10 * MIN);
    expect(drill.view.checks[0]).toMatchObject({ last: results.at(-1), failuresInARow: bad });
    expect(new Drill().look('checks')).toMatchObject({ kind: 'missing' });
  });
});

describe('guards', () => {
  it('refuse in their own words, and only what the first that matches refuses', () => {
    const drill = new Drill(scenario).at(MIN);
    expect(drill.add('command.delete', { service: 'payments' })).toEqual({
      status: 'refused',
      code: 'drill/guard',
      reason: 'The payments team owns this service.',
    });
    expect(drill.view.guards).toHaveLength(2);
    expect(drill.add('command.delete', { service: 'web' })).toMatchObject({ status: 'done' });
    expect(drill.look('pods', { service: 'payments' })).toMatchObject({ pods: [{}, {}, {}] });
  });
});

describe('status pages', () => {
  it('say what the newest event made them say, at the look’s instant', () => {
    const drill = new Drill(scenario).at(2 * MIN - 1);
    expect(shows(drill, 'bank')).toMatchObject({ shows: 'operational', text: 'All good.', component: 'Payments' });
    expect(shows(drill.at(2 * MIN), 'bank')).toMatchObject({
      shows: 'degraded performance',
      text: 'Some payments are slow.',
      component: 'Payments',
    });
    drill.paged(2 * MIN);
    expect(shows(drill, 'bank')).toMatchObject({ shows: 'major outage', text: '', updatedAtUs: drill.t0 + 2 * MIN });
    expect(drill.look('status-page', { provider: 'carrier' })).toMatchObject({ kind: 'missing' });
    drill.add('command.scale', { service: 'web', replicas: 3 });
    expect(shows(drill, 'carrier')).toMatchObject({ shows: 'partial outage', component: 'carrier', updatedAtUs: drill.authority.nowUs });
  });
});

describe('a drill with all of these', () => {
  it('is the same at every replay, and offers commands for pods and nodes', () => {
    const drill = new Drill(scenario).at(3 * MIN);
    const option = (kind: string) => drill.view.commands.find((each) => each.kind === kind);
    const [web] = option('command.delete-pod')!.targets;
    expect(web).toMatchObject({ label: 'web', asks: [{ name: 'pod', type: 'choice' }], blastRadius: 'One of 2 pods of web' });
    expect(option('command.drain')!.targets[0]).toMatchObject({ label: 'node-1', args: { node: 'node-1' } });
    expect(option('command.drain')!.targets[0]!.blastRadius).toMatch(/^Pods there: 1 of web, \d of payments$/);
    expect(option('command.uncordon')).toBeUndefined();
    drill.add('command.delete-pod', { pod: web!.asks[0]!.choices![0]! });
    drill.add('command.cordon', { node: 'node-2' });
    expect(option('command.uncordon')!.targets).toHaveLength(1);
    drill.at(4 * MIN).add('command.drain', { node: 'node-1' });
    drill.look('events');
    drill.look('checks');
    drill.at(8 * MIN);
    expect(replay(scenario, 'test-1', drill.authority.journal, 8 * MIN).view()).toEqual(drill.view);
  });
});
