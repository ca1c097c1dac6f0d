// `list`: the scenarios of this project.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { EXIT, printJson } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'list',
  summary: 'List the scenarios of this project',
  examples: ['npm run -s faultline -- list'],
  args: { all: { type: 'boolean', description: 'Also the benchmarks', default: false }, json: JSON_ARG },
  async run(args, io) {
    const { listSlugs, readScenarioFolder } = await import('../support/scenarios.ts');
    const { checkScenarioFolder, journalNames } = await import('../support/drills.ts');
    const { table } = await import('../support/text.ts');
    const rows = listSlugs()
      .map((slug) => {
        const { scenario } = checkScenarioFolder(readScenarioFolder(slug, io.cwd));
        return {
          slug,
          valid: scenario !== undefined,
          title: scenario?.meta.title ?? '(does not parse: faultline validate)',
          difficulty: scenario?.meta.difficulty,
          lengthMinutes: scenario === undefined ? undefined : scenario.meta.length / 60e6,
          hash: scenario?.hash,
          tags: scenario?.meta.tags ?? [],
          journals: scenario === undefined ? [] : journalNames(scenario),
        };
      })
      .filter((row) => args.all || !row.tags.includes('bench'));
    if (args.json) printJson(io, { scenarios: rows });
    else
      io.out(
        table(
          rows.map((row) => [
            row.slug,
            row.title,
            row.lengthMinutes === undefined ? '' : `${row.lengthMinutes} min`,
            `journals: ${row.journals.join(', ') || 'none'}`,
          ]),
          '',
        ),
      );
    return EXIT.ok;
  },
});
