// `slo`: a month's report on objectives, the rules they generate, and their export as OpenSLO.
import { defineCliCommand, JOURNAL_ARG, JSON_ARG, PROGRESS_ARG, SEED_ARG } from '../support/command.ts';
import { type CliIo, EXIT, printJson, UsageError } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'slo',
  summary: 'Report on objectives over a month, print the rules they generate, or export them as OpenSLO',
  examples: [
    'npm run -s faultline -- slo report timeout-cascade --journal reference --seed one',
    'npm run -s faultline -- slo report first.run.json second.run.json --markdown --month 2024-01',
    'npm run -s faultline -- slo rules evening-shift > slo-rules.yaml',
    'npm run -s faultline -- slo export timeout-cascade > slos.yaml',
  ],
  args: {
    action: { type: 'positional', description: 'report (runs), rules or export (a scenario)', required: true },
    run: { type: 'positional', description: 'Run files of one scenario, or the slug or folder of a scenario', required: true },
    journal: JOURNAL_ARG,
    seed: SEED_ARG,
    month: { type: 'string', description: 'Name of the month; default: that of the story', valueHint: '2024-01' },
    markdown: { type: 'boolean', description: 'The report as Markdown', default: false },
    scenario: { type: 'string', description: 'Folder of the scenario of a run file, when it is none of this project', valueHint: 'FOLDER' },
    json: JSON_ARG,
    progress: PROGRESS_ARG,
  },
  many: true,
  async run(args, io) {
    const [action, ...names] = args._;
    const [name] = names;
    if (name === undefined) throw new UsageError('Name a run file or a scenario.');
    if (action === 'report') return report(names, args, io);
    if (names.length > 1) throw new UsageError(`slo ${action} takes one scenario.`);
    const { openScenario } = await import('../support/drills.ts');
    const { slos, baselines } = openScenario(name, io.cwd).observability;
    if (action === 'rules') {
      const { baselineGroupOf, ruleGroupsOf } = await import('../../slo/index.ts');
      const { ruleFileYaml } = await import('../../interchange/index.ts');
      const groups = [...slos.flatMap(ruleGroupsOf), ...baselines.map(baselineGroupOf)];
      if (args.json) printJson(io, { groups });
      else io.out(ruleFileYaml(groups));
      if (groups.length === 0) io.err(`No objective of ${name} asks for alerts (alerts: workbook), and it has no baselines.\n`);
      return EXIT.ok;
    }
    if (action === 'export') {
      const { toOpenSlo } = await import('../../interchange/index.ts');
      io.out(toOpenSlo(slos, openScenario(name, io.cwd).slug));
      return EXIT.ok;
    }
    throw new UsageError(`slo cannot "${action}".`, 'Write slo report RUN…, slo rules SCENARIO or slo export SCENARIO.');
  },
});

interface ReportArgs {
  journal?: string | undefined;
  seed?: string | undefined;
  scenario?: string | undefined;
  month?: string | undefined;
  markdown: boolean;
  json: boolean;
  progress: boolean;
}

async function report(names: readonly string[], args: ReportArgs, io: CliIo): Promise<number> {
  if (args.month !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(args.month))
    throw new UsageError(`"${args.month}" is no month.`, 'Write a year and a month: 2024-01.');
  const { openTarget } = await import('../support/target.ts');
  const { createProgress } = await import('../support/progress.ts');
  const { BudgetLedger, monthlyReport, reportMarkdown, reportText } = await import('../../slo/index.ts');
  const runs = names.map((name) => {
    const { authority } = openTarget({ name, ...args }, io, createProgress(io, args.progress));
    const { scenario, trace, nowUs } = authority;
    const { startsAtMs, observability } = scenario;
    const ledgers = observability.slos.map((slo) => new BudgetLedger(slo, { startsAtMs, scrapeUs: observability.scrape }));
    for (const ledger of ledgers) ledger.readUntil(trace.series, nowUs);
    return { scenario, run: { label: name.split('/').at(-1) ?? name, startsAtMs, nowUs, ledgers, alerts: trace.alerts() } };
  });
  const [first] = runs;
  const other = runs.find(({ scenario }) => scenario.hash !== first?.scenario.hash);
  if (first === undefined || other !== undefined)
    throw new UsageError(
      'The runs were not made with the same scenario.',
      'A report adds up runs of one scenario with the same objectives.',
    );
  if (first.scenario.observability.slos.length === 0) throw new UsageError(`${first.scenario.slug} has no objectives.`);
  const result = monthlyReport(
    args.month ?? first.scenario.meta.startsAt.slice(0, 7),
    runs.map(({ run }) => run),
  );
  if (args.json) printJson(io, result);
  else io.out(args.markdown ? reportMarkdown(result) : reportText(result));
  return EXIT.ok;
}
