// A journal script: what a person would do, with times a person would write. Played against a run it becomes a journal.
// Times relative to T+0 resolve on each seed; `= expr` reads an instrument at that moment, as a person reads a dashboard.
import { z } from 'zod';
import { ENTRY_KINDS } from './journal.ts';
import { StoryTimeSchema } from './scenario/story.ts';
import { CommandTextSchema, LookTextSchema } from './scenario/truth.ts';
import { NameSchema } from './units.ts';

export const ScriptEntrySchema = z
  .strictObject({
    at: StoryTimeSchema,
    look: LookTextSchema.optional(),
    do: CommandTextSchema.optional(),
    sh: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .describe('A line of the terminal, such as "kubectl rollout undo deployment/payment-service"; `id` names its last look'),
    console: NameSchema.optional().describe(
      'A console of the scenario: with `action` something is entered and sent, with `line` a line is typed',
    ),
    action: NameSchema.optional().describe(
      'The button that is pressed. What its safeguards ask is answered honestly, after thinking, until it is sent or stopped; `id` names the press',
    ),
    fills: z
      .record(z.string().max(41), z.string().max(500))
      .optional()
      .describe('What is entered before; a text that begins with "= " is PromQL, read at that moment'),
    stops: NameSchema.optional().describe('The safeguard at which one goes back instead'),
    line: z.string().min(1).max(500).optional().describe('A line typed at a prompt, such as "rm -rf /var/data"'),
    kind: z.enum(ENTRY_KINDS as [string, ...string[]]).optional(),
    args: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('A text value that begins with "= " is PromQL, read at that moment; "#name" is the seq of the entry with that id'),
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,40}$/)
      .optional(),
    actor: z.string().max(60).optional(),
    role: z.string().max(60).optional(),
  })
  .describe('Exactly one of look, do, sh, console and kind');
export type ScriptEntry = z.output<typeof ScriptEntrySchema>;
export const ScriptSchema = z.strictObject({
  version: z.literal(1),
  title: z.string().max(120),
  notes: z.string().max(2000).default(''),
  actor: z.string().max(60).default('trainee'),
  role: z.string().max(60).default('incident commander'),
  ends: StoryTimeSchema.optional().describe('When the run ends; default: the scenario’s length'),
  entries: z.array(ScriptEntrySchema).max(2000),
});
export type Script = z.output<typeof ScriptSchema>;
