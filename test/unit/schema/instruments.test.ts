// Synthetic checks, machines, guards, status pages and faults of instruments in a scenario file: what is right loads, each mistake is told in its place.
import { describe, expect, it } from 'vitest';
import { COMMANDS, type Command, commandMatches, formatCommand, guardOf, nodeNames, parseCommandText } from '../../../src/schema/index.ts';
import { edited, issuesOf, load, marked, QUEUE } from './support.ts';

const PAGE = '{ at: +15m, page: Something is slow }';
const fault = (text: string): [string, string] => [PAGE, `${PAGE}\n  - { at: +15m, fault: ${text} }`];
const section = (text: string): [string, string] => ['timeline:\n', `${text}\ntimeline:\n`];
const checks = (text: string): [string, string] => section(`observability: { checks: [ ${text} ] }`);
const baselines = (text: string): [string, string] => section(`observability: { baselines: [ ${text} ] }`);

describe('instruments in a scenario', () => {
  it.each([
    fault('{ failScrapes: web, for: 2m }'),
    fault('{ failScrapes: all, ratio: 30 % }'),
    fault('{ delaySeries: http_server_requests_total, labels: { service: web }, by: 90s }'),
    fault('{ freezeSeries: "http_server_request_duration_seconds*", for: 5m }'),
    fault('{ scaleSeries: probe_duration_seconds, factor: 1000 }'),
    fault('{ loseLogs: store, ratio: 50 % }'),
    [PAGE, '{ at: +16m, page: x }\n  - { at: +15m, statusPage: { provider: mail.example, shows: partial outage, text: Delays } }'],
    checks('{ name: mail, steps: [ { does: web/index }, { name: send, does: web/send } ] }'),
    baselines('{ name: MailUnusual, expr: sum(up) }, { name: Slow, expr: up, window: 150s, ago: 0s, severity: page }'),
    [
      'timeline:\n',
      'observability: { baselines: [ { name: Slow, expr: up, severity: page } ] }\ntimeline:\n  - { at: T+1m, page: Slow again }\n',
    ],
    ['world:\n', 'world:\n  nodes: 4\n'],
    ['world:\n', 'world:\n  nodes: [a, b]\n'],
    section(
      'guards: [ { do: "delete *", asks: name }, { do: delete-pod store-*, asks: confirmation }, { do: drain node-1, asks: refuses, says: No. } ]',
    ),
  ])('%s → %s', (from, to) => {
    expect(issuesOf(load(edited(QUEUE, from, to)))).toEqual([]);
  });

  const mistakes: [[string, string], code: string, hint: RegExp][] = [
    [fault('{ failScrapes: ‹wbe› }'), 'scenario/unknown-service', /Did you mean web\?/],
    [fault('‹{ failScrapes: web, ratio: 0 % }›'), 'scenario/no-effect', /how much is lost/],
    [fault('‹{ delaySeries: up, by: 0s }›'), 'scenario/no-effect', /how late/],
    [fault('‹{ scaleSeries: up, factor: 1 }›'), 'scenario/no-effect', /which unit/],
    [fault('{ freezeSeries: ‹"up{}"› }'), 'shape/wrong-format', /./],
    [fault('{ freezeSeries: up, labels: { service: ‹stroe› } }'), 'scenario/unknown-service', /Did you mean store\?/],
    [fault('{ loseLogs: ‹stroe› }'), 'scenario/unknown-service', /Did you mean store\?/],
    [fault('‹{ loseLog: store }›'), 'shape/no-such-choice', /Did you mean loseLogs/],
    [
      [PAGE, '{ at: +16m, page: x }\n  - { at: +15m, statusPage: { provider: ‹mail.exmaple›, shows: operational } }'],
      'scenario/unknown-provider',
      /Did you mean mail\.example\?/,
    ],
    [[PAGE, '{ at: +16m, page: x }\n  - { at: +15m, statusPage: { provider: mail.example, shows: ‹broken› } }'], 'shape/wrong-value', /./],
    [checks('{ name: mail, steps: [ { does: ‹web/idnex› } ] }'), 'scenario/unknown-endpoint', /web\/index/],
    [checks('{ name: mail, every: ‹0s›, steps: [ { does: web/index } ] }'), 'scenario/check-interval', /30s to 5m/],
    [checks('{ name: mail, timeout: ‹0s›, steps: [ { does: web/index } ] }'), 'scenario/check-interval', /5s to 30s/],
    [
      checks('{ name: mail, steps: [ { does: web/index } ] }, { name: ‹mail›, steps: [ { does: web/index } ] }'),
      'scenario/duplicate-name',
      /another name/,
    ],
    [checks('{ name: mail, steps: [ { does: web/index }, { does: ‹web/index› } ] }'), 'scenario/duplicate-name', /another name/],
    [
      section(
        `observability: { ‹checks›: [ ${Array.from({ length: 20 }, (_, i) => `{ name: c${i}, every: 1s, steps: [ { does: web/index } ] }`).join()} ] }`,
      ),
      'scenario/check-interval',
      /30s to 5m/,
    ],
    [baselines('{ name: Slow, expr: up }, { name: ‹Slow›, expr: up }'), 'scenario/duplicate-name', /another name/],
    [baselines('{ name: ‹not a name›, expr: up }'), 'shape/wrong-format', /./],
    [baselines('{ name: Slow, expr: up, window: ‹2m› }'), 'scenario/no-effect', /longer/],
    [baselines('{ name: Slow, expr: up, runbook: ‹nowhere› }'), 'scenario/unknown-artefact', /./],
    [['world:\n', 'world:\n  nodes: [a, ‹a›]\n'], 'scenario/duplicate-name', /another name/],
    [['world:\n', 'world:\n  nodes: ‹many›\n'], 'shape/no-such-choice', /./],
    [section('guards: [ { do: ‹"delte *"›, asks: name } ]'), 'scenario/not-a-command', /Did you mean delete\?/],
    [section('guards: [ { do: ‹drain node-7›, asks: name } ]'), 'scenario/unknown-node', /Did you mean node-/],
    [section('guards: [ { do: "delete *", asks: ‹nothing› } ]'), 'shape/wrong-value', /./],
  ];
  for (const [[from, to], code, hint] of mistakes) {
    it(`${code}: ${to.trim()}`, () => {
      const { text, line, column } = marked(edited(QUEUE, from, to));
      const issues = issuesOf(load(text));
      const issue = issues.find((each) => each.code === code && each.line === line && each.column === column);
      expect(issue ?? issues, 'the issue, or those reported instead').toMatchObject({ code });
      expect(issue?.hint).toMatch(hint);
    });
  }
});

describe('machines', () => {
  it('are one for eight replicas and at least three unless the scenario says otherwise', () => {
    const names = (nodes: string): string[] => {
      const loaded = load(QUEUE.replace('world:\n', `world:\n${nodes}`));
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
      return nodeNames(loaded.value.world);
    };
    expect(names('')).toEqual(['node-1', 'node-2', 'node-3']);
    expect(names('  nodes: 2\n')).toEqual(['node-1', 'node-2']);
    expect(names('  nodes: [b, a]\n')).toEqual(['b', 'a']);
    const many = load(QUEUE.replace('replicas: 2\n', 'replicas: 40\n'));
    expect(many.ok && nodeNames(many.value.world)).toHaveLength(6);
  });
});

describe('commands', () => {
  it('kill-sessions takes process ids or none, and a pattern without them matches both', () => {
    const all = parseCommandText('kill-sessions db-pool')!;
    const some = parseCommandText('kill-sessions db-pool 20001,20033')!;
    expect(all).toEqual({ kind: 'command.kill-sessions', args: { pool: 'db-pool' } });
    expect(some).toEqual({ kind: 'command.kill-sessions', args: { pool: 'db-pool', pids: [20001, 20033] } });
    expect([all, some].map(formatCommand)).toEqual(['kill-sessions db-pool', 'kill-sessions db-pool 20001,20033']);
    expect([all, some].map((command) => commandMatches('kill-sessions db-pool', command))).toEqual([true, true]);
    expect(parseCommandText('kill-sessions db-pool many')).toBeUndefined();
    expect(parseCommandText('kill-sessions')).toBeUndefined();
  });

  it('the first guard that matches a command stands before it', () => {
    const guards = [
      { do: 'delete web', asks: 'refuses' as const, says: 'Never.' },
      { do: 'delete *', asks: 'name' as const, says: '' },
      { do: 'set * mail_timeout=5s', asks: 'confirmation' as const, says: '' },
    ];
    const asks = (text: string) => guardOf(guards, parseCommandText(text) as Command)?.asks;
    expect([asks('delete web'), asks('delete store'), asks('set web mail_timeout=5000ms'), asks('rollback web')]).toEqual([
      'refuses',
      'name',
      'confirmation',
      undefined,
    ]);
    expect(COMMANDS.length).toBeGreaterThan(15);
  });
});
