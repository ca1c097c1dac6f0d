// `query`: PromQL over the series of a run, answered in the shape of Prometheus' HTTP interface.
import { defineCliCommand, JOURNAL_ARG, JSON_ARG, PROGRESS_ARG, SEED_ARG } from '../support/command.ts';
import { EXIT, printJson } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'query',
  summary: 'Evaluate PromQL over a run and print it as Prometheus would',
  examples: [
    `npm run -s faultline -- query timeout-cascade 'job:http_error_ratio:rate1m' --seed one --at T+3m`,
    `npm run -s faultline -- query drill.run.json 'rate(up[1m])' --from T+0s --to T+10m --step 15s`,
  ],
  args: {
    run: { type: 'positional', description: 'A run file, or the slug or folder of a scenario', required: true },
    expr: { type: 'positional', description: 'A PromQL expression', required: true },
    journal: JOURNAL_ARG,
    seed: SEED_ARG,
    at: {
      type: 'string',
      description: 'Instant: T+3m after the first page, +10m after the start, 09:45; default: the end',
      valueHint: 'TIME',
    },
    from: { type: 'string', description: 'Start of a range', valueHint: 'TIME' },
    to: { type: 'string', description: 'End of a range; default: the end', valueHint: 'TIME' },
    step: { type: 'string', description: 'Step of a range', valueHint: '15s', default: '15s' },
    scenario: { type: 'string', description: 'Folder of the scenario of a run file, when it is none of this project', valueHint: 'FOLDER' },
    json: { ...JSON_ARG, description: 'The result is always JSON' },
    progress: PROGRESS_ARG,
  },
  async run(args, io) {
    const { openTarget } = await import('../support/target.ts');
    const { createProgress } = await import('../support/progress.ts');
    const { answerQuery, parseQuery } = await import('../support/query.ts');
    const expr = parseQuery(args.expr);
    const { authority } = openTarget(
      { name: args.run, journal: args.journal, seed: args.seed, scenario: args.scenario },
      io,
      createProgress(io, args.progress),
    );
    const answer = answerQuery(authority, expr, args);
    printJson(io, answer);
    return answer.status === 'success' ? EXIT.ok : EXIT.failed;
  },
});
