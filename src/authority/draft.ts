// From what somebody sent to a journal entry: every argument is parsed with the schema of its kind before it may enter.
import { ENTRY_ARGS, type EntryDraft, type InputIssue, type JournalEntry, type SimTimeUs } from '../schema/index.ts';
import { InputError } from './input-error.ts';

const NAME_MAX = 60;
/** Who acts when a draft does not say. */
export const DEFAULT_ACTOR = 'trainee';

/** @throws InputError naming everything that is wrong with the draft */
export function parseDraft(draft: EntryDraft, seq: number, atUs: SimTimeUs, recordedAt: string | undefined): JournalEntry {
  const issues: InputIssue[] = [];
  const { kind, actor = DEFAULT_ACTOR, role = 'incident commander' } = draft;
  if (!Object.hasOwn(ENTRY_ARGS, kind))
    throw new InputError([issue('journal/unknown-kind', ['kind'], 'a known kind of journal entry', show(kind))]);
  for (const [name, value] of [
    ['actor', actor],
    ['role', role],
  ] as const) {
    if (typeof value !== 'string' || value.length < 1 || value.length > NAME_MAX)
      issues.push(issue('journal/bad-name', [name], `a name of 1 to ${NAME_MAX} characters`, show(value)));
  }
  const parsed = ENTRY_ARGS[kind].safeParse(draft.args);
  for (const problem of parsed.error?.issues ?? []) {
    const path = ['args', ...problem.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
    issues.push(issue('journal/bad-args', path, problem.message, show(valueAt(draft.args, problem.path))));
  }
  if (!parsed.success || issues.length > 0) throw new InputError(issues);
  const entry = { seq, atUs, actor, role, kind, args: parsed.data } as JournalEntry;
  return recordedAt === undefined ? entry : { ...entry, recordedAt };
}

function issue(code: string, path: (string | number)[], expected: string, found: string): InputIssue {
  return { code, file: '', line: undefined, column: undefined, path, found, expected, hint: 'Send it again with this corrected' };
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
