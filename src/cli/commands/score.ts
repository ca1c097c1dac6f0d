// `score`: the scorecard of a run, with the evidence for every verdict.
import { CONSOLES_ARG, defineCliCommand, JOURNAL_ARG, JSON_ARG, PROGRESS_ARG, SEED_ARG, UNTIL_ARG } from '../support/command.ts';
import { EXIT, printJson } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'score',
  summary: 'Score a run: verdicts with evidence, separate numbers first, the total last',
  examples: ['npm run -s faultline -- score drill.run.json', 'npm run -s faultline -- score timeout-cascade --journal panic --seed one'],
  args: {
    run: { type: 'positional', description: 'A run file, or the slug or folder of a scenario', required: true },
    journal: JOURNAL_ARG,
    seed: SEED_ARG,
    until: UNTIL_ARG,
    consoles: CONSOLES_ARG,
    scenario: { type: 'string', description: 'Folder of the scenario of a run file, when it is none of this project', valueHint: 'FOLDER' },
    json: JSON_ARG,
    progress: PROGRESS_ARG,
  },
  async run(args, io) {
    const { openTarget } = await import('../support/target.ts');
    const { createProgress } = await import('../support/progress.ts');
    const { scoreDrill } = await import('../support/scoring.ts');
    const { cardText } = await import('../support/card-text.ts');
    const progress = createProgress(io, args.progress);
    const { authority } = openTarget({ name: args.run, ...args }, io, progress);
    const card = scoreDrill(authority, progress);
    if (args.json) printJson(io, card);
    else io.out(cardText(card));
    return EXIT.ok;
  },
});
