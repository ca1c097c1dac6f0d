// `faultline alerts` in process: receivers of labels, mistakes of a file with their places, rules judged on a real run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/index.ts';
import { stormScenario } from '../../support/storm-world.ts';

const FIXTURE = fileURLToPath(new URL('../alerting/routes.fixture.yaml', import.meta.url));
let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'faultline-alerts-'));
  writeFileSync(join(cwd, 'bad.yaml'), 'route:\n  receiver: pager\n  group_wait: soon\n  groupby: [x]\nreceivers:\n  - name: page\n');
  for (const [name, text] of Object.entries(stormScenario().files)) writeFileSync(join(cwd, name), text);
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function cli(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runCli(argv, { out: (text) => (out += text), err: (text) => (err += text), errIsTerminal: false, cwd });
  return { code, out, err };
}

describe('alerts route', () => {
  it('names the receivers, as amtool does', async () => {
    expect(await cli('alerts', 'route', FIXTURE, 'severity=page', 'service=foo1')).toEqual({ code: 0, out: 'pager,team-x\n', err: '' });
    const json = await cli('alerts', 'route', FIXTURE, 'service=baz', 'owner=team-a', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      labels: { service: 'baz' },
      routes: [{ receiver: 'team-y', route: 'route.routes.1.routes.1', groupWaitS: 10, group: { service: 'baz', owner: 'team-a' } }],
    });
  });
  it('refuses what is no label, no file and no action', async () => {
    expect(await cli('alerts', 'route', FIXTURE, 'page')).toMatchObject({ code: 2, err: expect.stringContaining('LABEL=VALUE') });
    expect(await cli('alerts', 'route', 'nowhere.yaml', 'a=b')).toMatchObject({ code: 2 });
    expect(await cli('alerts', 'send', FIXTURE)).toMatchObject({ code: 2, err: expect.stringContaining('alerts check FILE') });
    expect(await cli('alerts', 'route', 'bad.yaml', 'a=b')).toMatchObject({ code: 1 });
  });
});

describe('alerts check', () => {
  it('counts what is there, with notes', async () => {
    const { code, out } = await cli('alerts', 'check', FIXTURE);
    expect(code).toBe(0);
    expect(out).toContain('11 routes, 11 receivers, 0 inhibition rules, 0 time intervals');
    expect(out).toContain('Templates are not read');
  });
  it('names every problem with its place', async () => {
    const { code, out } = await cli('alerts', 'check', 'bad.yaml');
    expect(code).toBe(1);
    expect(out.match(/^bad\.yaml:\d+:\d+: \S+/gm)).toEqual([
      'bad.yaml:4:3: alertmanager/unknown-key',
      'bad.yaml:2:13: alertmanager/receiver',
      'bad.yaml:3:15: alertmanager/duration',
    ]);
    expect(JSON.parse((await cli('alerts', 'check', 'bad.yaml', '--json')).out)).toMatchObject({ ok: false, issues: { length: 3 } });
  });
});

describe('alerts lint', () => {
  it('judges each rule, thresholds against the same world in which nothing happens', async () => {
    const { code, out } = await cli('alerts', 'lint', '.', '--json');
    expect(code).toBe(1);
    const { alerts } = JSON.parse(out) as { alerts: { alert: string; verdicts: { check: string; ok?: boolean; says: string }[] }[] };
    const failed = alerts.map(({ alert, verdicts }) => [alert, verdicts.filter(({ ok }) => ok === false).map(({ check }) => check)]);
    expect(failed).toEqual([
      ['ErrorsHigh', ['runbook']],
      ['ErrorBurst', ['runbook']],
      ['NobodyServed', ['runbook']],
    ]);
    expect(alerts[2]!.verdicts.find(({ check }) => check === 'threshold')?.says).toMatch(/^an ordinary day goes down to \d/);
  });
});
