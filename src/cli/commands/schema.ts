// `schema`: JSON Schema of the file formats, for editors and other tools.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

const FORMATS = ['scenario', 'rubric', 'script', 'run'] as const;

export const command = defineCliCommand({
  name: 'schema',
  summary: 'Print the JSON Schema of a file format',
  examples: ['npm run -s faultline -- schema scenario > scenario.schema.json', 'npm run -s faultline -- schema run'],
  args: {
    format: { type: 'positional', description: `One of ${FORMATS.join(', ')}`, required: false, default: 'scenario' },
    json: JSON_ARG,
  },
  async run(args, io) {
    const { rubricJsonSchema, runFileJsonSchema, scenarioJsonSchema, scriptJsonSchema } = await import('../../schema/index.ts');
    const schemas = { scenario: scenarioJsonSchema, rubric: rubricJsonSchema, script: scriptJsonSchema, run: runFileJsonSchema };
    const format = FORMATS.find((name) => name === args.format);
    if (format === undefined) throw new UsageError(`There is no format "${args.format}".`, `Formats: ${FORMATS.join(', ')}.`);
    printJson(io, schemas[format]());
    return EXIT.ok;
  },
});
