// `promtest`: Prometheus' own test scripts against our PromQL.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

const BYTES_MAX = 5_000_000;

export const command = defineCliCommand({
  name: 'promtest',
  summary: 'Run PromQL test scripts of Prometheus (.test files)',
  examples: ['npm run -s faultline -- promtest functions.test aggregators.test --json'],
  args: { file: { type: 'positional', description: 'One or more .test files, or folders of them', required: true }, json: JSON_ARG },
  many: true,
  async run(args, io) {
    const { resolve } = await import('node:path');
    const { runPromTest } = await import('../../promql/index.ts');
    const { filesIn, readBoundedFile } = await import('../support/files.ts');
    if (args._.length === 0) throw new UsageError('Name at least one .test file.');
    const files = args._.flatMap((name) => filesIn(io.cwd, name, '.test')).map((file) => ({
      file,
      records: runPromTest(readBoundedFile(resolve(io.cwd, file), BYTES_MAX), file),
    }));
    const records = files.flatMap((file) => file.records);
    const tally = (some: readonly { pass: boolean }[]): { passed: number; all: number } => ({
      passed: some.filter((record) => record.pass).length,
      all: some.length,
    });
    const all = tally(records);
    const floats = tally(records.filter((record) => record.floatOnly));
    if (args.json) printJson(io, { all, floats, files });
    else {
      for (const { file, records: own } of files) {
        io.out(`${file}: ${tally(own).passed} of ${own.length}\n`);
        for (const record of own) if (!record.pass) io.out(`  line ${record.line}: ${record.expr}: ${record.reason}\n`);
      }
      io.out(`${all.passed} of ${all.all} evaluations, ${floats.passed} of ${floats.all} with float samples only\n`);
    }
    return all.passed === all.all ? EXIT.ok : EXIT.failed;
  },
});
