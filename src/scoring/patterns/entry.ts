// `entry`: a journal entry of a kind, with fields filled in and words used.
import { carries } from '../carries.ts';
import { says } from '../fields.ts';
import { eventFinding, matchOf } from '../finding.ts';
import { voidNotes } from '../notes.ts';
import { evidenceOf } from '../reading.ts';
import { counted, type Phrase, withArticle } from '../reasons/phrase.ts';
import { entryWords, nounPhrase, qualifier } from '../reasons/words.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findEntry: PatternKind<PatternOf<'entry'>> = (pattern, reading) => {
  const voided = voidNotes(reading.input.journal);
  const ofKind = reading.input.journal.filter(
    (entry) =>
      !voided.has(entry.seq) &&
      (entry.kind === pattern.entry || (pattern.entry.endsWith('.*') && entry.kind.startsWith(pattern.entry.slice(0, -1)))),
  );
  const complete = ofKind.filter(
    (entry) =>
      (pattern.has ?? []).every((item) => carries(reading, entry, item)) && (pattern.says === undefined || says(entry.args, pattern.says)),
  );
  // Of a single entry it can be said what it lacks; of several, only that none has it all.
  const only = ofKind.length === 1 ? ofKind[0] : undefined;
  const lacking = only === undefined ? (pattern.has ?? []) : (pattern.has ?? []).filter((item) => !carries(reading, only, item));
  const unsaid = only !== undefined && pattern.says !== undefined && says(only.args, pattern.says) ? undefined : pattern.says;
  const { one, many } = entryWords(pattern.entry);
  return eventFinding(
    reading,
    pattern.within,
    complete.map((entry) => matchOf(entry)),
    describeEntry(pattern),
    {
      almost: ofKind.length > 0 ? `${counted(ofKind.length, one, many)}, but none ${qualifier(lacking, unsaid)}` : undefined,
      needs: only === undefined ? undefined : [`${withArticle(one)} ${qualifier(lacking, unsaid)}`],
    },
    ofKind.map(evidenceOf),
  );
};

const describeEntry = (pattern: PatternOf<'entry'>): Phrase =>
  nounPhrase(entryWords(pattern.entry), qualifier(pattern.has ?? [], pattern.says));
