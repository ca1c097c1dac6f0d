// `run`: one drill headless, from scenario, seed and journal to a summary and a run file.
import { CONSOLES_ARG, defineCliCommand, JOURNAL_ARG, JSON_ARG, PROGRESS_ARG, SEED_ARG, UNTIL_ARG } from '../support/command.ts';
import { EXIT, printJson } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'run',
  summary: 'Run one drill headless and print what came of it',
  examples: [
    'npm run -s faultline -- run timeout-cascade --journal reference --seed one',
    'npm run -s faultline -- run timeout-cascade --seed one --until 30m --out idle.run.json',
  ],
  args: {
    scenario: { type: 'positional', description: 'Slug or folder of the scenario', required: true },
    journal: JOURNAL_ARG,
    seed: SEED_ARG,
    until: UNTIL_ARG,
    consoles: CONSOLES_ARG,
    out: { type: 'string', description: 'Write the run file here', valueHint: 'FILE' },
    score: {
      type: 'boolean',
      description: 'Score the run against idle and reference runs of the same seed',
      default: true,
      negativeDescription: 'Do not score: faster',
    },
    json: JSON_ARG,
    progress: PROGRESS_ARG,
  },
  async run(args, io) {
    const { chooseSeed, chooseUntil, openScenario, openScript, playDrill, withConsoles } = await import('../support/drills.ts');
    const { createProgress } = await import('../support/progress.ts');
    const { summarize, summaryText } = await import('../support/summary.ts');
    const { writeWhole } = await import('../support/files.ts');
    const { scoreDrill } = await import('../support/scoring.ts');
    const scenario = openScenario(args.scenario, io.cwd);
    const journal = args.journal === undefined ? undefined : openScript(scenario, args.journal, io.cwd);
    const script = withConsoles(scenario, journal, args.consoles);
    const { seed, drawn } = chooseSeed(args.seed);
    const progress = createProgress(io, args.progress);
    const { authority, problems } = playDrill(scenario, seed, script, chooseUntil(scenario, args.until), progress);
    const card = args.score ? scoreDrill(authority, progress) : undefined;
    const summary = summarize(authority, { journal: args.journal ?? 'nobody', problems, card });
    if (args.out !== undefined) await writeWhole(io.cwd, args.out, [`${JSON.stringify(authority.runFile(), null, 1)}\n`]);
    if (args.json) printJson(io, { ...summary, runFile: args.out });
    else io.out(summaryText(summary, { drawn, out: args.out }));
    return problems.length === 0 ? EXIT.ok : EXIT.failed;
  },
});
