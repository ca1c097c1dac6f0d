// `import`: files of other tools as sections of a scenario, with everything that was left out and why.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { type CliIo, EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'import',
  summary: 'Turn OpenSLO files and Grafana dashboards into YAML for the observability of a scenario',
  examples: ['npm run -s faultline -- import openslo slos.yaml', 'npm run -s faultline -- import grafana dashboard.json > dashboards.yaml'],
  args: {
    format: { type: 'positional', description: 'openslo or grafana', required: true },
    file: { type: 'positional', description: 'The file to read', required: true },
    json: JSON_ARG,
  },
  async run(args, io) {
    const { resolve } = await import('node:path');
    const { readBoundedFile } = await import('../support/files.ts');
    if (args.format !== 'openslo' && args.format !== 'grafana')
      throw new UsageError(`There is no import from "${args.format}".`, 'Formats: openslo, grafana.');
    const text = readBoundedFile(resolve(io.cwd, args.file), 5_000_000);
    return args.format === 'openslo' ? openslo(text, args.file, args.json, io) : grafana(text, args.file, args.json, io);
  },
});

async function openslo(text: string, file: string, json: boolean, io: CliIo): Promise<number> {
  const { importOpenSlo, sectionYaml } = await import('../../interchange/index.ts');
  const { InvalidInput } = await import('../support/issues.ts');
  const { eventRate } = await import('../../slo/index.ts');
  const read = importOpenSlo(text, file);
  if (!read.ok) throw new InvalidInput(read.issues);
  const { slos, leftOut } = read.value;
  // Queries are judged here, because the formats do not know PromQL.
  const usable = slos.filter((slo) => {
    const wrong = [slo.good, slo.total].flatMap((query) => {
      const rate = eventRate(query);
      return rate.ok ? [] : rate.issues.map(({ message, from }) => `${message} (character ${from + 1} of ${query.slice(0, 80)})`);
    });
    leftOut.push(...wrong.map((why) => ({ what: slo.name, why, line: 0 })));
    return wrong.length === 0;
  });
  if (json) printJson(io, { slos: usable, leftOut });
  else {
    io.out(sectionYaml('slos', usable));
    for (const { what, why, line } of leftOut) io.err(`${file}${line > 0 ? `:${line}` : ''}: ${what}: ${why}.\n`);
  }
  return EXIT.ok;
}

async function grafana(text: string, file: string, json: boolean, io: CliIo): Promise<number> {
  const { importGrafana, sectionYaml } = await import('../../interchange/index.ts');
  const { InvalidInput } = await import('../support/issues.ts');
  const { parseExpr } = await import('../../promql/index.ts');
  const checkExpr = (expr: string): string | undefined => {
    const parsed = parseExpr(expr);
    return parsed.ok ? undefined : parsed.issues[0]?.message;
  };
  const read = importGrafana(text, file, { checkExpr });
  if (!read.ok) throw new InvalidInput(read.issues);
  const { dashboards, leftOut } = read.value;
  if (json) printJson(io, { dashboards, leftOut });
  else {
    io.out(sectionYaml('dashboards', dashboards));
    for (const { what, why } of leftOut) io.err(`${file}: ${what}: ${why}.\n`);
  }
  return EXIT.ok;
}
