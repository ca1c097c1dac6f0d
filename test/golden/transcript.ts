// Lines of the runbooks of document 004 (and 000, 001, 003), rewritten for the timeout cascade, piped and combined, with what each has to say.
// Runs unchanged on Node and in a browser.
import { Authority } from '../../src/authority/index.ts';
import { loadScenario, type ShellPort } from '../../src/schema/index.ts';
import { Shell } from '../../src/shell/index.ts';

interface Typed {
  line: string;
  /** Standard output has to show this; for a line that fails, either output. */
  sees: RegExp;
  exitCode?: number;
  /** Seconds that pass before the line. */
  after?: number;
}

export const LINES: readonly Typed[] = [
  // what the banner says to type first
  { line: 'help', sees: /^Programs of this terminal\.[\s\S]*\n {2}kubectl +the cluster/ },
  { line: 'help kubectl', sees: /^NAME\n +kubectl - the cluster/ },
  // 004: emergency response toolkit
  {
    line: 'export SERVICE=payment-service; echo "Recent deployments:"; kubectl rollout history deployment/$SERVICE | tail -5',
    sees: /2 {9}payment-service:2\.4\.2 minor: updated timeout configs/,
  },
  {
    line: 'echo "Current pod status:"; kubectl get pods -l app=$SERVICE',
    sees: /NAME +READY +STATUS +RESTARTS +AGE\n(payment-service-\w+-\w+ +1\/1 +Running +0 +\d+m(\d+s)?\n){4}/,
  },
  {
    line: 'kubectl logs -l app=$SERVICE --since=5m | grep ERROR | tail -20',
    sees: /ERROR shop-db-pool: No available connections after 10 s \(in use: 50\)/,
  },
  {
    line: "kubectl logs -l app=$SERVICE --since=5m | grep -o 'Connection timeout to [a-z.]*' | sort | uniq -c | sort -rn",
    sees: /^ *\d{2,} Connection timeout to payments\.stripe\.example$/m,
  },
  { line: 'kubectl rollout history deployment/$SERVICE -n production --revision=2 | grep timeout', sees: /stripe_connect_timeout: 500ms/ },
  { line: 'kubectl top pods -l app=$SERVICE', sees: /error: Metrics API not available/, exitCode: 1 },
  { line: 'kubectl set resources deployment/$SERVICE --limits=memory=4Gi', sees: /not modelled/, exitCode: 1 },
  {
    line: 'kubectl rollout undo deployment/api-service',
    sees: /^Error from server \(NotFound\): deployments\.apps "api-service" not found$/m,
    exitCode: 1,
  },
  // 004: check dependencies
  { line: 'pg_isready -h shop-db', sees: /^shop-db:5432 - accepting connections$/m },
  { line: 'redis-cli -h cache ping', sees: /Could not connect to Redis at cache:6379: Name or service not known/, exitCode: 1 },
  { line: 'curl -I -s https://payments.stripe.example/health', sees: /^HTTP\/1\.1 200 OK/ },
  {
    line: "curl -s https://status.payments.stripe.example/api/v2/status.json | jq -c '[.components[0].status, .status.indicator]'",
    sees: /^\["operational","none"\]$/m,
  },
  {
    line: 'for s in api-gateway user-service payment-service; do curl -s http://$s/health | jq -r \'.service + " " + .status\'; done',
    sees: /^api-gateway healthy\nuser-service healthy\npayment-service healthy$/m,
  },
  { line: 'curl -f http://api.internal/health', sees: /curl: \(6\) Could not resolve host: api\.internal/, exitCode: 6 },
  { line: 'curl -s http://flags/api/flags | jq .', sees: /"flags": \[\]/ },
  // 004: pool exhaustion
  { line: 'psql -h shop-db -c "SELECT count(*) FROM pg_stat_activity WHERE state = \'active\'"', sees: / count \n-{7}\n +\d+\n\(1 row\)/ },
  {
    line: 'psql -h shop-db -c "SELECT application_name, state, wait_event, count(*) FROM pg_stat_activity GROUP BY 1, 2, 3 ORDER BY 4 DESC"',
    sees: /payment-service +\| idle in transaction \| ClientRead +\| +\d{2}/,
  },
  {
    line: 'psql -h shop-db -c "SELECT pid, now() - query_start AS duration, left(query, 28) AS query FROM pg_stat_activity WHERE state <> \'idle\' ORDER BY duration DESC LIMIT 5"',
    sees: /\d+ \| 00:00:\d\d\.\d+ \| insert into payments/,
  },
  {
    line: 'psql -tA -h shop-db -c "select count(*) from pg_stat_activity where wait_event = \'ClientRead\'" | awk \'{ print ($1 > 30) ? "held" : "free" }\'',
    sees: /^held$/m,
  },
  { line: 'psql -h shop-db -c "SELECT now() - pg_last_xact_replay_timestamp() AS lag"', sees: / lag \n-{5}\n \n\(1 row\)/ },
  {
    line: 'psql -h shop-db -c "select * from orders"',
    sees: /ERROR: {2}relation "orders" does not exist\nLINE 1: select \* from orders\n {22}\^/,
    exitCode: 1,
  },
  {
    line: 'curl -s http://shop-db-pool/metrics | grep db_client_connection_count',
    sees: /db_client_connection_count\{pool="shop-db-pool",state="used"\} 50/,
  },
  { line: 'kubectl logs -l app=api-gateway | grep -c "connection.*not.*closed"', sees: /^0$/m, exitCode: 1 },
  // 003 and 000: what changed
  {
    line: 'git log --oneline -3 | cat',
    sees: /^[0-9a-f]{7} payment-service 2\.4\.2: minor: updated timeout configs\n[0-9a-f]{7} api-gateway 1\.8\.1/,
  },
  {
    line: 'git show HEAD | grep "^[-+]stripe"',
    sees: /^-stripe_connect_timeout: 5000ms\n-stripe_read_timeout: 30000ms\n\+stripe_connect_timeout: 500ms/,
  },
  {
    line: "promtool query instant http://prometheus:9090 'job:http_error_ratio:rate1m > 0.05'",
    sees: /job:http_error_ratio:rate1m\{service="api-gateway"\} => 0\.\d+/,
  },
  {
    line: "curl -sG http://prometheus:9090/api/v1/query --data-urlencode 'query=sum by (outcome) (rate(business_requests_total{journey=\"paying\"}[1m]))' | jq -r '.data.result[] | .metric.outcome' | sort",
    sees: /^failed\nok/,
  },
  { line: 'cat ~/docs/runbook-pool.md | head -1', sees: /^# Connection pool exhausted$/m },
  {
    line: 'kubectl get deployments -o json | jq -r \'.items[] | select(.metadata.name == "payment-service") | .spec.template.spec.containers[0].image\'',
    sees: /^payment-service:2\.4\.2$/m,
  },
  { line: 'while true; do :; done', sees: /too many commands/, exitCode: 126 },
  // 004 and 001: mitigation
  {
    line: "psql -h shop-db -tA -c \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND query_start < now() - interval '5 seconds' AND query NOT LIKE '%pg_stat_activity%'\" | sort | uniq -c",
    sees: /^ *\d+ t$/m,
  },
  { line: 'kubectl set env deployment/$SERVICE STRIPE_CONNECT_TIMEOUT=500ms', sees: /is 500ms already/, exitCode: 1 },
  { line: 'kubectl scale deployment/user-service --replicas=5', sees: /deployment\.apps\/user-service scaled/ },
  { line: 'kubectl rollout undo deployment/payment-service -n production', sees: /^deployment\.apps\/payment-service rolled back$/m },
  {
    line: "watch -n 5 'kubectl rollout status deployment/payment-service -n production'",
    sees: /Waiting for deployment "payment-service" rollout to finish: \d out of 4 new replicas/,
    after: 20,
  },
  {
    line: 'kubectl rollout status deployment/payment-service && curl -f -s http://payment-service/health | jq -r .version',
    sees: /successfully rolled out\n2\.4\.1/,
    after: 150,
  },
];

export interface Transcript {
  /** Prompt, line, output and exit code, one after another. */
  text: string;
  replies: { stdout: string; stderr: string; exitCode: number }[];
  kinds: string[];
  hash: string;
}

/** @throws Error when the scenario does not parse */
export async function transcribe(files: Record<string, string>): Promise<Transcript> {
  const scenario = loadScenario('timeout-cascade', files);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.issues));
  const authority = Authority.open(scenario.value, 'transcript');
  authority.advanceTo(16 * 60_000_000);
  const port: ShellPort = {
    view: async () => authority.view(),
    look: async (draft) => authority.append(draft).look,
    act: async (draft) => authority.append(draft).outcome,
    lines: async (filter) => authority.trace.logs(filter),
    chart: async ({ expr, fromUs, toUs, stepUs }) => authority.chart(expr, fromUs, toUs, stepUs),
    // Whoever types these lines means them.
    answer: async () => 'yes',
  };
  const shell = new Shell(port);
  const replies: Transcript['replies'] = [];
  let text = '';
  for (const { line, after = 0 } of LINES) {
    authority.advanceTo(authority.nowUs + after * 1_000_000);
    const { stdout, stderr, exitCode, cwd } = await shell.run(line);
    replies.push({ stdout, stderr, exitCode });
    text += `${cwd} $ ${line}\n${stdout}${stderr}[${exitCode}]\n`;
  }
  return { text, replies, kinds: authority.journal.map(({ kind }) => kind), hash: authority.hash() };
}
