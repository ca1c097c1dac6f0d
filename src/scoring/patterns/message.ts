// `message`: a status update to an audience, with fields filled in and figures that agree with the truth of that instant.
import type { JournalEntry } from '../../schema/index.ts';
import { carries } from '../carries.ts';
import { eventFinding, isInside, matchOf } from '../finding.ts';
import { checkAgreement, figuresAt } from '../instruments.ts';
import { evidenceOf } from '../reading.ts';
import { counted as howMany, type Phrase, withArticle } from '../reasons/phrase.ts';
import { entryWords, nounPhrase, qualifier } from '../reasons/words.ts';
import type { PatternKind, PatternOf } from './kind.ts';

type Update = Extract<JournalEntry, { kind: 'comms.status-update' }>;

export const findMessage: PatternKind<PatternOf<'message'>> = (pattern, reading) => {
  const sent = reading.input.journal.filter(
    (entry): entry is Update =>
      entry.kind === 'comms.status-update' && (pattern.message === 'any' || entry.args.audience === pattern.message),
  );
  const wants = pattern.has ?? [];
  const misses: string[] = [];
  const needs: string[] = [];
  const noun = nounFor(pattern);
  const counted = sent.filter((entry) => {
    if (!isInside(reading, pattern.within, entry.atUs)) return true;
    const missing = wants.filter((item) => !carries(reading, entry, item));
    const agreement =
      pattern.agrees === undefined
        ? undefined
        : checkAgreement(figuresAt(reading.scenario, reading.input.trace, entry.atUs), entry.args.impact, pattern.agrees);
    if (missing.length > 0) {
      misses.push(`none ${qualifier(missing, undefined)}`);
      needs.push(`${withArticle(noun.one)} ${qualifier(missing, undefined)}`);
    }
    if (agreement?.agrees === false) {
      misses.push(agreement.because);
      needs.push(`figures that agree with the instruments (${agreement.because})`);
    }
    return missing.length === 0 && agreement?.agrees !== false;
  });
  return eventFinding(
    reading,
    pattern.within,
    counted.map((entry) => matchOf(entry)),
    describeMessage(pattern),
    {
      almost:
        misses.length > 0 ? `${howMany(sent.length, noun.one, noun.many)}, but ${[...new Set(misses)].slice(0, 3).join('; ')}` : undefined,
      needs: sent.length === 1 && needs.length > 0 ? needs : undefined,
    },
    sent.map(evidenceOf),
  );
};

function nounFor(pattern: PatternOf<'message'>): ReturnType<typeof entryWords> {
  const { one, many, did } = entryWords('comms.status-update');
  const to = { any: '', executive: ' to the executive', support: ' to support', 'status page': ' on the status page' }[pattern.message];
  const audience = to ?? ` to the ${pattern.message}`;
  return { one: `${one}${audience}`, many: `${many}${audience}`, did: `${did}${audience}` };
}

function describeMessage(pattern: PatternOf<'message'>): Phrase {
  const parts = [
    qualifier(pattern.has ?? [], undefined),
    pattern.agrees === undefined ? undefined : 'whose figures agree with the instruments',
  ];
  const said = parts.filter((part) => part !== undefined);
  return nounPhrase(nounFor(pattern), said.length === 0 ? undefined : said.join(' and '));
}
