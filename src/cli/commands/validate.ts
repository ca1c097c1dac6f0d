// `validate`: scenario, rules, rubric and journals of folders, every issue at once with its place.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { EXIT, printJson } from '../support/io.ts';

export const command = defineCliCommand({
  name: 'validate',
  summary: 'Check scenario folders and name every problem with its place',
  examples: ['npm run -s faultline -- validate', 'npm run -s faultline -- validate timeout-cascade ~/drills/my-scenario --json'],
  args: {
    scenario: { type: 'positional', description: 'Slug or folder; all scenarios of the project when left out', required: false },
    json: JSON_ARG,
  },
  many: true,
  async run(args, io) {
    const { listSlugs, readScenarioFolder } = await import('../support/scenarios.ts');
    const { checkScenarioFolder } = await import('../support/drills.ts');
    const { checkScripts } = await import('../support/scripts.ts');
    const { formatIssues } = await import('../support/issues.ts');
    const names = args._.length > 0 ? args._ : listSlugs();
    const results = names.map((name) => {
      const folder = readScenarioFolder(name, io.cwd);
      const { scenario, issues } = checkScenarioFolder(folder);
      return { scenario: name, hash: scenario?.hash, issues: [...issues, ...checkScripts(folder, scenario)] };
    });
    const bad = results.filter((result) => result.issues.length > 0);
    if (args.json)
      printJson(io, { ok: bad.length === 0, scenarios: results.map((result) => ({ ...result, ok: result.issues.length === 0 })) });
    else
      for (const result of results)
        io.out(
          result.issues.length === 0
            ? `${result.scenario}: valid, hash ${result.hash}\n`
            : `${formatIssues(result.issues, result.scenario)}${result.scenario}: ${result.issues.length} ${result.issues.length === 1 ? 'problem' : 'problems'}\n`,
        );
    return bad.length === 0 ? EXIT.ok : EXIT.failed;
  },
});
