// `alerts route`, `alerts check`, `alerts lint`: where labels go in an Alertmanager file, whether the file is right, whether rules are worth being woken for.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { type CliIo, EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'alerts',
  summary: 'Route labels through an Alertmanager file, check such a file, or judge the alert rules of a scenario',
  examples: [
    'npm run -s faultline -- alerts route alertmanager.yaml severity=page service=web',
    'npm run -s faultline -- alerts check alertmanager.yaml',
    'npm run -s faultline -- alerts lint timeout-cascade',
  ],
  args: {
    action: { type: 'positional', description: 'route, check or lint', required: true },
    subject: { type: 'positional', description: 'An Alertmanager file; for lint a scenario', required: true },
    seed: {
      type: 'string',
      description: 'Seed of the ordinary day that lint compares thresholds with',
      valueHint: 'SEED',
      default: 'ordinary',
    },
    json: JSON_ARG,
  },
  many: true,
  async run(args, io) {
    const [action, subject, ...labels] = args._;
    if (action !== 'route' && action !== 'check' && action !== 'lint')
      throw new UsageError(
        `alerts cannot "${action}".`,
        'Write alerts route FILE LABEL=VALUE…, alerts check FILE or alerts lint SCENARIO.',
      );
    if (subject === undefined) throw new UsageError(action === 'lint' ? 'Name a scenario.' : 'Name an Alertmanager file.');
    if (action !== 'route' && labels.length > 0)
      throw new UsageError(`alerts ${action} takes one name.`, `It was also given ${labels.join(', ')}.`);
    if (action === 'route') return await route(subject, labels, args.json, io);
    return action === 'check' ? await check(subject, args.json, io) : await lint(subject, args.seed, args.json, io);
  },
});

async function route(file: string, labels: readonly string[], json: boolean, io: CliIo): Promise<number> {
  const { openAlertmanager, labelsOf } = await import('../support/alerts.ts');
  const { groupLabels, matchRoutes } = await import('../../alerting/index.ts');
  const set = labelsOf(labels);
  const routes = matchRoutes(openAlertmanager(file, io.cwd).route, set).map((node) => ({
    receiver: node.receiver,
    route: node.id,
    group: groupLabels(node, set),
    groupWaitS: node.groupWaitUs / 1e6,
    groupIntervalS: node.groupIntervalUs / 1e6,
    repeatIntervalS: node.repeatIntervalUs / 1e6,
  }));
  if (json) printJson(io, { labels: set, routes });
  else io.out(`${routes.map(({ receiver }) => receiver).join(',')}\n`);
  return EXIT.ok;
}

async function check(file: string, json: boolean, io: CliIo): Promise<number> {
  const { describeAlertmanager, readAlertmanager } = await import('../support/alerts.ts');
  const { formatIssues } = await import('../support/issues.ts');
  const parsed = readAlertmanager(file, io.cwd);
  if (json)
    printJson(io, parsed.ok ? { ok: true, file, ...describeAlertmanager(parsed.value) } : { ok: false, file, issues: parsed.issues });
  else if (!parsed.ok)
    io.out(`${formatIssues(parsed.issues)}${file}: ${parsed.issues.length} ${parsed.issues.length === 1 ? 'problem' : 'problems'}\n`);
  else {
    const { routes, receivers, inhibitRules, timeIntervals, notes } = describeAlertmanager(parsed.value);
    io.out(
      `${file}: ${routes} routes, ${receivers.length} receivers, ${inhibitRules} inhibition rules, ${timeIntervals.length} time intervals\n`,
    );
    for (const note of notes) io.out(`${note}\n`);
  }
  return parsed.ok ? EXIT.ok : EXIT.failed;
}

async function lint(name: string, seed: string, json: boolean, io: CliIo): Promise<number> {
  const { lintScenario } = await import('../support/alerts.ts');
  const { openScenario } = await import('../support/drills.ts');
  const linted = lintScenario(openScenario(name, io.cwd), seed);
  const findings = linted.flatMap(({ verdicts }) => verdicts).filter(({ ok }) => ok === false).length;
  if (json) printJson(io, { ok: findings === 0, scenario: name, alerts: linted });
  else {
    for (const { alert, group, verdicts } of linted) {
      io.out(`${alert} (${group})\n`);
      for (const { check: what, ok, says } of verdicts) io.out(`  ${ok === undefined ? '?' : ok ? '+' : '-'} ${what.padEnd(9)}  ${says}\n`);
    }
    io.out(`${name}: ${linted.length} alerts, ${findings === 0 ? 'nothing to improve' : `${findings} to improve`}\n`);
  }
  return findings === 0 ? EXIT.ok : EXIT.failed;
}
