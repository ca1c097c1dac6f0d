// `rules check` and `rules test`: Prometheus rule files and their unit tests, with promtool's verdicts.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { type CliIo, EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'rules',
  summary: 'Check Prometheus rule files, or run unit tests of rules as promtool does',
  examples: [
    'npm run -s faultline -- rules check scenarios/timeout-cascade/rules.yaml',
    'npm run -s faultline -- rules test alerts.test.yaml --json',
  ],
  args: {
    action: { type: 'positional', description: 'check (rule files) or test (unit test files)', required: true },
    file: { type: 'positional', description: 'One or more files', required: true },
    json: JSON_ARG,
  },
  many: true,
  async run(args, io) {
    const [action, ...files] = args._;
    if (action !== 'check' && action !== 'test')
      throw new UsageError(`rules cannot "${action}".`, 'Write rules check FILE… or rules test FILE….');
    if (files.length === 0) throw new UsageError('Name at least one file.');
    return action === 'check' ? await check(files, args.json, io) : await test(files, args.json, io);
  },
});

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function check(files: readonly string[], json: boolean, io: CliIo): Promise<number> {
  const { checkRuleFile } = await import('../support/rules.ts');
  const { formatIssues } = await import('../support/issues.ts');
  const checked = files.map((file) => checkRuleFile(file, io.cwd));
  const ok = checked.every((one) => one.ok);
  if (json) printJson(io, { ok, files: checked });
  else
    for (const { file, groups, alerting, recording, duplicates, issues } of checked) {
      if (issues.length > 0) io.out(`${formatIssues(issues)}${file}: ${plural(issues.length, 'problem')}\n`);
      else
        io.out(
          `${file}: ${plural(alerting + recording, 'rule')} in ${plural(groups, 'group')}, ${alerting} alerting, ${recording} recording\n`,
        );
      for (const duplicate of duplicates) io.out(`${file}: the rule ${duplicate} is there more than once\n`);
    }
  return ok ? EXIT.ok : EXIT.failed;
}

async function test(files: readonly string[], json: boolean, io: CliIo): Promise<number> {
  const { recordText, testRuleFile } = await import('../support/rules.ts');
  const { formatIssues } = await import('../support/issues.ts');
  const tested = files.map((file) => testRuleFile(file, io.cwd));
  const ok = tested.every((one) => one.ok);
  if (json) printJson(io, { ok, files: tested });
  else
    for (const { file, unmatched, issues, records } of tested) {
      for (const pattern of unmatched) io.err(`${file}: no file matches ${pattern}\n`);
      const failed = records.filter((record) => !record.pass);
      for (const record of failed) io.out(recordText(file, record));
      if (issues.length > 0) io.out(`${formatIssues(issues)}${file}: ${plural(issues.length, 'problem')}\n`);
      else if (failed.length > 0) io.out(`${file}: ${failed.length} of ${plural(records.length, 'expectation')} not met\n`);
      else io.out(`${file}: ${plural(records.length, 'expectation')} met\n`);
    }
  return ok ? EXIT.ok : EXIT.failed;
}
