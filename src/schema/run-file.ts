// A run file: one drill as three inputs and the hash of what came out (DESIGN D22). Anyone can verify it by running it again.
import { z } from 'zod';
import { choice } from './choice.ts';
import { ENTRY_ARGS, ENTRY_KINDS, type EntryKind, type JournalEntry } from './journal.ts';

export const RUN_FILE_VERSION = 1;
/** Bumped whenever the same three inputs may give other bytes. */
export const ENGINE_VERSION = '1.0.0';

export const SeedSchema = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, { error: 'a seed of 1 to 40 letters, digits, - or _' });
export type Seed = string;

const entrySchema = <K extends EntryKind>(kind: K) =>
  z.strictObject({
    seq: z.int().min(1).max(1_000_000),
    atUs: z
      .int()
      .min(0)
      .max(31 * 86_400_000_000),
    actor: z.string().min(1).max(60),
    role: z.string().min(1).max(60),
    kind: z.literal(kind),
    args: ENTRY_ARGS[kind],
    recordedAt: z.string().max(40).optional().describe('Wall time; outside every hash'),
  });

export const JournalEntrySchema: z.ZodType<JournalEntry, unknown> = choice(ENTRY_KINDS.map(entrySchema), {
  expected: 'a journal entry of a known kind',
  pick: (input) =>
    typeof input === 'object' && input !== null ? ENTRY_KINDS.indexOf((input as { kind?: unknown }).kind as EntryKind) : -1,
}) as unknown as z.ZodType<JournalEntry, unknown>;

/** Hash of state and records after everything up to `atUs` was handled. */
export const CheckpointSchema = z.strictObject({ atUs: z.int().min(0), seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{16}$/) });
export type Checkpoint = z.output<typeof CheckpointSchema>;

export const RunFileSchema = z.strictObject({
  format: z.literal('faultline-run'),
  version: z.literal(RUN_FILE_VERSION),
  engineVersion: z.string().max(40),
  scenario: z.strictObject({ slug: z.string().max(100), title: z.string().max(100), hash: z.string().regex(/^[0-9a-f]{16}$/) }),
  seed: SeedSchema,
  untilUs: z.int().min(0),
  journal: z.array(JournalEntrySchema).max(20_000),
  checkpoints: z.array(CheckpointSchema).max(5_000),
  resultHash: z.string().regex(/^[0-9a-f]{16}$/),
});
export type RunFile = z.output<typeof RunFileSchema>;
