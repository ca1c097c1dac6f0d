// Which notes of facts count: each once, at its first writing, and again when what was unknown is found out; what was taken back never does.
import type { JournalEntry } from '../schema/index.ts';

type Note = JournalEntry<'note.fact'>;

/** `seq` of the notes that count for nothing: withdrawn ones with all that they stood in for, and rewordings. */
export function voidNotes(journal: readonly JournalEntry[]): ReadonlySet<number> {
  const known = new Map<number, Note>();
  const voided = new Set<number>();
  const replaced = ({ seq, args: { replaces } }: Note): Note | undefined =>
    replaces === undefined || replaces >= seq ? undefined : known.get(replaces);
  for (const entry of journal) {
    if (entry.kind !== 'note.fact') continue;
    known.set(entry.seq, entry);
    if (entry.args.status === 'withdrawn') for (let note: Note | undefined = entry; note; note = replaced(note)) voided.add(note.seq);
    else if (replaced(entry)?.args.status === entry.args.status) voided.add(entry.seq);
  }
  return voided;
}
