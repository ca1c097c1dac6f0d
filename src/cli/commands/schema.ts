// `schema`: JSON Schema of the file formats, for editors and other tools.
import { defineCliCommand, JSON_ARG } from '../support/command.ts';
import { EXIT, printJson, UsageError } from '../support/io.ts';

const FORMATS = ['scenario', 'rubric', 'script', 'run'] as const;

export const command = defineCliCommand({
  name: 'schema',
  summary: 'Print the JSON Schema of a file format',
  examples: ['faultline schema scenario > scenario.schema.json', 'faultline schema run'],
  args: { format: { type: 'positional', description: `One of ${FORMATS.join(', ')}`, required: false, default: 'scenario' }, json: JSON_ARG },
  async run(args, io) {
    const { z } = await import('zod');
    const { RubricSchema, RunFileSchema, ScenarioSchema, ScriptSchema } = await import('../../schema/index.ts');
    const schemas = { scenario: ScenarioSchema, rubric: RubricSchema, script: ScriptSchema, run: RunFileSchema };
    const format = FORMATS.find((name) => name === args.format);
    if (format === undefined) throw new UsageError(`There is no format "${args.format}".`, `Formats: ${FORMATS.join(', ')}.`);
    const schema = z.toJSONSchema(schemas[format], { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' });
    printJson(io, { ...schema, title: `Faultline ${format}, version 1` });
    return EXIT.ok;
  },
});
