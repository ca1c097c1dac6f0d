// `replay`: runs the three inputs of a run file again and compares every checkpoint.
import { defineCliCommand, JSON_ARG, PROGRESS_ARG } from '../support/command.ts';
import { EXIT, printJson } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'replay',
  summary: 'Verify a run file, or name the first difference',
  examples: [
    'npm run -s faultline -- replay drill.run.json',
    'npm run -s faultline -- replay drill.run.json --scenario ~/drills/old-version',
  ],
  args: {
    run: { type: 'positional', description: 'A run file, from `run --out` or from the browser', required: true },
    scenario: { type: 'string', description: 'Folder of the scenario, when it is none of this project', valueHint: 'FOLDER' },
    json: JSON_ARG,
    progress: PROGRESS_ARG,
  },
  async run(args, io) {
    const { openRunFile, scenarioOfRun } = await import('../support/drills.ts');
    const { verifyRun } = await import('../../authority/index.ts');
    const { createProgress } = await import('../support/progress.ts');
    const { span } = await import('../support/text.ts');
    const run = openRunFile(args.run, io.cwd);
    const progress = createProgress(io, args.progress);
    const result = verifyRun(scenarioOfRun(run, args.scenario, io.cwd), run, (atUs) =>
      progress.report(Math.min(1, atUs / Math.max(1, run.untilUs)), `replaying ${run.scenario.slug}, seed ${run.seed}`),
    );
    progress.done();
    const about = { scenario: run.scenario.slug, seed: run.seed, entries: run.journal.length, untilUs: run.untilUs };
    if (args.json) printJson(io, { ...about, ...result });
    else if (result.ok)
      io.out(
        `verified: ${run.scenario.slug}, seed ${run.seed}, ${run.journal.length} entries, ${span(run.untilUs)}, ${run.checkpoints.length} checkpoints, hash ${run.resultHash}\n`,
      );
    else
      io.out(
        `differs: ${result.reason}${result.firstDifference === undefined ? '' : `; first at +${span(result.firstDifference.atUs)}, entry ${result.firstDifference.seq}`}\n`,
      );
    return result.ok ? EXIT.ok : EXIT.failed;
  },
});
