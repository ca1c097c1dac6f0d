// Alerts on their way to people in a whole drill (src/authority/README.md, R2 and R10–R12): a storm of sixty, untamed and tamed.
import { describe, expect, it } from 'vitest';
import { Authority, compileIssues, replay } from '../../../src/authority/index.ts';
import { withPlaces } from '../../../src/schema/index.ts';
import { Drill, MIN, S } from '../../support/drills.ts';
import { SERVICES, stormScenario } from '../../support/storm-world.ts';

const AM = `route:
  receiver: on-call
  group_by: [alertname]
  group_wait: 10s
  group_interval: 1m
  repeat_interval: 4h
  routes:
    - matchers: [alertname="NobodyServed"]
      receiver: chat
    - matchers: [alertname="ErrorBurst", service="shop-1"]
      receiver: core-owner
    - matchers: [alertname="ErrorBurst"]
      receiver: nobody
receivers:
  - { name: on-call, pagerduty_configs: [{ routing_key: x }] }
  - { name: chat }
  - { name: core-owner }
  - { name: nobody }
`;
const TAMED = '  alertQuality: { correlate: 30s, storm: { count: 10, within: 1m }, rank: true }';
const routed = (more = ''): ReturnType<typeof stormScenario> =>
  stormScenario(`  alertmanager: am.yaml\n  receivers: { chat: war room, core-owner: owner }\n${more}`, { 'am.yaml': AM });

describe('a storm of sixty alerts', () => {
  it('R2 untamed, each is a message of its own', () => {
    const drill = new Drill(stormScenario()).paged(2 * MIN);
    expect(drill.messages('pager')).toHaveLength(3 * SERVICES);
    const { alerting } = drill.view;
    expect(alerting.counts).toEqual({ fired: 3 * SERVICES, told: 3 * SERVICES, waiting: 0, heldBack: {} });
    // Still to be read: one group for each rule.
    expect(alerting.groups.map(({ labels, alerts }) => `${labels['alertname']} ${alerts.length}`).sort()).toEqual([
      `ErrorBurst ${SERVICES}`,
      `ErrorsHigh ${SERVICES}`,
      `NobodyServed ${SERVICES}`,
    ]);
  });

  it('R10 tamed, it is a handful of messages, and the rest is listed with its reason', () => {
    const drill = new Drill(stormScenario(TAMED)).paged(45 * S);
    const messages = drill.messages('pager');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^Alertmanager: Alert storm: \d\d alerts on 2\d components/);
    const { counts, groups } = drill.view.alerting;
    expect(counts.fired).toBe(3 * SERVICES);
    expect(counts.told + counts.waiting + (counts.heldBack.storm ?? 0)).toBe(counts.fired);
    expect(counts.heldBack.storm).toBeGreaterThan(0);
    expect(groups.map(({ probableRoot }) => probableRoot)).toEqual([expect.stringMatching(/ on core$/)]);
    const failed = groups.map(({ failedPerS }) => failedPerS);
    expect(failed[0]).toBeGreaterThan(1);
    expect(drill.at(drill.t0 + 2 * MIN).messages('pager')).toHaveLength(2);
    expect(drill.view.alerting.counts).toMatchObject({ told: 3 * SERVICES, heldBack: {} });
  });

  it('R11 with an Alertmanager file T+0 is the first notification of the pager', () => {
    const untamed = new Drill(stormScenario()).paged();
    const drill = new Drill(routed()).paged();
    const first = drill.view.alerts.find(({ alert, state }) => alert === 'ErrorsHigh' && state === 'firing')!.firedAtUs!;
    expect(drill.t0).toBe(first + 10 * S);
    expect(drill.t0).toBeGreaterThan(untamed.t0);
    expect(drill.messages('pager')[0]).toMatch(/^Alertmanager: \[\d+ firing\] ErrorsHigh: shop-1: /);
    expect(drill.view.alerting.notifications[0]).toMatchObject({ receiver: expect.any(String), summary: false });
  });

  it('R10 receivers arrive at channels and people as the scenario says, or at nobody', () => {
    const drill = new Drill(routed()).paged(2 * MIN);
    expect(drill.messages('war room')[0]).toMatch(/^Alertmanager: \[\d+ firing\] NobodyServed/);
    expect(drill.messages('specialists')).toEqual([expect.stringMatching(/^Alertmanager to Owner of the core: ErrorBurst: shop-1/)]);
    expect(drill.view.alerting.counts.heldBack).toEqual({ 'no receiver': SERVICES - 1 });
    expect(drill.messages('pager').every((text) => text.includes('ErrorsHigh'))).toBe(true);
  });
});

describe('silences', () => {
  it('R12 hold back from the next turn of the group on, until they are ended', () => {
    const drill = new Drill(routed()).paged(S);
    const silenced = drill.add('alert.silence', {
      matchers: [{ name: 'alertname', op: '=', value: 'ErrorsHigh' }],
      minutes: 30,
      comment: 'known',
    });
    expect(silenced).toBeUndefined();
    expect(drill.view.alerting.silences).toMatchObject([{ id: 's1', state: 'active', createdBy: 'trainee', comment: 'known' }]);
    expect(drill.view.phase).toBe('response');
    drill.at(drill.t0 + 90 * S);
    expect(drill.messages('pager')).toHaveLength(1);
    const group = drill.view.alerting.groups.find(({ labels }) => labels['alertname'] === 'ErrorsHigh')!;
    expect(group.alerts.every(({ heldBack }) => heldBack?.by === 'silence')).toBe(true);
    expect(drill.add('alert.expire-silence', { silence: 's1' })).toBeUndefined();
    expect(drill.view.alerting.silences[0]!.state).toBe('expired');
    expect(drill.view.timeline.slice(-2).map(({ text }) => text)).toEqual([
      'Silenced alertname="ErrorsHigh" for 30 min: known',
      'Ended silence s1',
    ]);
  });

  it('are refused with a reason', () => {
    const drill = new Drill(routed()).paged();
    const silence = (op: string, value: string) => drill.add('alert.silence', { matchers: [{ name: 'service', op, value }], minutes: 5 });
    expect(silence('=~', '(')).toMatchObject({ status: 'refused', code: 'drill/bad-matcher' });
    expect(silence('=~', '.*')).toMatchObject({ status: 'refused', code: 'drill/matches-everything' });
    expect(drill.add('alert.expire-silence', { silence: 's1' })).toMatchObject({ status: 'refused', code: 'drill/unknown-silence' });
    silence('=', 'shop-1');
    drill.add('alert.expire-silence', { silence: 's1' });
    expect(drill.add('alert.expire-silence', { silence: 's1' })).toMatchObject({ status: 'refused', code: 'drill/silence-over' });
    expect(drill.view.alerting.silences).toHaveLength(1);
  });
});

describe('the run', () => {
  it('look.alerts shows what the view shows; acknowledged alerts are marked; it can be pinned', () => {
    const drill = new Drill(stormScenario(TAMED)).paged(MIN);
    drill.add('alert.acknowledge', { alert: 'ErrorsHigh' });
    const look = drill.look('alerts');
    expect(look).toMatchObject({ kind: 'alerts', alerting: { counts: { fired: 3 * SERVICES } } });
    const group = drill.view.alerting.groups.find(({ alerts }) => alerts.some(({ alert }) => alert.alert === 'ErrorsHigh'))!;
    expect(group.alerts.filter(({ acknowledged }) => acknowledged).every(({ alert }) => alert.alert === 'ErrorsHigh')).toBe(true);
    const { seq } = drill.authority.journal.at(-1)!;
    expect(drill.add('hypothesis.pin', { cause: { component: 'core', kind: 'down' }, look: seq, supports: 'for' })).toBeUndefined();
  });

  it('A5, A7 replays and seeks to the same alerts, messages and notifications', () => {
    const drill = new Drill(routed(TAMED)).paged(20 * S);
    drill.add('alert.silence', { matchers: [{ name: 'alertname', op: '=', value: 'ErrorsHigh' }], minutes: 1 });
    const seen = drill.view;
    drill.at(drill.t0 + 4 * MIN);
    expect(drill.authority.seek(seen.nowUs).alerting).toEqual(seen.alerting);
    const again = replay(drill.authority.scenario, drill.authority.seed, drill.authority.journal, drill.authority.nowUs);
    expect(again.hash()).toBe(drill.authority.hash());
    expect(again.view().alerting).toEqual(drill.view.alerting);
    expect(drill.authority.fork().view().alerting).toEqual(drill.view.alerting);
  });

  it('a scenario with mistakes in its routes is refused with their places', () => {
    const scenario = stormScenario('  alertmanager: am.yaml\n  receivers: { chut: war room }', {
      'am.yaml': AM.replace('receiver: chat\n', 'receiver: chut\n'),
    });
    expect(withPlaces(compileIssues(scenario), scenario.files).map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual([
      'alertmanager/receiver am.yaml:9',
    ]);
    const named = stormScenario('  alertmanager: am.yaml\n  receivers: { chut: war room }', { 'am.yaml': AM });
    expect(withPlaces(compileIssues(named), named.files)[0]).toMatchObject({ file: 'scenario.yaml', found: 'chut' });
    expect(() => Authority.open(scenario, 's')).toThrow(/checked when it was loaded/);
  });
});
