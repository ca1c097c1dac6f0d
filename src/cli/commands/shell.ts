// `shell`: the terminal of a drill, without a browser.
import { defineCliCommand, JSON_ARG, SEED_ARG } from '../support/command.ts';
import { EXIT, printJson } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'shell',
  summary: 'Open the terminal of a drill: kubectl, psql, curl, git, with pipes',
  examples: [
    'npm run -s faultline -- shell timeout-cascade --seed one --at T+2m',
    `npm run -s faultline -- shell timeout-cascade --seed one --at T+2m 'kubectl get pods' 'git show HEAD'`,
  ],
  many: true,
  args: {
    scenario: {
      type: 'positional',
      description: 'Slug or folder of the scenario; lines to run may follow, else they are read from a prompt',
      required: true,
    },
    seed: SEED_ARG,
    at: {
      type: 'string',
      description: 'Instant: T+2m after the first page, +10m after the start, 09:45',
      valueHint: 'TIME',
      default: '+0s',
    },
    c: { type: 'string', description: 'A line to run', valueHint: 'LINE' },
    save: { type: 'string', description: 'Write the run file here at the end', valueHint: 'FILE' },
    json: { ...JSON_ARG, description: 'Print what each line said as JSON; only with lines' },
  },
  async run(args, io) {
    const { chooseSeed, openScenario } = await import('../support/drills.ts');
    const { drillAt, portOf, promptLoop, runLines } = await import('../support/shell.ts');
    const { Shell } = await import('../../shell/index.ts');
    const { writeWhole } = await import('../support/files.ts');
    const scenario = openScenario(args.scenario, io.cwd);
    const { seed, drawn } = chooseSeed(args.seed);
    if (drawn) io.err(`Seed ${seed} was drawn; repeat with --seed ${seed}.\n`);
    const authority = drillAt(scenario, seed, args.at);
    const lines = [...(args.c === undefined ? [] : [args.c]), ...args._.slice(1).map(String)];
    let exitCode: number = EXIT.ok;
    if (lines.length === 0) await promptLoop(authority, io);
    else {
      // Lines are run at one instant of the story, the clock standing.
      authority.append({ kind: 'control.pause', args: {} });
      // Nobody is there to answer: a question counts as interrupted, unless the line pipes an answer.
      const shell = new Shell(portOf(authority, async () => undefined));
      if (args.json) {
        const replies = [];
        for (const line of lines) replies.push({ line, ...(await shell.run(line)) });
        printJson(io, { scenario: scenario.slug, seed, atUs: authority.nowUs, lines: replies });
        exitCode = replies.at(-1)?.exitCode === 0 ? EXIT.ok : EXIT.failed;
      } else exitCode = (await runLines(shell, lines, io)) === 0 ? EXIT.ok : EXIT.failed;
    }
    if (args.save !== undefined) await writeWhole(io.cwd, args.save, [`${JSON.stringify(authority.runFile(), null, 1)}\n`]);
    return exitCode;
  },
});
