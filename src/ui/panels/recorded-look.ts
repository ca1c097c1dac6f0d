// Which recorded look a panel shows while an earlier instant is shown: the last one of the same kind and arguments up to then. Pure.
import type { EntryDraft, JournalEntry } from '../../schema/index.ts';

/** Arguments as compared: what is empty or absent is the same, because entries have their defaults filled in. */
function plain(args: unknown): string {
  return JSON.stringify(
    Object.entries(args as Record<string, unknown>)
      .filter(([, value]) => value !== undefined && value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * @param upTo the last entry of the instant that is shown
 * @param anyArgs a search that differs from what is asked for is better than none
 */
export function recordedLook(
  journal: readonly JournalEntry[],
  draft: Pick<EntryDraft, 'kind' | 'args'>,
  upTo: number,
  anyArgs: boolean,
): JournalEntry | undefined {
  const looks = journal.filter((entry) => entry.kind === draft.kind && entry.seq <= upTo);
  const wanted = plain(draft.args);
  const exact = looks.findLast((entry) => plain(entry.args) === wanted);
  if (exact !== undefined || !anyArgs) return exact;
  // The first argument is what is searched for; the others only narrow it.
  const [name, value] = Object.entries(draft.args)[0] ?? ['', undefined];
  return looks.findLast((entry) => (entry.args as Record<string, unknown>)[name] === value) ?? looks.at(-1);
}

/** What a look asked for, in words: `query timeout, level error`. */
export function lookArgsText(args: object): string {
  return Object.entries(args)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
