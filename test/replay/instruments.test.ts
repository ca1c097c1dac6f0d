// A run with every instrument on is a function of its journal: alert routing, traces, checks, silences, the terminal and the newest commands,
// however time is sliced, and after a replay, a seek and a fork (src/authority/README.md, A4–A7). A failing case prints its seed and journal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Authority, replay, verifyRun } from '../../src/authority/index.ts';
import { typeLine } from '../../src/authority/shell-line.ts';
import { ENTRY_KINDS, type EntryDraft, isLook, type JournalEntry } from '../../src/schema/index.ts';
import { draft, MIN, S } from '../support/drills.ts';
import { smallScenario } from '../support/worlds.ts';

const ALERTMANAGER = `
route:
  receiver: on-call
  group_by: [alertname]
  group_wait: 5s
  group_interval: 20s
  repeat_interval: 1m
  routes: [ { matchers: [ 'severity="ticket"' ], receiver: chat } ]
inhibit_rules: [ { source_matchers: [ 'alertname="WebErrors"' ], target_matchers: [ 'alertname="PoolBusy"' ] } ]
receivers: [ { name: on-call, pagerduty_configs: [ {} ] }, { name: chat } ]
`;
const scenario = smallScenario(
  {
    '  rules: rules.yaml': `  rules: rules.yaml
  alertmanager: alertmanager.yaml
  receivers: { chat: war room }
  alertQuality: { correlate: 30s, rank: true, rateLimit: { count: 3, per: 1m } }
  traces: { head: 1 %, keep: 200 }
  checks: [ { name: pay-from-outside, every: 20s, reportsAfter: 3s, steps: [ { does: web/browse }, { does: web/pay } ] } ]`,
  },
  { 'alertmanager.yaml': ALERTMANAGER },
);
const END_US = 6 * MIN;

interface Act {
  atUs: number;
  does: EntryDraft | string;
}
const matchers = fc.constantFrom(
  [{ name: 'alertname', op: '=' as const, value: 'WebErrors' }],
  [{ name: 'severity', op: '=~' as const, value: 'page|ticket' }],
  [{ name: 'service', op: '!=' as const, value: 'web' }],
);
/** Every look there is, so that a new one is looked at here too. */
const LOOKS: Record<string, unknown> = {
  'look.alert': { alert: 'WebErrors' },
  'look.metrics': { panel: 'Front' },
  'look.query': { expr: 'sum by (service) (rate(http_server_requests_total[1m]))', minutes: 2 },
  'look.logs': { query: '{service="payments"} |= "bank" | level="error"' },
  'look.log-context': { line: 3 },
  'look.traces': { errors: true },
  'look.trace': { trace: '0' },
  'look.pods': { service: 'web' },
  'look.diff': { service: 'payments' },
  'look.status-page': { provider: 'bank' },
  'look.artefact': { artefact: 'overview' },
  'look.sessions': { pool: 'ledger-pool' },
  'look.service': { service: 'payments' },
  'look.preflight': { service: 'payments' },
};
const looks = ENTRY_KINDS.filter(isLook).map((kind) => draft(kind, LOOKS[kind]));
const LINES = [
  'kubectl get pods -o wide | grep payments',
  'kubectl logs deploy/payments --tail=5',
  'kubectl rollout undo deploy/payments',
  'kubectl delete pod web-1',
  'git log -p -1',
  'promtool query instant http://prometheus:9090 up',
  'amtool silence add alertname=WebErrors -d 2m -c busy',
  'curl -s http://web/metrics | head',
  'kubectl get nonsense',
];
const does: fc.Arbitrary<EntryDraft | string> = fc.oneof(
  fc.record({ matchers, minutes: fc.constantFrom(0.25, 1, 3) }).map((args) => draft('alert.silence', { ...args, comment: 'known' })),
  fc.constantFrom('s1', 's2', 's9').map((silence) => draft('alert.expire-silence', { silence })),
  fc.constantFrom(...looks),
  fc.constantFrom(...LINES),
  fc.constantFrom(
    draft('shell.run', { line: 'ls | wc -l' }),
    draft('command.cordon', { node: 'node-1' }),
    draft('command.drain', { node: 'node-1' }),
    draft('command.uncordon', { node: 'node-1' }),
    draft('command.kill-sessions', { pool: 'ledger-pool', pids: [20_010] }),
    draft('command.rollback', { service: 'payments' }),
    draft('command.restart', { target: 'web' }),
    draft('alert.acknowledge', { alert: 'WebErrors' }),
  ),
);
const journals = fc
  .array(fc.record({ atUs: fc.integer({ min: 0, max: END_US }), does }), { minLength: 4, maxLength: 14 })
  .map((acts): Act[] => [...acts].sort((a, b) => a.atUs - b.atUs));
const slices = fc.array(fc.integer({ min: 0, max: END_US }), { maxLength: 20 });

function act(authority: Authority, { does: what }: Act): void {
  if (typeof what === 'string') typeLine(authority, what, { actor: 'trainee', role: 'incident commander' });
  else authority.append(what);
}
function play(acts: readonly Act[], stops: readonly number[] = [], untilUs = END_US): Authority {
  const authority = Authority.open(scenario, 'instruments');
  let next = 0;
  for (const atUs of [...stops, ...acts.map((one) => one.atUs), untilUs].filter((at) => at <= untilUs).sort((a, b) => a - b)) {
    authority.advanceTo(atUs);
    for (; next < acts.length && acts[next]!.atUs <= atUs; next++) act(authority, acts[next]!);
    if (stops.includes(atUs)) authority.view();
  }
  return authority;
}
/** All that people and exports read of a run at its end. */
const readings = (authority: Authority) => ({
  hash: authority.hash(),
  view: authority.view(),
  logs: authority.trace.logs({ limit: 100_000 }),
  traces: authority.trace.traces({ limit: 100_000 }),
  checks: authority.trace.checkResults(),
  events: authority.trace.clusterEvents(),
});
const RUNS = { numRuns: 6, seed: 20240115 };

describe('a run with every instrument on', () => {
  it('A4 the instruments speak: groups are told and held back, traces kept, checks reported', () => {
    const told = play([
      { atUs: 0, does: draft('alert.silence', { matchers: [{ name: 'alertname', op: '=', value: 'PoolBusy' }], minutes: 9 }) },
    ]);
    const { view, traces, checks, events } = readings(told);
    expect(view.alerting.notifications.length).toBeGreaterThan(1);
    expect(view.alerting.silences).toHaveLength(1);
    expect(traces.traces.length).toBeGreaterThan(20);
    expect(new Set(checks.map(({ ok }) => ok))).toEqual(new Set([true, false]));
    expect(events.length).toBeGreaterThan(3);
  });

  it('A4 is the same however time is sliced and watched, A5 and when it is replayed', () => {
    fc.assert(
      fc.property(journals, slices, (acts, stops) => {
        const whole = play(acts);
        const sliced = play(acts, stops);
        expect(sliced.journal).toEqual(whole.journal);
        expect(sliced.checkpoints).toEqual(whole.checkpoints);
        expect(readings(sliced)).toEqual(readings(whole));
        const journal = JSON.parse(JSON.stringify(whole.journal)) as JournalEntry[];
        const again = replay(scenario, 'instruments', journal, END_US);
        expect(readings(again)).toEqual(readings(whole));
        for (const { seq } of journal) expect(again.lookOf(seq)).toEqual(whole.lookOf(seq));
        expect([...again.outcomes]).toEqual([...whole.outcomes]);
        expect(verifyRun(scenario, whole.runFile())).toEqual({ ok: true });
      }),
      RUNS,
    );
  });

  it('A7 any instant sought is what was seen there, and a fork goes on as the run itself', () => {
    fc.assert(
      fc.property(journals, fc.integer({ min: S, max: END_US }), (acts, atUs) => {
        const live = play(acts);
        const past = play(acts, [], atUs);
        expect(live.seek(atUs)).toEqual(past.view());
        const fork = past.fork();
        for (const one of acts.slice(acts.filter((each) => each.atUs <= atUs).length)) {
          fork.advanceTo(one.atUs);
          act(fork, one);
        }
        fork.advanceTo(END_US);
        expect(readings(fork)).toEqual(readings(live));
      }),
      RUNS,
    );
  });
});
