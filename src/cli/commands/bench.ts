// `bench`: the reference workloads through the public engine, events per second and check figures; and what instruments cost.
import type { BenchRecord, InstrumentBenchRecord } from '../../proof/index.ts';
import { defineCliCommand, JSON_ARG, PROGRESS_ARG } from '../support/command.ts';
import { type CliIo, EXIT, printJson, UsageError } from '../support/io.ts';

const INSTRUMENTS = 'instruments';

export const command = defineCliCommand({
  name: 'bench',
  summary: 'Measure the engine on the reference workloads',
  examples: [
    'npm run -s faultline -- bench',
    'npm run -s faultline -- bench w1 w5 --json',
    'npm run -s faultline -- bench instruments --minutes 20',
  ],
  args: {
    workload: {
      type: 'positional',
      description: 'w1, w2, w3 or w5 (all of them when left out), or instruments: queries and rules of fifty services',
      required: false,
    },
    seed: { type: 'string', description: 'Seed of the runs', default: 'bench', valueHint: 'SEED' },
    minutes: { type: 'string', description: 'Length of the drill of fifty services', default: '60', valueHint: 'N' },
    cpu: { type: 'boolean', description: 'Count processor time instead of elapsed time: for a busy machine', default: false },
    json: JSON_ARG,
    progress: PROGRESS_ARG,
  },
  many: true,
  async run(args, io) {
    if (args._.includes(INSTRUMENTS)) return benchInstruments(args, io);
    const { BENCH_WORKLOADS, benchSlug, runBench } = await import('../../proof/index.ts');
    const { openScenario } = await import('../support/drills.ts');
    const { createProgress } = await import('../support/progress.ts');
    const unknown = args._.find((name) => !BENCH_WORKLOADS.some((workload) => workload === name));
    if (unknown !== undefined)
      throw new UsageError(`There is no workload "${unknown}".`, `Workloads: ${BENCH_WORKLOADS.join(', ')}, ${INSTRUMENTS}.`);
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

async function benchInstruments(
  args: { seed: string; minutes: string; cpu: boolean; json: boolean; progress: boolean; _: string[] },
  io: CliIo,
): Promise<number> {
  const { benchInThread } = await import('../support/bench-thread.ts');
  const { createProgress } = await import('../support/progress.ts');
  const minutes = Number(args.minutes);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 120)
    throw new UsageError(`--minutes ${args.minutes} is no length.`, 'Write a whole number from 1 to 120.');
  const progress = createProgress(io, args.progress);
  const record = await benchInThread({ seed: args.seed, minutes, cpu: args.cpu }, (done, all) =>
    progress.report(done / all, `minute ${done}`),
  );
  progress.done();
  if (args.json) printJson(io, { record });
  else io.out(instrumentsText(record));
  return EXIT.ok;
}

function instrumentsText({ simulatedMinutes, services, series, events, queries, rules }: InstrumentBenchRecord): string {
  const lines = queries.map(
    ({ kind, medianMs, worstMs, series: found, expr }) =>
      `    ${kind.padEnd(7)} ${medianMs.toFixed(2).padStart(8)} ms, at worst ${worstMs.toFixed(1)} ms, ${found} series: ${expr}\n`,
  );
  const share = (rules.shareRatio * 100).toFixed(1);
  return `instruments: ${simulatedMinutes} minutes of ${services} services, ${series} series, ${events} events\n${lines.join('')}    rules   ${share} % of the time: ${rules.withMs} ms with, ${rules.withoutMs} ms without\n`;
}

function recordText(record: BenchRecord): string {
  const checks = record.checks
    .map(
      (check) =>
        `    ${check.ok ? 'ok  ' : 'OFF '} ${check.what}: ${Math.round(check.found * 1e5) / 1e5}, expected ${check.expected} within ${check.tolerance * 100} %\n`,
    )
    .join('');
  return `${record.workload}: ${(record.eventsPerS / 1e6).toFixed(2)} million events/s, ${record.events} events and ${record.requests} requests in ${record.wallMs} ms, snapshot ${Math.round(record.snapshotBytes / 1024)} KiB in ${record.snapshotMs} ms\n${checks}`;
}
