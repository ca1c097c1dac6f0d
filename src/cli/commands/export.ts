// `export`: a run in foreign formats, several at once: series as OpenMetrics, traces as OTLP JSON, logs as JSON lines.
import { defineCliCommand, JOURNAL_ARG, JSON_ARG, PROGRESS_ARG, SEED_ARG, UNTIL_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'export',
  summary: 'Write series, traces and logs of a run in open formats',
  examples: [
    'npm run -s faultline -- export --openmetrics drill.run.json --out drill.om',
    'npm run -s faultline -- export drill.run.json --otlp-metrics metrics.json --otlp-logs logs.json --otlp-traces traces.json',
    'npm run -s faultline -- export --openmetrics timeout-cascade --journal reference --seed one | promtool check metrics',
  ],
  args: {
    run: { type: 'positional', description: 'A run file, or the slug or folder of a scenario', required: true },
    openmetrics: {
      type: 'boolean',
      description: 'Series as OpenMetrics 1.0 text with timestamps and exemplars, to --out or standard output',
      default: false,
    },
    'otlp-metrics': { type: 'string', description: 'Series as OTLP JSON', valueHint: 'FILE' },
    'otlp-logs': { type: 'string', description: 'Log lines as OTLP JSON', valueHint: 'FILE' },
    'otlp-traces': { type: 'string', description: 'Traces that were kept, as OTLP JSON', valueHint: 'FILE' },
    'logs-jsonl': { type: 'string', description: 'Log lines, a JSON object each', valueHint: 'FILE' },
    journal: JOURNAL_ARG,
    seed: SEED_ARG,
    until: UNTIL_ARG,
    out: { type: 'string', description: 'Where the OpenMetrics text goes', valueHint: 'FILE' },
    scenario: { type: 'string', description: 'Folder of the scenario of a run file, when it is none of this project', valueHint: 'FOLDER' },
    json: { ...JSON_ARG, description: 'Print what was written as JSON, when it all went to files' },
    progress: PROGRESS_ARG,
  },
  async run(args, io) {
    const formats = ['otlp-metrics', 'otlp-logs', 'otlp-traces', 'logs-jsonl'] as const;
    if (!args.openmetrics && formats.every((format) => args[format] === undefined))
      throw new UsageError(`Say which format: --openmetrics, ${formats.map((format) => `--${format} FILE`).join(' or ')}.`);
    if (args.out !== undefined && !args.openmetrics) throw new UsageError('--out is where --openmetrics goes.', 'Add --openmetrics.');
    const { openTarget } = await import('../support/target.ts');
    const { createProgress } = await import('../support/progress.ts');
    const { logLineChunks, openMetricsChunks, otlpLogChunks, otlpMetricChunks, otlpTraceChunks } = await import(
      '../../interchange/index.ts'
    );
    const { writeWhole } = await import('../support/files.ts');
    const { authority } = openTarget({ name: args.run, ...args }, io, createProgress(io, args.progress));
    const { trace, scenario } = authority;
    const { startsAtMs } = scenario;
    const files: { file: string; format: string; characters: number }[] = [];
    const write = async (file: string, format: string, chunks: Iterable<string>): Promise<void> => {
      let characters = 0;
      const counted = function* (): Generator<string> {
        for (const chunk of chunks) {
          characters += chunk.length;
          yield chunk;
        }
      };
      await writeWhole(io.cwd, file, counted());
      files.push({ file, format, characters });
    };
    if (args.openmetrics) {
      const exemplars = (filter: Parameters<typeof trace.exemplars>[0]) => trace.exemplars(filter);
      const chunks = openMetricsChunks({ series: trace.series, traced: { exemplars, startsAtMs } });
      if (args.out !== undefined) await write(args.out, 'openmetrics', chunks);
      else for (const chunk of chunks) io.out(chunk);
    }
    const chunksOf: Record<(typeof formats)[number], () => Iterable<string>> = {
      'otlp-metrics': () => otlpMetricChunks(trace.series),
      'otlp-logs': () => otlpLogChunks(trace, startsAtMs),
      'otlp-traces': () => otlpTraceChunks(trace, startsAtMs),
      'logs-jsonl': () => logLineChunks(trace, startsAtMs),
    };
    for (const format of formats) {
      const file = args[format];
      if (file !== undefined) await write(file, format, chunksOf[format]());
    }
    if (args.json && (!args.openmetrics || args.out !== undefined)) printJson(io, { files });
    else for (const { file, format, characters } of files) io.err(`${file}: ${characters} characters of ${format}\n`);
    return EXIT.ok;
  },
});
