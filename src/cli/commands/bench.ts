// `bench`: the reference workloads through the public engine, events per second and check figures.
import type { BenchRecord } from '../../proof/index.ts';
import { defineCliCommand, JSON_ARG, PROGRESS_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'bench',
  summary: 'Measure the engine on the reference workloads',
  examples: ['npm run -s faultline -- bench', 'npm run -s faultline -- bench w1 w5 --json'],
  args: {
    workload: { type: 'positional', description: 'w1, w2, w3 or w5; all when left out', required: false },
    seed: { type: 'string', description: 'Seed of the runs', default: 'bench', valueHint: 'SEED' },
    json: JSON_ARG,
    progress: PROGRESS_ARG,
  },
  many: true,
  async run(args, io) {
    const { BENCH_WORKLOADS, benchSlug, runBench } = await import('../../proof/index.ts');
    const { openScenario } = await import('../support/drills.ts');
    const { createProgress } = await import('../support/progress.ts');
    const unknown = args._.find((name) => !BENCH_WORKLOADS.some((workload) => workload === name));
    if (unknown !== undefined) throw new UsageError(`There is no workload "${unknown}".`, `Workloads: ${BENCH_WORKLOADS.join(', ')}.`);
    const progress = createProgress(io, args.progress);
    const workloads = BENCH_WORKLOADS.filter((workload) => args._.length === 0 || args._.includes(workload));
    const records = workloads.flatMap((workload, index) => {
      progress.report(index / workloads.length, workload);
      return runBench(workload, openScenario(benchSlug(workload), io.cwd), { nowMs: () => performance.now(), seed: args.seed });
    });
    progress.done();
    if (args.json) printJson(io, { records });
    else for (const record of records) io.out(recordText(record));
    if (records.some((record) => record.checks.some((check) => !check.ok))) return EXIT.failed;
    return EXIT.ok;
  },
});

function recordText(record: BenchRecord): string {
  const checks = record.checks
    .map(
      (check) =>
        `    ${check.ok ? 'ok  ' : 'OFF '} ${check.what}: ${Math.round(check.found * 1e5) / 1e5}, expected ${check.expected} within ${check.tolerance * 100} %\n`,
    )
    .join('');
  return `${record.workload}: ${(record.eventsPerS / 1e6).toFixed(2)} million events/s, ${record.events} events and ${record.requests} requests in ${record.wallMs} ms, snapshot ${Math.round(record.snapshotBytes / 1024)} KiB in ${record.snapshotMs} ms\n${checks}`;
}
