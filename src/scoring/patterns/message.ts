// `message`: a status update to an audience, with fields filled in and figures that agree with the truth of that instant.
import type { JournalEntry } from '../../schema/index.ts';
import { carries } from '../carries.ts';
import { eventFinding, isInside, matchOf } from '../finding.ts';
import { checkAgreement, figuresAt } from '../instruments.ts';
import { evidenceOf } from '../reading.ts';
import type { PatternKind, PatternOf } from './kind.ts';

type Update = Extract<JournalEntry, { kind: 'comms.status-update' }>;

export const findMessage: PatternKind<PatternOf<'message'>> = (pattern, reading) => {
  const sent = reading.input.journal.filter(
    (entry): entry is Update =>
      entry.kind === 'comms.status-update' && (pattern.message === 'any' || entry.args.audience === pattern.message),
  );
  const wants = pattern.has ?? [];
  const misses: string[] = [];
  const counted = sent.filter((entry) => {
    if (!isInside(reading, pattern.within, entry.atUs)) return true;
    const missing = wants.filter((item) => !carries(reading, entry, item));
    const agreement =
      pattern.agrees === undefined
        ? undefined
        : checkAgreement(figuresAt(reading.scenario, reading.input.trace, entry.atUs), entry.args.impact, pattern.agrees);
    if (missing.length > 0) misses.push(`lacks ${missing.join(', ')}`);
    if (agreement?.agrees === false) misses.push(agreement.because);
    return missing.length === 0 && agreement?.agrees !== false;
  });
  const what = [
    `update to ${pattern.message}`,
    ...(wants.length > 0 ? [`with ${wants.join(', ')}`] : []),
    ...(pattern.agrees === undefined ? [] : ['whose figures agree with the instruments']),
    ...(counted.length === 0 && misses.length > 0 ? [`(${misses.join('; ')})`] : []),
  ].join(' ');
  return eventFinding(
    reading,
    pattern.within,
    counted.map((entry) => matchOf(entry)),
    what,
    sent.map(evidenceOf),
  );
};
