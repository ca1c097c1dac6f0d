// `bench`: the reference workloads through the public engine, events per second and check figures.
import { defineCliCommand, JSON_ARG, PROGRESS_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'bench',
  summary: 'Measure the engine on the reference workloads',
  examples: ['faultline bench', 'faultline bench w1 w5 --json'],
  args: { workload: { type: 'positional', description: 'w1, w2, w3 or w5; all when left out', required: false }, json: JSON_ARG, progress: PROGRESS_ARG },
  many: true,
  async run(args, io) {
    const { BENCH_WORKLOADS, benchSlug, runBench } = await import('../../proof/index.ts');
    const known: readonly string[] = BENCH_WORKLOADS;
    const unknown = args._.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new UsageError(`There is no workload "${unknown}".`, `Workloads: ${known.join(', ')}.`);
    const { createProgress } = await import('../support/progress.ts');
    const { openScenario } = await import('../support/drills.ts');
    const progress = createProgress(io, args.progress);
    const names = BENCH_WORKLOADS.filter((name) => args._.length === 0 || args._.includes(name));
    const records = names.flatMap((name, index) => {
      progress.report(index / names.length, name);
      return runBench(name, openScenario(benchSlug(name), io.cwd), { nowMs: () => performance.now(), seed: 'bench' });
    });
    progress.done();
    if (args.json) for (const record of records) io.out(`${JSON.stringify(record)}\n`);
    else printJson(io, records);
    return EXIT.ok;
  },
});
