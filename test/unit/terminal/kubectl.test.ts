// kubectl on the small shop: what it shows came from a look, what it changes is the button's entry, and its mistakes are kubectl's.
import { describe, expect, it } from 'vitest';
import { Drill, MIN } from '../../support/drills.ts';
import { staffedScenario } from '../../support/staffed-world.ts';
import { typist } from '../../support/terminal.ts';

const paged = () => {
  const drill = new Drill().paged(MIN);
  return { drill, ...typist(drill.authority) };
};

describe('kubectl get', () => {
  it('lists the pods of a label in columns, and looks at that service only', () => {
    const { run, drill } = paged();
    const { stdout, exitCode } = run('kubectl get pods -l app=payments -n production');
    const lines = stdout.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^NAME {2,}READY {3}STATUS {4}RESTARTS {3}AGE$/);
    expect(lines.slice(1).map((line) => line.replace(/-\w{6}-\w{5} +/, ' ').replace(/\d+m?\d*s?$/, 'AGE'))).toEqual(
      Array.from({ length: 3 }, () => 'payments 1/1     Running   0          AGE'),
    );
    expect(drill.authority.journal.at(-1)).toMatchObject({ kind: 'look.pods', args: { service: 'payments' } });
  });

  it('prints names, JSON, YAML and jsonpath of the same pods', () => {
    const { argv } = paged();
    const names = argv('kubectl', 'get', 'pods', '-l', 'app=web', '-o', 'name').stdout.trim().split('\n');
    expect(names).toHaveLength(2);
    const parsed = JSON.parse(argv('kubectl', 'get', 'pods', '-l', 'app=web', '-o', 'json').stdout);
    expect(parsed.items.map((item: { metadata: { name: string } }) => `pod/${item.metadata.name}`)).toEqual(names);
    expect(argv('kubectl', 'get', 'pods', '-l', 'app=web', '-o', 'jsonpath={.items[*].spec.containers[0].image}').stdout).toBe(
      'web:3.0.0 web:3.0.0\n',
    );
    expect(argv('kubectl', 'get', 'pods', '-l', 'app=web', '-o', 'jsonpath={range .items[*]}{.kind}{"\\n"}{end}').stdout).toBe(
      'Pod\nPod\n',
    );
    expect(argv('kubectl', 'get', 'cm', 'payments-config', '-o', 'yaml').stdout).toBe(
      'apiVersion: v1\ndata:\n  bank_timeout: "20ms"\n  bank_retries: "1"\nkind: ConfigMap\nmetadata:\n  name: payments-config\n  namespace: production\n',
    );
  });

  it('takes flags before the command, short names and the beginning of a name to describe', () => {
    const { run } = paged();
    const listed = run('kubectl get pods --selector app=web').stdout;
    expect(run('kubectl -n production --selector app=web get po').stdout).toBe(listed);
    expect(run('kubectl describe pod web').stdout.match(/^Name: +web-/gm)).toHaveLength(2);
    expect(run('kubectl get -h').stdout).toContain('Usage:');
  });

  it('gives what outlives rollouts one age, and knows kinds that this system has none of', () => {
    const { run, drill } = paged();
    run('kubectl rollout restart deployment/payments');
    drill.at(drill.authority.nowUs + 120_000_000);
    const ages = run('kubectl get deployments')
      .stdout.trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ +/).at(-1));
    expect(ages).toHaveLength(2);
    expect(new Set(ages).size).toBe(1);
    expect(run('kubectl get nodes').stdout).toMatch(new RegExp(`^NAME +STATUS +ROLES +AGE +VERSION\n.* +${ages[0]} +v1.`));
    for (const kind of ['hpa', 'pdb', 'ingress', 'jobs'])
      expect(run(`kubectl get ${kind}`)).toEqual({ stdout: '', stderr: 'No resources found in production namespace.\n', exitCode: 0 });
    expect(run('kubectl auth can-i delete pods').stdout).toBe('yes\n');
    expect(run('kubectl auth can-i create pods/exec')).toMatchObject({ stdout: 'no\n', exitCode: 1 });
  });

  it.each([
    ['kubectl get nothing', `error: the server doesn't have a resource type "nothing"`],
    ['kubectl get pods payments-abcdef-xyzzy', 'Error from server (NotFound): pods "payments-abcdef-xyzzy" not found'],
    ['kubectl get deployment nobody', 'Error from server (NotFound): deployments.apps "nobody" not found'],
    ['kubectl get pods --colour', "error: unknown flag: --colour\nSee 'kubectl get --help' for usage."],
    ['kubectl fetch pods', 'error: unknown command "fetch" for "kubectl"'],
    ['kubectl top pods', 'error: Metrics API not available'],
    ['kubectl exec -it payments-abcdef-xyzzy -- sh', 'Error from server (Forbidden): pods "payments-abcdef-xyzzy" is forbidden'],
    ['kubectl scale deployment/payments', 'error: required flag(s) "replicas" not set'],
    ['kubectl logs nobody-1', 'error: error from server (NotFound): pods "nobody-1" not found in namespace "production"'],
    ['kubectl logs deploy/web --since=soon', 'error: invalid argument "soon" for "--since" flag: time: invalid duration "soon"'],
    ['kubectl rollout undo deployment/payments --to-revision=9', 'error: unable to find specified revision 9 in history'],
    ['kubectl delete pods', 'error: resource(s) were provided, but no name was specified'],
  ])('%s fails in the words of kubectl', (line, message) => {
    const { run, kinds } = paged();
    const { stderr, exitCode, stdout } = run(line);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(kinds().filter((kind) => kind.startsWith('command.'))).toEqual([]);
  });

  it('finds nothing elsewhere, without a look', () => {
    const { run, kinds } = paged();
    expect(run('kubectl get pods -n staging')).toEqual({ stdout: '', stderr: 'No resources found in staging namespace.\n', exitCode: 0 });
    expect(kinds()).toEqual([]);
  });
});

describe('kubectl changes the world by the same entries as buttons', () => {
  it('deletes nothing for a label that nothing carries, nor for a name beside a label', () => {
    const { run, kinds } = paged();
    expect(run('kubectl delete pods -l app=nobody')).toMatchObject({ stdout: '', stderr: 'No resources found\n', exitCode: 0 });
    expect(run('kubectl delete pod payments-1 -l app=web')).toMatchObject({
      stderr: 'error: name cannot be provided when a selector is specified\n',
      exitCode: 1,
    });
    expect(run('kubectl describe pods -l app=nobody').stderr).toBe('No resources found in production namespace.\n');
    expect(JSON.parse(run('kubectl get pods -l app=nobody -o json').stdout)).toMatchObject({ kind: 'List', items: [] });
    expect(kinds().filter((kind) => kind.startsWith('command.'))).toEqual([]);
  });

  it.each([
    ['kubectl rollout undo deployment/payments', 'command.rollback', { service: 'payments' }, 'deployment.apps/payments rolled back\n'],
    [
      'kubectl rollout undo deployment/payments --to-revision=1',
      'command.deploy',
      { service: 'payments', version: '1.0.0' },
      'deployment.apps/payments rolled back\n',
    ],
    [
      'kubectl set image deploy/payments payments=payments:1.0.0',
      'command.deploy',
      { service: 'payments', version: '1.0.0' },
      'deployment.apps/payments image updated\n',
    ],
    [
      'kubectl set env deployment/payments BANK_TIMEOUT=2s',
      'command.set-config',
      { service: 'payments', key: 'bank_timeout', value: '2s' },
      'deployment.apps/payments env updated\n',
    ],
    [
      'kubectl patch configmap payments-config -p {"data":{"bank_timeout":"2s"}}',
      'command.set-config',
      { service: 'payments', key: 'bank_timeout', value: '2s' },
      'configmap/payments-config patched\n',
    ],
    [
      'kubectl set env deployment payments DB_POOL_SIZE=40',
      'command.resize-pool',
      { pool: 'ledger-pool', size: 40 },
      'deployment.apps/payments env updated\n',
    ],
    ['kubectl scale deploy/web --replicas=3', 'command.scale', { service: 'web', replicas: 3 }, 'deployment.apps/web scaled\n'],
    ['kubectl rollout restart deployment/web', 'command.restart', { target: 'web' }, 'deployment.apps/web restarted\n'],
    ['kubectl rollout restart statefulset/ledger', 'command.restart', { target: 'ledger' }, 'statefulset.apps/ledger restarted\n'],
    ['kubectl delete deployment web', 'command.delete', { service: 'web' }, 'deployment.apps "web" deleted\n'],
    ['kubectl cordon node-1', 'command.cordon', { node: 'node-1' }, 'node/node-1 cordoned\n'],
  ])('%s', (line, kind, args, stdout) => {
    const { run, drill } = paged();
    expect(run(line)).toEqual({ stdout, stderr: '', exitCode: 0 });
    const entry = drill.authority.journal.at(-1)!;
    expect(entry).toMatchObject({ kind, args });
    expect(drill.authority.outcomeOf(entry.seq)?.status).toBe('done');
  });

  it('says why it was refused', () => {
    const { run } = paged();
    expect(run('kubectl set env deployment/payments BANK_TIMEOUT=20ms').stderr).toMatch(/^error: .*20ms already/);
  });

  it('deletes a pod by the name it lists', () => {
    const { run, argv, drill } = paged();
    const pod = run('kubectl get pods -l app=web -o name').stdout.split('\n')[0]!;
    expect(argv('kubectl', 'delete', pod).stdout).toBe(`pod "${pod.slice(4)}" deleted\n`);
    expect(drill.authority.journal.at(-1)).toMatchObject({ kind: 'command.delete-pod', args: { pod: pod.slice(4) } });
  });
});

describe('rollouts and logs', () => {
  it('numbers the revisions, tells their configuration, and says how far a rollout is', () => {
    const { run, drill } = paged();
    expect(run('kubectl rollout history deployment/payments').stdout).toBe(
      'deployment.apps/payments \nREVISION  CHANGE-CAUSE\n1         payments:1.0.0\n2         payments:1.1.0 shorter timeouts (ci)\n',
    );
    expect(run('kubectl rollout history deployment/payments --revision=1').stdout).toContain('bank_timeout: 2s');
    expect(run('kubectl rollout status deployment/payments').stdout).toBe('deployment "payments" successfully rolled out\n');
    run('kubectl rollout undo deployment/payments');
    drill.at(drill.authority.nowUs + 1_000_000);
    expect(run('kubectl rollout status deployment/payments').stdout).toMatch(
      /^Waiting for deployment "payments" rollout to finish: \d out of 3 new replicas/,
    );
    expect(run('kubectl rollout history deployment/payments').stdout.match(/^\d +\S+/gm)).toEqual([
      '2         payments:1.1.0',
      '3         payments:1.0.0',
    ]);
  });

  it('prints lines oldest first, as many as asked for, of one pod', () => {
    const { run } = paged();
    const tail = run('kubectl logs -l app=payments --tail=7 --prefix').stdout.trimEnd().split('\n');
    const times = tail.map((line) => line.split(' ')[1]);
    expect([...times].sort()).toEqual(times);
    const counts = (lines: string[]): number[] => {
      const of = lines.map((line) => line.slice(0, line.indexOf('] ')));
      return [...new Set(of.map((pod) => of.filter((each) => each === pod).length))];
    };
    // Of each pod, those that are gone too.
    expect(counts(tail)).toEqual([7]);
    expect(counts(run('kubectl logs -l app=payments --prefix').stdout.trimEnd().split('\n'))).toEqual([10]);
    expect(run('kubectl logs deployment/payments --since=1m').stdout).toMatch(/ERROR Connection timeout to bank after 20 ms/);
    const one = run('kubectl logs deployment/payments --prefix');
    const chosen = /^Found 3 pods, using (pod\/payments-\w+-\w+)\n$/.exec(one.stderr)?.[1];
    expect(new Set(one.stdout.match(/^\[pod\/[\w-]+/gm))).toEqual(new Set([`[${chosen}`]));
    const pod = run('kubectl get pods -l app=payments -o name').stdout.split('\n')[1]!.slice(4);
    const own = run(`kubectl logs ${pod} --tail=5 --prefix`).stdout.trimEnd().split('\n');
    expect(own.every((line) => line.startsWith(`[pod/${pod}/payments] `))).toBe(true);
  });
});

describe('guards of the scenario', () => {
  const guarded = (asks: 'confirmation' | 'name' | 'refuses', answers: (string | undefined)[]) => {
    const drill = new Drill().paged(MIN);
    return { drill, ...typist(drill.authority, { answers, guards: [{ do: 'delete *', asks, says: 'This cannot be undone.' }] }) };
  };
  const deletes = (drill: Drill) => drill.authority.journal.filter(({ kind }) => kind === 'command.delete').length;

  it('ask for the name of the target', () => {
    const wrong = guarded('name', ['wbe']);
    expect(wrong.run('kubectl delete deployment web')).toMatchObject({ exitCode: 1, stderr: 'Aborted: nothing was changed\n' });
    expect(wrong.asked).toEqual(['This cannot be undone.\nType "web" to go on: ']);
    expect(deletes(wrong.drill)).toBe(0);
    const right = guarded('name', ['web']);
    right.run('kubectl delete deployment web');
    expect(deletes(right.drill)).toBe(1);
  });

  it('ask yes or no, where a pipe may answer and silence means no', () => {
    const silent = guarded('confirmation', [undefined]);
    silent.run('kubectl delete deployment web');
    expect(deletes(silent.drill)).toBe(0);
    silent.run('kubectl delete deployment web', 'y\n');
    expect(deletes(silent.drill)).toBe(1);
  });

  it('leave the second person to the drill, whose refusal says whom to ask', () => {
    const drill = new Drill(staffedScenario()).paged(MIN);
    const { run, asked } = typist(drill.authority);
    expect(run('kubectl delete deployment web')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/second person.*boss/) });
    expect([asked, deletes(drill)]).toEqual([[], 1]);
    drill.add('approval.request', { person: 'boss', command: 'delete web' });
    drill.at(drill.view.nowUs + MIN);
    expect(run('kubectl delete deployment web').exitCode).toBe(0);
    expect(drill.authority.trace.replicas('web').every(({ status }) => status === 'stopping')).toBe(true);
  });

  it('refuse', () => {
    const { run, drill, asked } = guarded('refuses', []);
    expect(run('kubectl delete deployment web').stderr).toMatch(/Forbidden/);
    expect(asked).toEqual([]);
    expect(deletes(drill)).toBe(0);
  });
});
