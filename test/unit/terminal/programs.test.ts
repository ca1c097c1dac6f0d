// curl, git, promtool, amtool, the network programs and the small ones on the small shop; completion; lines of scripts.
import { describe, expect, it } from 'vitest';
import { complete, programsOfLine } from '../../../src/terminal/index.ts';
import { Drill, MIN } from '../../support/drills.ts';
import { typist } from '../../support/terminal.ts';

const paged = () => {
  const drill = new Drill().paged(MIN);
  return { drill, ...typist(drill.authority) };
};

describe('curl', () => {
  it('says that it writes no files, and asks nobody then', () => {
    const { run, kinds } = paged();
    expect(run('curl -s -o out.json http://payments/health')).toMatchObject({ stdout: '', exitCode: 23 });
    expect(kinds()).toEqual([]);
    expect(run('curl -s -o /dev/null -w %{http_code} http://payments/health').stdout).toBe('200');
  });

  it('asks services, Prometheus and status pages, each by a look', () => {
    const { argv, kinds } = paged();
    expect(JSON.parse(argv('curl', '-s', 'http://payments.production.svc.cluster.local:8080/healthz').stdout)).toMatchObject({
      status: 'healthy',
      version: '1.1.0',
    });
    expect(argv('curl', 'http://payments/metrics').stdout).toMatch(/# TYPE http_server_request_duration_seconds histogram\n.*_bucket\{/);
    const query = JSON.parse(
      argv('curl', '-sG', 'http://prometheus:9090/api/v1/query', '--data-urlencode', 'query=sum by (service) (up)').stdout,
    );
    expect(
      query.data.result.map((row: { metric: { service: string }; value: [number, string] }) => [row.metric.service, row.value[1]]),
    ).toEqual([
      ['web', '2'],
      ['payments', '3'],
    ]);
    expect(JSON.parse(argv('curl', '-s', 'https://status.bank/api/v2/status.json').stdout).components[0]).toMatchObject({
      name: 'Payments',
      status: 'operational',
    });
    expect(kinds()).toEqual(['look.service', 'look.query', 'look.query', 'look.status-page']);
  });

  it('makes and ends silences over the interface of Alertmanager, and refuses what it does not know', () => {
    const { argv, drill } = paged();
    const url = 'http://alertmanager:9093/api/v2/silences';
    const endsAt = new Date(drill.authority.scenario.startsAtMs + drill.authority.nowUs / 1000 + 1_800_000).toISOString();
    const silence = { matchers: [{ name: 'alertname', value: 'Web.*', isRegex: true }], endsAt, comment: 'known' };
    expect(argv('curl', '-s', '-d', JSON.stringify({ ...silence, comment: '' }), url).stdout).toContain(
      'silence.comment in body is required',
    );
    expect(argv('curl', '-s', '-d', '[]', url).stdout).toContain('silence.matchers in body is required');
    expect(argv('curl', '-s', '-d', JSON.stringify(silence), url).stdout).toBe('{"silenceID":"s1"}');
    expect(drill.authority.journal.at(-1)).toMatchObject({
      kind: 'alert.silence',
      args: { comment: 'known', minutes: 30, matchers: [{ name: 'alertname', op: '=~', value: 'Web.*' }] },
    });
    expect(JSON.parse(argv('curl', '-s', url).stdout)).toHaveLength(1);
    argv('curl', '-s', '-X', 'DELETE', 'http://alertmanager:9093/api/v2/silence/s1');
    expect(drill.authority.journal.at(-1)).toMatchObject({ kind: 'alert.expire-silence', args: { silence: 's1' } });
    expect(argv('curl', '-s', '-X', 'PUT', url, '-w', '%{http_code}').stdout).toMatch(/405$/);
  });

  it('ranges are asked for in full, and show nothing where there is nothing', () => {
    const { argv } = paged();
    const range = (query: string) => JSON.parse(argv('curl', '-s', `http://prometheus:9090/api/v1/query_range?query=up${query}`).stdout);
    expect(range('')).toEqual({
      status: 'error',
      errorType: 'bad_data',
      error: 'invalid parameter "start": cannot parse "" to a valid timestamp',
    });
    expect(range('&start=1&end=2').error).toBe('invalid parameter "step": cannot parse "" to a valid duration');
    expect(range('&start=2&end=1&step=1').error).toContain('must not be before start time');
    expect(range('&start=1&end=2&step=1')).toEqual({ status: 'success', data: { resultType: 'matrix', result: [] } });
    const { activeTargets } = JSON.parse(argv('curl', '-s', 'http://prometheus:9090/api/v1/targets').stdout).data;
    expect(activeTargets).toHaveLength(5);
    expect(new Set(activeTargets.map(({ health }: { health: string }) => health))).toEqual(new Set(['up']));
  });

  it('ranges have the steps asked for', () => {
    const { argv, drill } = paged();
    const nowS = (drill.authority.scenario.startsAtMs + drill.authority.nowUs / 1000) / 1000;
    const range = JSON.parse(
      argv('curl', '-s', `http://prometheus:9090/api/v1/query_range?query=sum(up)&start=${nowS - 60}&end=${nowS}&step=20`).stdout,
    );
    expect(range.data.result).toHaveLength(1);
    const times: number[] = range.data.result[0].values.map(([at]: [number]) => at);
    expect(times.length).toBeGreaterThanOrEqual(3);
    expect(times.every((at, i) => at > nowS - 80 && at <= nowS && (i === 0 || at - (times[i - 1] ?? 0) === 20))).toBe(true);
  });

  it.each([
    [['http://nowhere/'], 6, 'curl: (6) Could not resolve host: nowhere\n'],
    [['-s', 'http://nowhere/'], 6, ''],
    [['http://localhost:9090/metrics'], 7, "curl: (7) Failed to connect to localhost port 9090 after 0 ms: Couldn't connect to server\n"],
    [['-f', 'http://web/nothing-here'], 22, 'curl: (22) The requested URL returned error: 404\n'],
    [['--nonsense', 'http://web/'], 2, "curl: option --nonsense: is unknown\ncurl: try 'curl --help' for more information\n"],
  ])('curl %s ends with %i', (args, exitCode, stderr) => {
    expect(paged().argv('curl', ...args)).toEqual({ stdout: '', stderr, exitCode });
  });

  it('prints heads, codes, and acts on breakers', () => {
    const { argv, drill } = paged();
    expect(argv('curl', '-sI', 'http://web/health').stdout).toMatch(/^HTTP\/1\.1 200 OK\r\ndate: Fri, 01 Mar 2024 10:\d\d:\d\d GMT\r\n/);
    expect(argv('curl', '-s', '-o', '/dev/null', '-w', '%{http_code}\\n', 'http://web/nope').stdout).toBe('404\n');
    argv('curl', '-s', '-X', 'POST', 'http://payments/actuator/circuitbreakers/bank-breaker', '-d', '{"updateState":"FORCE_OPEN"}');
    expect(drill.authority.journal.at(-1)).toMatchObject({ kind: 'command.open-breaker', args: { breaker: 'bank-breaker' } });
  });
});

describe('git', () => {
  it('tells what people deployed, not what the person on call did in the cluster', () => {
    const { run, drill } = paged();
    run('kubectl rollout undo deployment/payments');
    const log = run('git log --oneline').stdout.trimEnd().split('\n');
    expect(log.map((line) => line.slice(8))).toEqual(['payments 1.1.0: shorter timeouts', 'web 3.0.0: new banner']);
    expect(run('git log --oneline -- web/').stdout.slice(8)).toBe('web 3.0.0: new banner\n');
    const hash = log[0]!.slice(0, 7);
    const shown = run(`git show ${hash}`).stdout;
    expect(shown).toMatch(new RegExp(`^commit ${hash}[0-9a-f]{33}\n`));
    expect(shown).toContain(
      '--- a/payments/timeouts.yaml\n+++ b/payments/timeouts.yaml\n@@ -1,2 +1,2 @@\n-bank_timeout: 2s\n+bank_timeout: 20ms\n bank_retries: 1\n',
    );
    expect(drill.authority.journal.at(-1)).toMatchObject({ kind: 'look.diff', args: { service: 'payments', version: '1.1.0' } });
    expect(run('git diff HEAD~1').stdout).toContain('+bank_timeout: 20ms');
    expect(run('git show --stat HEAD~1').stdout).toMatch(
      / web\/config\.yaml \| 2 \+-\n 1 file changed, 1 insertion\(\+\), 1 deletion\(-\)/,
    );
  });

  it('is read-only, and says so', () => {
    expect(paged().run('git revert HEAD')).toMatchObject({
      exitCode: 128,
      stderr: expect.stringMatching(/^fatal: this clone is read-only/),
    });
    expect(paged().run('git show nonsense')).toMatchObject({
      exitCode: 128,
      stderr: expect.stringMatching(/^fatal: ambiguous argument 'nonsense'/),
    });
  });
});

describe('the others', () => {
  it('the flags are the switches of the configuration, read by a look', () => {
    const { run, kinds } = paged();
    expect(JSON.parse(run('curl -s http://flags/api/flags').stdout)).toEqual({
      flags: [{ service: 'web', flag: 'banner', enabled: true }],
    });
    expect(kinds().at(-1)).toBe('look.service');
    expect(run('curl -s -X POST http://flags/api/flags').stdout).toContain('kubectl set env');
  });

  it('promtool asks what was asked, at the instant and over a range', () => {
    const { argv } = paged();
    expect(argv('promtool', 'query', 'instant', 'http://prometheus:9090', 'count(up)').stdout).toMatch(/^{} => 5 @\[\d+(\.\d+)?\]\n$/);
    expect(argv('promtool', 'query', 'instant', '--time=2024-03-01T10:00:30Z', 'http://prometheus:9090', 'time()').stdout).toMatch(
      / 1709287230 @\[1709287230\]\n$/,
    );
    expect(argv('curl', '-s', 'http://prometheus:9090/api/v1/query?query=sum(up)&time=1709287230').stdout).toContain(
      '"value":[1709287230,"5"]',
    );
    expect(argv('promtool', 'query', 'series', '--match=up{service="payments"}', 'http://prometheus:9090').stdout).toMatch(
      /^\{__name__="up", .*service="payments".*\}\n/,
    );
    expect(argv('promtool', 'query', 'labels', 'http://prometheus:9090', 'service').stdout).toContain('payments\n');
    expect(argv('promtool', 'query', 'instant', 'http://prometheus:9090', 'rate(')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('query error: bad_data: invalid parameter "query": 1:6: parse error: unclosed left parenthesis'),
    });
    expect(argv('curl', '-s', 'http://prometheus:9090/api/v1/query?query=up{').stdout).toContain(
      'invalid parameter \\"query\\": 1:4: parse error: unexpected end of input inside braces',
    );
    expect(argv('promtool', 'query', 'instant', 'http://elsewhere:9090', 'up').stderr).toContain('no such host');
  });

  it('amtool tells of alerts, and silences them', () => {
    const { run, argv, drill } = paged();
    expect(run('amtool alert query').stdout).toMatch(/^Alertname +Starts At +Summary +State\nWebErrors/);
    expect(run('amtool alert query alertname=~Web(E|X).+ constructor=').stdout).toContain('WebErrors');
    expect(run('amtool alert query alertname=~Web').stdout).not.toContain('WebErrors');
    expect(run(`amtool alert query alertname!~(${'a+'.repeat(30)})+b`).stdout).toContain('WebErrors');
    expect(run('amtool config routes').exitCode).toBe(1);
    expect(run('amtool alert query alertname=~(?=Web)').stderr).toMatch(/^amtool: error: bad matcher: /);
    expect(run('amtool silence add alertname=WebErrors')).toMatchObject({
      exitCode: 1,
      stderr: 'amtool: error: comment required by config\n',
    });
    expect(argv('amtool', 'silence', 'add', '-d', '30m', '-c', 'known', 'alertname=WebErrors').stdout).toBe('s1\n');
    expect(drill.authority.journal.at(-1)).toMatchObject({
      kind: 'alert.silence',
      args: { minutes: 30, comment: 'known', matchers: [{ name: 'alertname', op: '=', value: 'WebErrors' }] },
    });
    expect(run('amtool silence query').stdout).toContain('alertname="WebErrors"');
  });

  it('names resolve to the same address, unknown ones do not', () => {
    const { run } = paged();
    expect(run('dig +short payments').stdout).toMatch(/^10(\.\d{1,3}){3}\n$/);
    expect(run('host bank').stdout).toMatch(/^bank has address 203\.0\.113\.\d+\n$/);
    expect(run('nslookup nowhere')).toMatchObject({ exitCode: 1, stdout: "** server can't find nowhere: NXDOMAIN\n" });
    expect(run('ping -c 2 payments')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(
        'icmp_seq=2 Packet filtered\n\n--- payments ping statistics ---\n2 packets transmitted, 0 received, +2 errors, 100% packet loss',
      ),
    });
    expect(run('pg_isready -h ledger-pool').stdout).toBe('ledger-pool:5432 - accepting connections\n');
  });

  it('the time is the drill’s', () => {
    expect(typist(new Drill().at(90_500_000).authority).argv('date', '+%F %T').stdout).toBe('2024-03-01 10:01:30\n');
  });

  it('help names every program with a line that works', () => {
    const { run, argv } = paged();
    const { stdout } = run('help');
    const lines = [...stdout.matchAll(/\$ (.+)/g)].map((match) => match[1]!);
    expect(lines.length).toBeGreaterThan(12);
    for (const line of lines) {
      for (const words of programsOfLine(line) ?? []) {
        const { exitCode, stderr } = argv(...words);
        if (!['ping', 'redis-cli'].includes(words[0]!)) expect(stderr, line).toBe('');
        if (!['ping', 'redis-cli'].includes(words[0]!)) expect(exitCode, line).toBe(0);
      }
    }
  });
});

describe('lines', () => {
  it('are pipelines of words, of which the first program counts', () => {
    expect(programsOfLine(`kubectl get pods | grep 'a | b'; psql -c "select \\"x\\" ; 1" > out.txt && echo done`)).toEqual([
      ['kubectl', 'get', 'pods'],
      ['psql', '-c', 'select "x" ; 1'],
    ]);
    expect(programsOfLine('echo y | kubectl delete pod x')).toEqual([['kubectl', 'delete', 'pod', 'x']]);
    expect(programsOfLine('kubectl get "pods')).toBeUndefined();
    expect(programsOfLine('ls -l | wc')).toEqual([]);
  });

  it('complete from programs, commands and names of this system', () => {
    const { view } = new Drill();
    expect(complete('kube', view)).toEqual({ from: 0, options: ['kubectl'] });
    expect(complete('kubectl roll', view).options).toEqual(['rollout']);
    expect(complete('kubectl rollout undo deployment/pay', view)).toEqual({ from: 21, options: ['deployment/payments'] });
    expect(complete('kubectl get pods -l ', view).options).toEqual(['app=payments', 'app=web']);
    expect(complete('curl -s https://status.b', view).options).toEqual(['https://status.bank/api/v2/status.json']);
    expect(complete('kubectl get pods | gr', view).options).toEqual(['grep']);
  });
});
