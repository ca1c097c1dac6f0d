// Alertmanager's timing as tables of instants (seconds). ONE and TWO were played against Alertmanager 0.25 with the same intervals: the same
// notifications within 0.03 s, but for the repeat when it is a multiple of group_interval, where its timers race: here it is told at the multiple.
import { describe, expect, it } from 'vitest';
import { optionsOf, type Stretch, Tape } from '../../support/alert-tape.ts';

const file = (route: string, more = ''): string => `route: { receiver: w, ${route} }
receivers: [{ name: w, webhook_configs: [{}] }, { name: quiet, email_configs: [{}] }, { name: nobody }]
${more}`;
const SHORT = 'group_by: [g], group_wait: 2s, group_interval: 4s, repeat_interval: 8s';
const play = (text: string | undefined, stretches: Stretch[], untilS: number): string[] =>
  new Tape(optionsOf(text), stretches).to(untilS).lines;

describe('groups', () => {
  it('ONE are told after group_wait, at group_interval when they grew or shrank, and again after repeat_interval', () => {
    expect(
      play(
        file(SHORT),
        [
          { alert: 'A{g=1}', fromS: 10, toS: 17 },
          { alert: 'X{g=2}', fromS: 10 },
          { alert: 'B{g=1}', fromS: 13, toS: 29 },
          { alert: 'C{g=1}', fromS: 33 },
        ],
        40,
      ),
    ).toEqual([
      '12 w 1 A',
      '12 w 2 X',
      '16 w 1 A B',
      '20 w 1 B -A',
      '20 w 2 X',
      '28 w 2 X',
      '28 w 1 B',
      '32 w 1 -B',
      '36 w 2 X',
      // The empty group still ticks: the next alert waits for its turn, not for group_wait.
      '36 w 1 C',
    ]);
  });

  it('TWO say nothing of an alert that began and ended between two turns', () => {
    expect(
      play(
        file(SHORT),
        [
          { alert: 'X{g=2}', fromS: 10, toS: 13 },
          { alert: 'X{g=2}', fromS: 17, toS: 18 },
        ],
        60,
      ),
    ).toEqual(['12 w 2 X', '16 w 2 -X']);
  });

  it('are removed at the next full 30 s once everything that is over was told; then group_wait counts anew', () => {
    const stretches: Stretch[] = [
      { alert: 'A{g=1}', fromS: 10, toS: 15 },
      { alert: 'B{g=1}', fromS: 31 },
    ];
    expect(play(file(SHORT), stretches, 34)).toEqual(['12 w 1 A', '16 w 1 -A', '33 w 1 B']);
  });

  it('a short group_interval with a long repeat_interval tells only changes', () => {
    expect(
      play(
        file('group_by: [], group_wait: 0s, group_interval: 5s, repeat_interval: 1h'),
        [
          { alert: 'A', fromS: 10 },
          { alert: 'B', fromS: 10 },
          { alert: 'C', fromS: 11 },
          { alert: 'D', fromS: 12, toS: 14 },
        ],
        60,
      ),
    ).toEqual(['10 w A B', '15 w A B C -D']);
  });

  it('group_by ... is a group for each alert, and continue a second receiver', () => {
    expect(
      play(
        file(
          "group_by: ['...'], group_wait: 1s, routes: [{ matchers: [severity=page], receiver: quiet, continue: true }, { matchers: [team=a] }]",
        ),
        [
          { alert: 'A{team=a}', fromS: 10, toS: 12 },
          { alert: 'A{team=b}', fromS: 10 },
        ],
        20,
      ).map((line) => line.split(' ').filter((word) => ['quiet', 'w'].includes(word))[0]),
    ).toEqual(['quiet', 'w', 'quiet']);
  });

  it('a receiver that does not hear of the end is told of the next beginning all the same', () => {
    const stretches: Stretch[] = [
      { alert: 'A', fromS: 10, toS: 13 },
      { alert: 'A', fromS: 18, toS: 30 },
    ];
    expect(play(file('group_wait: 0s, group_interval: 5s, routes: [{ receiver: quiet }]'), stretches, 60)).toEqual([
      '10 quiet A',
      '20 quiet A',
    ]);
  });
});

describe('silences', () => {
  it('hold back until they end; what ended meanwhile is never told', () => {
    const tape = new Tape(optionsOf(file(SHORT)), [
      { alert: 'Q{g=3}', fromS: 10, toS: 19 },
      { alert: 'R{g=3}', fromS: 10 },
    ]).to(18);
    tape.silence('g=3', 9);
    expect(tape.to(25).lines).toEqual(['12 w 3 Q R']);
    expect(tape.view().groups[0]!.alerts.map(({ heldBack }) => heldBack?.by)).toEqual([undefined, 'silence']);
    expect(tape.view().silences).toMatchObject([{ id: 's1', state: 'active' }]);
    expect(tape.to(28).lines).toEqual(['12 w 3 Q R', '28 w 3 R']);
    expect(tape.view().silences[0]!.state).toBe('expired');
  });

  it('can be ended early, and may lie ahead', () => {
    const tape = new Tape(optionsOf(file(SHORT)), [{ alert: 'Q{g=3}', fromS: 10 }]).to(10);
    tape.silence('alertname=Q', 1000);
    expect(tape.to(20).lines).toEqual([]);
    expect(tape.view().counts).toEqual({ fired: 1, told: 0, waiting: 0, heldBack: { silence: 1 } });
    tape.state = tape.alerting.expireSilence(tape.state, 's1', tape.nowUs);
    expect(tape.view().silences[0]!.state).toBe('expired');
    expect(tape.to(30).lines).toEqual(['24 w 3 Q']);
    tape.state = tape.alerting.silence(tape.state, { matchers: [], startsAtUs: 40e6, endsAtUs: 50e6, createdBy: 'me', comment: '' });
    expect(tape.view().silences[1]!.state).toBe('pending');
  });
});

describe('inhibition', () => {
  const rules = 'inhibit_rules: [{ source_matchers: [severity=page], target_matchers: [severity=ticket], equal: [cluster] }]';
  it('holds back targets while a source fires with the same labels', () => {
    const tape = new Tape(optionsOf(file('group_wait: 1s, group_interval: 5s, group_by: [alertname]', rules)), [
      { alert: 'Down{cluster=a}', fromS: 10, toS: 30 },
      { alert: 'Slow{severity=ticket,cluster=a}', fromS: 10 },
      { alert: 'Full{severity=ticket,cluster=b}', fromS: 10 },
    ]).to(20);
    expect(tape.lines).toEqual(['11 w Down Down', '11 w Full Full']);
    expect(tape.view().groups.find(({ labels }) => labels['alertname'] === 'Slow')?.alerts[0]?.heldBack).toEqual({
      by: 'inhibition',
      because: 'Inhibited while Down fires',
    });
    expect(tape.to(32).lines.slice(2)).toEqual(['31 w Down -Down', '31 w Slow Slow']);
  });
  it('an alert on both sides is not inhibited by another on both sides', () => {
    const both = 'inhibit_rules: [{ source_matchers: ["alertname=~.+"], target_matchers: ["alertname=~.+"] }]';
    const stretches: Stretch[] = [
      { alert: 'A', fromS: 10 },
      { alert: 'B', fromS: 10 },
    ];
    expect(play(file('group_wait: 1s', both), stretches, 20)).toEqual(['11 w A B']);
  });
});

describe('times', () => {
  const night = 'time_intervals: [{ name: minute, time_intervals: [{ times: [{ start_time: "09:01", end_time: "09:02" }] }] }]';
  const routed = (key: string): string => file(`group_wait: 1s, group_interval: 5s, routes: [{ ${key}: [minute] }]`, night);
  const stretches: Stretch[] = [{ alert: 'A', fromS: 70 }];
  it('a mute time holds back until it is over', () => {
    const tape = new Tape(optionsOf(routed('mute_time_intervals')), stretches).to(100);
    expect(tape.lines).toEqual([]);
    expect(tape.view().groups[0]!.alerts[0]!.heldBack).toEqual({ by: 'mute time', because: 'Not told during minute' });
    expect(tape.to(130).lines).toEqual(['121 w A']);
  });
  it('an active time lets through only then', () => {
    expect(play(routed('active_time_intervals'), stretches, 130)).toEqual(['71 w A']);
    expect(play(routed('active_time_intervals'), [{ alert: 'A', fromS: 5 }], 130)).toEqual(['61 w A']);
  });
});

describe('without an Alertmanager file', () => {
  const stretches: Stretch[] = [
    { alert: 'A', fromS: 10, toS: 15 },
    { alert: 'B', fromS: 10 },
    { alert: 'T{severity=ticket}', fromS: 10 },
    { alert: 'A', fromS: 20 },
  ];
  it('each page is told at the instant it fires, and nothing else', () => {
    const tape = new Tape(optionsOf(undefined), stretches).to(100);
    expect(tape.said.map(({ atUs, receiver, text }) => `${atUs / 1e6} ${receiver} ${text}`)).toEqual([
      '10 pager A: A is bad',
      '10 pager B: B is bad',
      '20 pager A: A is bad',
    ]);
    expect(tape.view().counts).toEqual({ fired: 4, told: 3, waiting: 0, heldBack: { 'no receiver': 1 } });
  });
  it('a silence ends at the next rule instant', () => {
    const tape = new Tape(optionsOf(undefined), stretches, 5).to(5);
    tape.silence('alertname=B', 12);
    expect(tape.to(100).said.flatMap(({ atUs, text }) => (text.startsWith('B') ? atUs / 1e6 : []))).toEqual([20]);
  });
});
