// The shell on the small shop: state between lines, documents, limits, interruption, SQL. The transcript in test/golden covers the breadth.
import { describe, expect, it } from 'vitest';
import { Shell } from '../../../src/shell/index.ts';
import { Drill, MIN } from '../../support/drills.ts';
import { shellPort } from '../../support/terminal.ts';

const open = () => {
  const drill = new Drill().paged(MIN);
  const shell = new Shell(shellPort(drill.authority), ['date']);
  const out = async (line: string): Promise<string> => (await shell.run(line)).stdout;
  return { drill, shell, out };
};
const entries = (drill: Drill) => drill.authority.journal.map(({ kind }) => kind);

describe('bash', () => {
  it('keeps folder, variables, files and history between lines', async () => {
    const { out, shell } = open();
    await out('cd docs; export S=payments; T=web');
    expect(await out('pwd; echo $S $T; kubectl get pods -l app=$S -o name > ~/pods; wc -l < ~/pods')).toMatch(
      /^\/bastion\/oncall\/docs\npayments web\n *3\n$/,
    );
    expect(await out('history | head -2')).toMatch(/^ {4}1 {2}date\n {4}2 {2}cd docs/);
    expect((await shell.run('cd ..')).cwd).toBe('/bastion/oncall');
  });

  it('writes the line first, then what it causes; a line that only filters causes nothing', async () => {
    const { drill, out } = open();
    await out('echo hello | wc -c');
    await out('kubectl rollout history deploy/payments && kubectl rollout undo deploy/payments');
    expect(entries(drill)).toEqual(['shell.run', 'shell.run', 'look.deployments', 'command.rollback']);
    expect(drill.authority.journal[0]).toMatchObject({ args: { line: 'echo hello | wc -c' } });
  });

  it('reads a document by a look, once, and hidden ones not at all', async () => {
    const { drill, out } = open();
    expect(await out('ls ~/docs')).toBe('overview.md\n');
    expect(entries(drill)).toEqual(['shell.run']);
    expect(await out('cat ~/docs/overview.md')).not.toBe('');
    await out('grep -c . ~/docs/overview.md');
    expect(entries(drill).filter((kind) => kind === 'look.artefact')).toHaveLength(1);
  });

  it('dates files by the story, whatever day it is', async () => {
    const { out } = open();
    await out('echo x > ~/mine');
    const dates = (await out('ls -l / ~ ~/docs')).match(/[A-Z][a-z]{2} +\d+ (?:\d\d:\d\d| \d{4})/g);
    expect(dates?.length).toBeGreaterThan(5);
    expect(dates?.filter((date) => !date.startsWith('Mar  1 10:0'))).toEqual([]);
  });

  it('refuses a line that the journal could not hold whole', async () => {
    const { drill, shell } = open();
    const before = entries(drill).length;
    expect(await shell.run(`kubectl get pods # ${'x'.repeat(2000)}`)).toMatchObject({ stdout: '', exitCode: 2 });
    expect(entries(drill)).toHaveLength(before);
  });

  it('has a help of its own before that of bash', async () => {
    const { out } = open();
    expect(await out('help')).toMatch(/^Programs of this terminal\.[\s\S]*\n {2}kubectl +the cluster[\s\S]*\n {2}psql /);
    expect(await out(' help kubectl')).toMatch(/^NAME\n +kubectl - the cluster/);
    expect(await out('help | grep -c "^  kubectl "; echo help; hostname; whoami')).toBe('1\nhelp\nbastion\noncall\n');
  });

  it('has no network and no endless loops, and programs stand before commands of the same name', async () => {
    const { shell, out } = open();
    expect((await shell.run('while :; do :; done')).exitCode).toBe(126);
    expect((await shell.run('wget http://example.org')).exitCode).toBe(127);
    expect(await out('date +%Y')).toBe('2024\n');
    expect((await shell.run('curl https://example.org/')).stderr).toBe('curl: (6) Could not resolve host: example.org\n');
  });

  it('lines wait for each other, and one can be interrupted', async () => {
    // As over a message port: every answer takes a turn of the event loop.
    const port = shellPort(new Drill().paged(MIN).authority);
    const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
    const shell = new Shell({ ...port, look: (draft) => turn().then(() => port.look(draft)) });
    const first = shell.run('for i in 1 2 3; do kubectl get pods -o name; done | wc -l');
    const second = shell.run('echo after');
    expect((await first).stdout.trim()).toBe('15');
    expect((await second).stdout).toBe('after\n');
    const slow = shell.run('for i in $(seq 1 500); do kubectl get pods > /dev/null; done; echo done');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await shell.interrupt();
    expect((await slow).stdout).not.toContain('done');
  });

  it('completes programs and files', async () => {
    const { shell } = open();
    expect((await shell.complete('kubectl rollout undo deployment/p')).options).toEqual(['deployment/payments']);
    expect((await shell.complete('kubectl logs pay')).options).toEqual(['payments-']);
    const pods = (await shell.run('kubectl get pods -l app=payments -o name | cut -d/ -f2')).stdout.trim().split('\n');
    expect(pods).toHaveLength(3);
    expect((await shell.complete('kubectl logs pay')).options).toEqual(['payments-', ...pods]);
    expect((await shell.complete('cat docs/o')).options).toEqual(['docs/overview.md']);
  });
});

describe('psql', () => {
  it('gives each psql a connection of its own, and a script goes on after a mistake', async () => {
    const { shell } = open();
    const psql = (line: string) => shell.run(`psql ${line}`);
    expect(await psql('-tAc "begin; set time zone 3; create temp table t (a int); selec 1"')).toMatchObject({ exitCode: 1 });
    expect(await psql("-tAc \"select to_regclass('t') is null, current_setting('timezone')\"")).toMatchObject({
      stdout: 't|UTC\n',
      exitCode: 0,
    });
    expect(await shell.run('echo "selec 1; select 2" | psql -tA')).toMatchObject({ stdout: '2\n', exitCode: 0 });
    expect(await shell.run('echo "selec 1; select 2" | psql -tA -v ON_ERROR_STOP=1')).toMatchObject({ stdout: '', exitCode: 3 });
  });

  it('answers SQL over the sessions, and ends those named', async () => {
    const { drill, shell, out } = open();
    const looked = drill.authority.append({ kind: 'look.sessions', args: { pool: 'ledger-pool' } }).look;
    const busy = looked?.kind === 'sessions' ? looked.rows.filter(({ state }) => state !== 'idle').length : -1;
    expect(
      await out(`psql -tA -h ledger -c "select count(*) from pg_stat_activity where application_name <> 'psql' and state <> 'idle'"`),
    ).toBe(`${busy}\n`);
    expect(await out("psql -tA -c 'select now(), current_timestamp = now(), pg_last_xact_replay_timestamp() is null'")).toMatch(
      /^2024-03-01 10:\d\d:[\d.]+\+00\|t\|t\n$/,
    );
    expect(await out("echo 'select 1 as one; select 2 as two' | psql")).toBe(
      ' one \n-----\n   1\n(1 row)\n\n two \n-----\n   2\n(1 row)\n\n',
    );
    expect(await out('psql -x -c "select 7 as a, \'b\' as long_name"')).toBe('-[ RECORD 1 ]\na         | 7\nlong_name | b\n\n');
    expect((await shell.run('psql -c "create table x (a int)"')).stderr).toMatch(/^ERROR: {2}permission denied for schema/);
    expect((await shell.run('psql -h nowhere -c "select 1"')).exitCode).toBe(2);
    expect((await shell.run('psql -c "select pg_cancel_backend(1)"')).stderr).toContain('HINT:  Use pg_terminate_backend');
    await out(`psql -c "select pg_terminate_backend(pid) from pg_stat_activity where application_name <> 'psql' limit 2"`);
    const last = drill.authority.journal.at(-1)!;
    expect(last).toMatchObject({ kind: 'command.kill-sessions', args: { pool: 'ledger-pool' } });
    expect(last.kind === 'command.kill-sessions' && last.args.pids).toHaveLength(2);
  }, 60_000);
});
