// Random alerts, routes, wishes and silences. Laws: nothing that fires is lost (told, held back with a reason, or waiting for an instant that is
// known); state is plain data, and going on from it equals never having stopped; asking in between changes nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertingState } from '../../src/alerting/index.ts';
import { optionsOf, type Stretch, Tape } from '../support/alert-tape.ts';

const END_S = 240;
const stretch = fc
  .record({
    rule: fc.constantFrom('A', 'B', 'C', 'D'),
    component: fc.constantFrom('db', 'api', 'web', 'users', 'mail', 'elsewhere'),
    severity: fc.constantFrom('page', 'page', 'ticket'),
    fromS: fc.integer({ min: 1, max: 150 }),
    forS: fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
  })
  .map(
    ({ rule, component, severity, fromS, forS }): Stretch => ({
      alert: `${rule}{component=${component},severity=${severity}}`,
      fromS,
      ...(forS === undefined ? {} : { toS: fromS + forS }),
    }),
  );
/** An alert of certain labels fires once at a time. */
const stretches = fc.array(stretch, { minLength: 4, maxLength: 25 }).map((all) => {
  const sorted = [...all].sort((a, b) => a.fromS - b.fromS);
  return sorted.filter(
    (one, index) => !sorted.slice(0, index).some((other) => other.alert === one.alert && (other.toS ?? END_S * 2) >= one.fromS),
  );
});
const file = fc.option(
  fc
    .record({
      groupBy: fc.constantFrom('[alertname]', '[component]', '[]', "['...']"),
      wait: fc.integer({ min: 0, max: 20 }),
      interval: fc.integer({ min: 1, max: 40 }),
      repeat: fc.integer({ min: 1, max: 100 }),
      more: fc.constantFrom(
        '',
        ', routes: [{ matchers: [severity=page], receiver: p, continue: true }, { matchers: [severity=ticket], receiver: nobody }]',
        ', routes: [{ matchers: ["component=~api|web"], mute_time_intervals: [m] }, { matchers: [severity=ticket], receiver: q, active_time_intervals: [m] }]',
      ),
      inhibits: fc.boolean(),
    })
    .map(
      ({ groupBy, wait, interval, repeat, more, inhibits }) =>
        `route: { receiver: w, group_by: ${groupBy}, group_wait: ${wait}s, group_interval: ${interval}s, repeat_interval: ${repeat}s${more} }
receivers: [{ name: w, webhook_configs: [{}] }, { name: p, pagerduty_configs: [{}] }, { name: q, email_configs: [{}] }, { name: nobody }]
time_intervals: [{ name: m, time_intervals: [{ times: [{ start_time: "09:01", end_time: "09:02" }] }] }]
inhibit_rules: [${inhibits ? '{ source_matchers: [severity=page], target_matchers: [severity=ticket], equal: [component] }' : ''}]`,
    ),
  { nil: undefined, freq: 1 },
);
const wishes = fc.record({
  deduplicate: fc.constantFrom('0s', '30s'),
  correlate: fc.constantFrom('0s', '20s'),
  suppressDownstream: fc.boolean(),
  rateLimit: fc.option(fc.constant({ count: 2, per: '1m' }), { nil: undefined }),
  storm: fc.option(fc.constant({ count: 4, within: '30s' }), { nil: undefined }),
  rank: fc.boolean(),
});
const world = fc.record({ stretches, file, wishes, silence: fc.integer({ min: 1, max: 100 }), everyS: fc.constantFrom(1, 5, 15) });
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function tapeOf({ stretches: alerts, file: text, wishes: quality, everyS }: World): Tape {
  const maintenance = [{ fromUs: 50e6, toUs: 90e6, components: ['mail'], note: '' }];
  const { rateLimit, storm, ...rest } = quality;
  const wanted = { ...rest, ...(rateLimit === undefined ? {} : { rateLimit }), ...(storm === undefined ? {} : { storm }) };
  return new Tape(optionsOf(text, wanted, { maintenance }), alerts, everyS);
}
const silenced = (tape: Tape, { silence }: World): Tape => tape.to(silence).silence('component=api', 40);

describe('alerting', () => {
  it('loses nothing: every firing is told, held back with a reason, or waits for a known instant', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const tape = tapeOf(drawn);
        /** When each waiting alert was first said to be told. */
        let promised = new Map<string, number>();
        tape.onInstant = ({ nowUs }) => {
          const promises = new Map<string, number>();
          const view = tape.view();
          const { fired, told, waiting, heldBack } = view.counts;
          expect(told + waiting + Object.values(heldBack).reduce((sum, count) => sum + count, 0)).toBe(fired);
          for (const { id, alerts, nextTellAtUs, receiver } of view.groups)
            for (const { alert, toldAtUs, heldBack: hold } of alerts) {
              if (hold !== undefined) expect(hold.because).not.toBe('');
              else if (toldAtUs === undefined) {
                expect(alert.state, 'only what fires can wait').toBe('firing');
                expect(nextTellAtUs, 'what waits has a time').toBeGreaterThan(nowUs);
                const key = `${id} ${JSON.stringify(alert.labels)} ${alert.firedAtUs}`;
                const byUs = Math.min(promised.get(key) ?? Number.POSITIVE_INFINITY, nextTellAtUs!);
                expect(nowUs, 'a promise is kept').toBeLessThan(byUs);
                promises.set(key, byUs);
                expect(receiver).not.toBe('');
              }
            }
          promised = promises;
        };
        silenced(tape, drawn).to(END_S);
        const seen = new Set(
          tape.view().groups.flatMap(({ alerts }) => alerts.map(({ alert }) => `${JSON.stringify(alert.labels)} ${alert.firedAtUs}`)),
        );
        expect(seen.size).toBe(tape.view().counts.fired);
      }),
      { numRuns: 100 },
    );
  });

  it('goes on from saved state as if never interrupted', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: END_S - 1 }), (drawn, cutS) => {
        const whole = silenced(tapeOf(drawn), drawn).to(END_S);
        const cut = tapeOf(drawn);
        const save = (): void => {
          cut.state = JSON.parse(JSON.stringify(cut.state)) as AlertingState;
        };
        if (cutS <= drawn.silence) {
          cut.to(cutS);
          save();
        }
        silenced(cut, drawn);
        if (cutS > drawn.silence) {
          cut.to(cutS);
          save();
        }
        cut.to(END_S);
        expect(cut.said).toEqual(whole.said);
        expect(cut.view()).toEqual(whole.view());
      }),
      { numRuns: 40 },
    );
  });

  it('tells the same however time is sliced, and never two things of one group at one instant', () => {
    fc.assert(
      fc.property(world, fc.array(fc.integer({ min: 1, max: END_S }), { maxLength: 20 }), (drawn, stops) => {
        const whole = silenced(tapeOf(drawn), drawn).to(END_S);
        const sliced = silenced(tapeOf(drawn), drawn);
        for (const stopS of [...stops].sort((a, b) => a - b)) sliced.to(stopS);
        sliced.to(END_S);
        expect(sliced.said).toEqual(whole.said);
        const told = whole.said
          .filter(({ summary }) => !summary)
          .map(({ atUs, receiver, group, firing }) => JSON.stringify([atUs, receiver, group, firing.map(({ labels }) => labels)]));
        expect(new Set(told).size).toBe(told.length);
      }),
      { numRuns: 40 },
    );
  });
});
