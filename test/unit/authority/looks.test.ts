// Every kind of look at a running drill (src/drill/README.md, L1–L3).
import { beforeAll, describe, expect, it } from 'vitest';
import { scoreRun } from '../../../src/authority/index.ts';
import type { LookResult } from '../../../src/schema/index.ts';
import { Drill, draft, MIN, S } from '../../support/drills.ts';

let drill: Drill;
beforeAll(() => {
  drill = new Drill().paged(MIN);
});
function look<K extends LookResult['kind']>(shows: K, kind: string, args: unknown = {}): Extract<LookResult, { kind: K }> {
  const result = drill.look(kind, args);
  expect(result.kind).toBe(shows);
  return result as Extract<LookResult, { kind: K }>;
}

describe('looks', () => {
  it('alert', () => {
    expect(look('alert', 'alert', { alert: 'WebErrors' }).alert).toMatchObject({
      state: 'firing',
      annotations: { summary: 'Too many answers of web are errors' },
    });
  });

  it('metrics: a panel by title, whatever its case', () => {
    const { panels } = look('metrics', 'metrics', { panel: 'web errors' });
    expect(panels).toHaveLength(1);
    const [series] = panels[0]!.series;
    expect(series).toMatchObject({ legend: 'web errors' });
    expect(series!.values.at(-1)).toBeGreaterThan(0.4);
    expect(series!.timesMs.at(-1)).toBeLessThanOrEqual(drill.authority.scenario.startsAtMs + drill.authority.nowUs / 1000);
  });

  it('metrics: a dashboard, the first one by default, and golden signals of any component', () => {
    expect(look('metrics', 'metrics', { panel: 'Front' }).panels.map(({ panel }) => panel.title)).toEqual(['Web errors', 'Traffic']);
    expect(look('metrics', 'metrics', { panel: '' }).title).toBe('Front');
    for (const component of ['payments', 'ledger-pool', 'ledger', 'bank']) {
      const { panels } = look('metrics', 'metrics', { panel: component });
      for (const { panel, series } of panels) expect(series, `${component}: ${panel.title}`).not.toEqual([]);
    }
  });

  it('query: any expression, and what is wrong with one', () => {
    expect(look('query', 'query', { expr: 'sum(up)' }).series[0]?.values.at(-1)).toBe(5);
    expect(look('query', 'query', { expr: 'sum(up' })).toMatchObject({ series: [], error: expect.stringMatching(/./) });
  });

  it('logs: newest first, with how many there were over time', () => {
    const { page, histogram } = look('logs', 'logs', { service: 'payments', level: 'error' });
    expect(page.matched).toBeGreaterThan(0);
    expect(page.lines.every(({ service }) => service === 'payments')).toBe(true);
    expect(page.lines.map(({ atUs }) => atUs)).toEqual(page.lines.map(({ atUs }) => atUs).sort((a, b) => b - a));
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(page.matched);
    expect(look('logs', 'logs', { query: 'no line says this' }).page.lines).toEqual([]);
  });

  it('deployments: newest first, with history from before the start', () => {
    expect(look('deployments', 'deployments').rows.map(({ service, to, atUs }) => [service, to, atUs])).toEqual([
      ['payments', '1.1.0', 2 * MIN],
      ['web', '3.0.0', -20 * MIN],
    ]);
  });

  it('diff: the file that the change names, whole configurations before and after', () => {
    expect(look('diff', 'diff', { service: 'payments' })).toEqual({
      kind: 'diff',
      service: 'payments',
      from: '1.0.0',
      to: '1.1.0',
      fileName: 'payments/timeouts.yaml',
      before: 'bank_timeout: 2s\nbank_retries: 1\n',
      after: 'bank_timeout: 20ms\nbank_retries: 1\n',
    });
  });

  it('status page: what the provider says, as of its last rebuild', () => {
    expect(look('status-page', 'status-page', { provider: 'bank' })).toMatchObject({
      shows: 'operational',
      text: 'All good.',
      updatedAtUs: Math.floor(drill.authority.nowUs / (5 * MIN)) * 5 * MIN,
    });
  });

  it('artefact, sessions, service', () => {
    expect(look('artefact', 'artefact', { artefact: 'overview' })).toEqual({
      kind: 'artefact',
      title: 'How the shop works',
      markdown: '# The shop\n\nWeb calls payments, payments calls the bank.\n',
    });
    expect(look('sessions', 'sessions', { pool: 'ledger-pool' }).rows.every(({ pool }) => pool === 'ledger-pool')).toBe(true);
    const service = look('service', 'service', { service: 'payments' });
    expect(service).toMatchObject({
      version: '1.1.0',
      dependencies: ['ledger-pool', 'bank'],
      config: [
        { key: 'bank_timeout', value: '20ms' },
        { key: 'bank_retries', value: '1' },
      ],
    });
    expect(service.replicas.map(({ version, status }) => `${version} ${status}`)).toEqual(Array(3).fill('1.1.0 ready'));
  });

  it('preflight: target, readiness, nothing under way, and what would change', () => {
    const { current, target, checks } = look('preflight', 'preflight', { service: 'payments' });
    expect([current, target]).toEqual(['1.1.0', '1.0.0']);
    expect(checks.every(({ ok }) => ok)).toBe(true);
    expect(checks.at(-1)?.detail).toBe('bank_timeout: 20ms → 2s');
    drill.add('command.rollback', { service: 'payments' });
    expect(
      look('preflight', 'preflight', { service: 'payments' })
        .checks.filter(({ ok }) => !ok)
        .map(({ label }) => label),
    ).toContain('No rollout is under way');
  });

  it.each([
    ['alert', { alert: 'Nope' }],
    ['metrics', { panel: 'Nope' }],
    ['logs', { service: 'nope' }],
    ['diff', { service: 'nope' }],
    ['diff', { service: 'payments', version: '9.9.9' }],
    ['status-page', { provider: 'nope' }],
    ['status-page', { provider: 'carrier' }],
    ['artefact', { artefact: 'nope' }],
    ['sessions', { pool: 'nope' }],
    ['service', { service: 'nope' }],
    ['preflight', { service: 'nope' }],
    ['service', { service: '__proto__' }],
  ])('L2 %s %j is missing, with the reason', (kind, args) => {
    expect(drill.look(kind, args)).toEqual({ kind: 'missing', reason: expect.stringMatching(/\w{3,}/) });
  });

  it('L2 and earns nothing', () => {
    const seeker = new Drill().paged(MIN);
    const points = () => scoreRun(seeker.authority, []).total.points;
    seeker.look('diff', { service: 'payments', version: '9.9.9' });
    expect(points()).toBe(0);
    seeker.look('diff', { service: 'payments' });
    expect(points()).toBe(5);
  });

  it('L3 shows the same when asked again later', () => {
    const { entry, look: shown } = drill.authority.append(draft('look.metrics', { panel: 'Front' }));
    const text = JSON.stringify(shown);
    drill.at(drill.authority.nowUs + 30 * S);
    expect(JSON.stringify(drill.authority.lookOf(entry.seq))).toBe(text);
  });
});
