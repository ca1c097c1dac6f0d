// `export`: a run in a foreign format. So far OpenMetrics.
import { defineCliCommand, JOURNAL_ARG, JSON_ARG, PROGRESS_ARG, SEED_ARG, UNTIL_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'export',
  summary: 'Write the series of a run as OpenMetrics text',
  examples: [
    'npm run -s faultline -- export --openmetrics drill.run.json --out drill.om',
    'npm run -s faultline -- export --openmetrics timeout-cascade --journal reference --seed one | promtool check metrics',
  ],
  args: {
    run: { type: 'positional', description: 'A run file, or the slug or folder of a scenario', required: true },
    openmetrics: { type: 'boolean', description: 'OpenMetrics 1.0 text with timestamps', default: false },
    journal: JOURNAL_ARG,
    seed: SEED_ARG,
    until: UNTIL_ARG,
    out: { type: 'string', description: 'Write here instead of to standard output', valueHint: 'FILE' },
    scenario: { type: 'string', description: 'Folder of the scenario of a run file, when it is none of this project', valueHint: 'FOLDER' },
    json: { ...JSON_ARG, description: 'With --out: print what was written as JSON' },
    progress: PROGRESS_ARG,
  },
  async run(args, io) {
    if (!args.openmetrics) throw new UsageError('Say which format: --openmetrics.');
    const { openTarget } = await import('../support/target.ts');
    const { createProgress } = await import('../support/progress.ts');
    const { openMetricsChunks } = await import('../../interchange/index.ts');
    const { writeWhole } = await import('../support/files.ts');
    const { authority } = openTarget({ name: args.run, ...args }, io, createProgress(io, args.progress));
    if (args.out === undefined) {
      for (const chunk of openMetricsChunks(authority.trace)) io.out(chunk);
      return EXIT.ok;
    }
    let characters = 0;
    const counted = function* (): Generator<string> {
      for (const chunk of openMetricsChunks(authority.trace)) {
        characters += chunk.length;
        yield chunk;
      }
    };
    await writeWhole(io.cwd, args.out, counted());
    if (args.json) printJson(io, { file: args.out, format: 'openmetrics', characters });
    else io.err(`${args.out}: ${characters} characters of OpenMetrics\n`);
    return EXIT.ok;
  },
});
