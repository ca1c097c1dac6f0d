// Commands, looks and story times as people write them.
import { describe, expect, it } from 'vitest';
import {
  COMMANDS,
  commandMatches,
  formatCommand,
  formatLook,
  formatTPlus,
  isCommandPattern,
  isLookPattern,
  LOOK_FORMS,
  lookMatches,
  parseCommandText,
  parseLookText,
  parseUtcMs,
  storyTimeUs,
} from '../../../src/schema/index.ts';

const EXAMPLES: Record<string, string> = {
  service: 'payment-service',
  version: '2.4.1',
  key: 'stripe_connect_timeout',
  value: '5000ms',
  target: 'shop-db',
  replicas: '8',
  pool: 'shop-db-pool',
  size: '100',
  breaker: 'stripe',
  pod: 'payment-service-7d9f4c-x2k8q',
  node: 'node-1',
  side: 'sell',
  issue: 'jcom',
  quantity: '610000',
  price: '1',
  order: 'a-1',
  rate: '5000',
  template: 'drill-missile',
  channel: 'radio',
  text: 'There is no threat',
  authority: 'federal-agency',
  party: 'governor',
  lines: '12',
  host: 'db-1',
  path: '/var/lib/data',
  backup: 'nightly-dump',
  server: 'router-1',
  flag: 'retail',
  state: 'on',
  scope: 'all',
  share: '0.5',
};

describe('commands', () => {
  for (const { kind, usage } of COMMANDS) {
    it(`${kind} is read from its usage and written back`, () => {
      const text = usage.replace(/ \[.*$/, '').replace(/<([a-z]+)>/g, (_, name: string) => EXAMPLES[name] ?? '');
      const command = parseCommandText(text);
      expect(command?.kind).toBe(kind);
      expect(command && formatCommand(command)).toBe(text);
    });
  }

  it('tells numbers, truth values and texts of a configuration apart', () => {
    const settingOf = (text: string) => parseCommandText(`set web key=${text}`)?.args['value'];
    expect([
      settingOf('3'),
      settingOf('-1.5'),
      settingOf('true'),
      settingOf('5s'),
      settingOf('"3"'),
      settingOf('a b'),
      settingOf('a=b'),
    ]).toEqual([3, -1.5, true, '5s', '3', 'a b', 'a=b']);
    const text = formatCommand({ kind: 'command.set-config', args: { service: 'web', key: 'key', value: '3' } });
    expect(text).toBe('set web key="3"');
    expect(settingOf('"3"')).toBe('3');
  });

  it.each([
    '',
    'rollback',
    'rollback a b',
    'scale web',
    'scale web many',
    'scale web -1',
    'scale web 501',
    'set web key',
    'set web =5',
    'Rollback web',
    'rollback Web',
    'restart',
    'reboot web',
    'resize-pool p 0',
  ])('%j is none', (text) => {
    expect(parseCommandText(text)).toBeUndefined();
  });

  const scaled = { kind: 'command.scale', args: { service: 'web', replicas: 0 } };
  const set = { kind: 'command.set-config', args: { service: 'web', key: 'connect_timeout', value: '5000ms' } };
  it.each([
    ['*', scaled, true],
    ['scale * 0', scaled, true],
    ['scale *', scaled, true],
    ['scale web', scaled, true],
    ['scale web 8', scaled, false],
    ['restart *', scaled, false],
    ['set web connect_timeout=*', set, true],
    ['set web connect_timeout=5s', set, true],
    ['set web connect_timeout=4s', set, false],
    ['set web *', set, true],
    ['set * read_timeout=*', set, false],
    ['scale * 0', { kind: 'look.logs', args: {} }, false],
  ])('%s matches', (pattern, command, expected) => {
    expect(commandMatches(pattern, command)).toBe(expected);
  });

  it('knows what could ever match', () => {
    expect(['scale * 0', 'restart *', '*', 'set web a=b c'].every(isCommandPattern)).toBe(true);
    expect(['scale web 0 1', 'undo *', 'rollback web now'].some(isCommandPattern)).toBe(false);
  });
});

describe('looks', () => {
  it.each([
    'alert ApiErrorsHigh',
    'metrics API error ratio',
    'metrics',
    'query sum(rate(x[1m])) > 0.5',
    'logs',
    'logs payment-service',
    'logs "timed out \\"twice\\""',
    'logs payment-service "timed out" level=error',
    'logs level=warn',
    'deployments',
    'diff payment-service',
    'diff payment-service 2.4.2',
    'status payments.example',
    'artefact runbook-pool',
    'sessions shop-db-pool',
    'service web',
    'preflight web',
  ])('%s is read and written back', (text) => {
    const look = parseLookText(text);
    expect(look && formatLook(look)).toBe(text);
  });
  it('reads every form', () => {
    expect(
      LOOK_FORMS.map(
        ({ usage }) =>
          parseLookText(
            usage
              .replace('<line>', '7')
              .replace(/[<>[\]]/g, '')
              .replace('"text" ', ''),
          )?.kind,
      ),
    ).toEqual(LOOK_FORMS.map(({ kind }) => kind));
  });
  it.each([
    '',
    'query',
    'diff',
    'status',
    'sessions',
    'log',
    'deployments now',
    'logs a b',
    'logs "open',
    'logs level=loud',
    'diff a b c',
    'looks',
  ])('%j is none', (text) => {
    expect(parseLookText(text)).toBeUndefined();
  });

  const logs = { kind: 'look.logs', args: { query: 'connection Timed out', service: 'payment-service' } };
  it.each([
    ['logs', logs, true],
    ['logs payment-service', logs, true],
    ['logs payment-*', logs, true],
    ['logs user-service', logs, false],
    ['logs "timed out"', logs, true],
    ['logs "refused"', logs, false],
    ['logs level=error', logs, false],
    ['logs payment-service', { kind: 'look.logs', args: { query: '' } }, false],
    ['any look', logs, true],
    ['*', logs, true],
    ['metrics', { kind: 'look.metrics', args: { panel: 'API latency' } }, true],
    ['metrics api LATENCY', { kind: 'look.metrics', args: { panel: 'API latency' } }, true],
    ['metrics API', { kind: 'look.metrics', args: { panel: 'API latency' } }, false],
    ['query', { kind: 'look.query', args: { expr: 'up' } }, true],
    ['query provider_requests_total', { kind: 'look.query', args: { expr: 'sum(rate(provider_requests_total[1m]))' } }, true],
    ['diff web', { kind: 'look.diff', args: { service: 'web', version: '1.0.1' } }, true],
    ['status a.example', { kind: 'look.status-page', args: { provider: 'b.example' } }, false],
    ['logs', { kind: 'command.restart', args: { target: 'web' } }, false],
  ])('%s matches', (pattern, look, expected) => {
    expect(lookMatches(pattern, look)).toBe(expected);
  });
  it('knows what could ever match', () => {
    expect(['logs', 'query', '*', 'any look', 'diff *'].every(isLookPattern)).toBe(true);
    expect(['logs a b', 'dif web'].some(isLookPattern)).toBe(false);
  });
});

describe('story times', () => {
  const startsAtMs = parseUtcMs('2024-01-15T09:20:00Z') ?? Number.NaN;
  const minutes = (text: string, tPlusZeroUs?: number) => {
    const us = storyTimeUs(text, startsAtMs, tPlusZeroUs);
    return us === undefined ? undefined : us / 60_000_000;
  };
  it('agrees with the calendar', () => {
    for (const text of [
      '1970-01-01T00:00:00Z',
      '2000-02-29T23:59:59Z',
      '2024-01-15T09:20:00Z',
      '2024-12-31T00:00:00Z',
      '2100-03-01T12:00:00.250Z',
      '1969-12-31T23:59:59Z',
    ])
      expect(parseUtcMs(text)).toBe(Date.parse(text));
    expect(parseUtcMs('2024-01-15')).toBeUndefined();
  });
  it('reads times of day, before and after', () => {
    expect([minutes('09:20'), minutes('09:30'), minutes('09:30:30'), minutes('09:15'), minutes('03:21'), minutes('03:19')]).toEqual([
      0, 10, 10.5, -5, -359, 1079,
    ]);
    expect(storyTimeUs('00:10', parseUtcMs('2024-01-15T23:50:00Z') ?? 0)).toBe(20 * 60_000_000);
  });
  it('reads times relative to the start and to the first page', () => {
    expect([
      minutes('+10m'),
      minutes('+1h30m'),
      minutes('-2h'),
      minutes('T+5m', 120_000_000),
      minutes('T-30s', 120_000_000),
      minutes('T+5m'),
    ]).toEqual([10, 90, -120, 7, 1.5, undefined]);
    expect(['', '9:30', '24:00', '09:60', 'T5m', '+5', 'later'].map((text) => minutes(text, 0))).toEqual(Array(7).fill(undefined));
  });
  it('writes spans from the first page', () => {
    expect([0, 270_000_000, 3_870_000_000, -30_000_000].map(formatTPlus)).toEqual(['T+0:00', 'T+4:30', 'T+1:04:30', 'T-0:30']);
  });
});
