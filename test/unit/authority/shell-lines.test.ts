// Lines of the terminal in journal scripts: the same entries as typed, `id` names the last look, what fails is reported.
import { describe, expect, it } from 'vitest';
import { playScript } from '../../../src/authority/index.ts';
import { parseScript } from '../../../src/schema/index.ts';
import { smallScenario } from '../../support/worlds.ts';

function play(entries: string) {
  const parsed = parseScript(`version: 1\ntitle: Test\nends: "10:10"\nentries:\n${entries}`, 'journals/test.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return playScript(smallScenario(), 's', parsed.value);
}

describe('sh', () => {
  it('is an entry, then what its programs cause; pins may name its last look', () => {
    const { authority, problems } = play(
      [
        `  - { at: T+30s, sh: "git log --oneline -1 -p -- payments/ | grep '^[-+]'", id: diff, actor: sre }`,
        '  - { at: T+40s, kind: hypothesis.pin, args: { cause: { component: payments, kind: configuration }, look: "#diff", supports: for } }',
        '  - { at: T+50s, sh: kubectl rollout undo deployment/payments }',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(authority.journal.map(({ seq, kind, actor }) => [seq, kind, actor])).toEqual([
      [1, 'shell.run', 'sre'],
      [2, 'look.deployments', 'sre'],
      [3, 'look.diff', 'sre'],
      [4, 'hypothesis.pin', 'trainee'],
      [5, 'shell.run', 'trainee'],
      [6, 'command.rollback', 'trainee'],
    ]);
    const pin = authority.journal[3]!;
    expect(pin.kind === 'hypothesis.pin' && pin.args.look).toBe(3);
  });

  it('psql looks at the sessions its SQL names', () => {
    const { authority, problems } = play(`  - { at: "10:04", sh: 'psql -h ledger -c "select count(*) from pg_stat_activity"' }`);
    expect(problems).toEqual([]);
    expect(authority.journal.map(({ kind }) => kind)).toEqual(['shell.run', 'look.sessions']);
  });

  it.each([
    ['kubectl rollout undo deployment/nobody', 'deployments.apps "nobody" not found'],
    ['ls -l | wc', 'runs no program of the terminal'],
    ["kubectl get 'pods", 'a quote is not closed'],
    [`psql -c 'select pg_terminate_backend(1)'`, 'write do: kill-sessions'],
  ])('%s is a problem, and an entry', (line, problem) => {
    const { authority, problems } = play(`  - { at: "10:04", sh: ${JSON.stringify(line)} }`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(authority.journal[0]?.kind).toBe('shell.run');
  });

  it('stands alone in its entry', () => {
    const parsed = parseScript('version: 1\ntitle: Test\nentries: [ { at: "10:04", sh: date, do: restart web } ]', 'journals/test.yaml');
    expect(parsed.ok ? [] : parsed.issues.map(({ code, found }) => [code, found])).toEqual([['script/one-thing', 'do and sh']]);
  });
});
