// JSON Schemas (draft 7) of the files people write and exchange, generated from the same zod schemas that parse them.
// They serve editors; what a shape cannot say (names that must exist, points that add up) only loading the file tells.
import { z } from 'zod';
import { RunFileSchema } from './run-file.ts';
import { RubricSchema } from './scenario/rubric.ts';
import { ScenarioSchema } from './scenario/scenario.ts';
import { ScriptSchema } from './script.ts';

export type JsonSchema = Record<string, unknown>;

/** Of `scenario.yaml`. */
export const scenarioJsonSchema = (): JsonSchema =>
  published(ScenarioSchema, 'scenario', 'Faultline scenario', 'The system, its load, the story, the truth and the rubric of one drill');
/** Of a rubric file. */
export const rubricJsonSchema = (): JsonSchema =>
  published(RubricSchema, 'rubric', 'Faultline rubric', 'Criteria as patterns over journal, trace and truth');
/** Of a journal script. */
export const scriptJsonSchema = (): JsonSchema =>
  published(ScriptSchema, 'script', 'Faultline journal script', 'What a person does in a drill, with times a person would write');
/** Of a run file. */
export const runFileJsonSchema = (): JsonSchema =>
  published(RunFileSchema, 'run', 'Faultline run file', 'One drill as scenario hash, seed and journal, with the hash of what came out');

function published(schema: z.ZodType, name: string, title: string, description: string): JsonSchema {
  const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return { $schema, $id: `urn:faultline:schema:${name}:1`, title, description, ...body };
}
