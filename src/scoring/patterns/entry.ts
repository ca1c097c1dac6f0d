// `entry`: a journal entry of a kind, with fields filled in and words used.
import { carries } from '../carries.ts';
import { says } from '../fields.ts';
import { eventFinding, matchOf } from '../finding.ts';
import { evidenceOf } from '../reading.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findEntry: PatternKind<PatternOf<'entry'>> = (pattern, reading) => {
  const ofKind = reading.input.journal.filter(
    (entry) => entry.kind === pattern.entry || (pattern.entry.endsWith('.*') && entry.kind.startsWith(pattern.entry.slice(0, -1))),
  );
  const complete = ofKind.filter(
    (entry) =>
      (pattern.has ?? []).every((item) => carries(reading, entry, item)) && (pattern.says === undefined || says(entry.args, pattern.says)),
  );
  const wants = [...(pattern.has ?? []), ...(pattern.says === undefined ? [] : [`one of the words ${pattern.says.join(', ')}`])];
  const what = `${pattern.entry}${wants.length > 0 ? ` with ${wants.join('; ')}` : ''}`;
  return eventFinding(
    reading,
    pattern.within,
    complete.map((entry) => matchOf(entry)),
    what,
    ofKind.map(evidenceOf),
  );
};
