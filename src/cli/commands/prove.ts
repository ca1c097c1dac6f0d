// `prove`: the claims of a scenario over many seeds, spread over the cores. Each worker process proves one seed at a time.
import { defineCliCommand, JSON_ARG, PROGRESS_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'prove',
  summary: 'Check the claims of a scenario over many seeds',
  examples: [
    'npm run -s faultline -- prove timeout-cascade',
    'npm run -s faultline -- prove evening-shift --seeds 100 --json',
    'npm run -s faultline -- prove timeout-cascade --stamp',
    'npm run -s faultline -- prove timeout-cascade --seeds 320 --shard 3/16 --json > part-3.json',
  ],
  args: {
    scenario: { type: 'positional', description: 'Slug or folder of the scenario', required: true },
    seeds: { type: 'string', description: 'How many seeds; default: what the scenario asks for', valueHint: 'N' },
    shard: { type: 'string', description: 'Only every n-th seed, beginning with the i-th', valueHint: 'i/n' },
    stamp: {
      type: 'boolean',
      description: 'Write expected/proof.json beside the scenario; the library shows it',
      default: false,
    },
    jobs: { type: 'string', description: 'Processes at once; default: the number of cores', valueHint: 'N' },
    verbose: { type: 'boolean', description: 'Say the reason also for what holds', default: false },
    json: JSON_ARG,
    progress: PROGRESS_ARG,
  },
  async run(args, io) {
    const { openScenario } = await import('../support/drills.ts');
    const { createProgress } = await import('../support/progress.ts');
    const { joinResults, proofSeeds, STAMP_FILE, stampOf } = await import('../../proof/index.ts');
    const { proveInParallel } = await import('../support/parallel.ts');
    const { proofText } = await import('../support/proof-text.ts');
    const scenario = openScenario(args.scenario, io.cwd);
    const asked = scenario.proof.seeds;
    const seeds = proofSeeds(wholeNumber('--seeds', args.seeds, asked), shardOf(args.shard));
    if (seeds.length === 0) throw new UsageError('No seed falls to this shard.', 'Ask for more --seeds.');
    if (args.stamp && seeds.length < asked)
      throw new UsageError(
        `A stamp says that the whole proof was made: ${asked} seeds, and these are ${seeds.length}.`,
        'Leave out --seeds and --shard.',
      );
    const { availableParallelism } = await import('node:os');
    const progress = createProgress(io, args.progress);
    const results = await proveInParallel(
      { name: args.scenario, cwd: io.cwd, seeds, jobs: wholeNumber('--jobs', args.jobs, availableParallelism()) },
      progress,
    );
    progress.done();
    const report = joinResults(scenario, results);
    if (args.stamp) {
      const { writeWhole } = await import('../support/files.ts');
      const { readScenarioFolder } = await import('../support/scenarios.ts');
      const { mkdirSync } = await import('node:fs');
      const { dirname, join } = await import('node:path');
      const file = join(readScenarioFolder(args.scenario, io.cwd).path, STAMP_FILE);
      mkdirSync(dirname(file), { recursive: true });
      await writeWhole(io.cwd, file, [`${JSON.stringify(stampOf(report), null, 2)}\n`]);
    }
    if (args.json) printJson(io, report);
    else io.out(proofText(report, args.verbose));
    return report.ok ? EXIT.ok : EXIT.failed;
  },
});

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`${name} ${text} is no whole number from 1 to 9999.`);
  return Number(text);
}

function shardOf(text: string | undefined): { index: number; count: number } {
  if (text === undefined) return { index: 1, count: 1 };
  const parts = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  const [index, count] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts === null || index < 1 || index > count)
    throw new UsageError(`--shard ${text} is no shard.`, 'Write 3/16 for the third of sixteen.');
  return { index, count };
}
