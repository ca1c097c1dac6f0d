// Says which looks were taken as one glance (rule L4), so that a reason never denies a look that the reader remembers.
import { type Look, SHOTGUN_SPAN_US } from '../looks.ts';
import { spanText } from './phrase.ts';
import { lookNoun } from './words.ts';

const NAMED_MAX = 4;

/** @returns undefined when every look was considered; those that could have counted are named first */
export function glanceText(looks: readonly Look[]): string | undefined {
  const glanced = looks.filter((look) => !look.considered);
  const speaks = (look: Look): boolean => look.showsTruth || look.rivals.length > 0;
  const nouns = [...new Set([...glanced.filter(speaks), ...glanced.filter((look) => !speaks(look))].map((look) => lookNoun(look.text)))];
  if (nouns.length === 0) return undefined;
  const named = nouns.slice(0, NAMED_MAX).join(', ');
  const more = nouns.length > NAMED_MAX ? ` and ${nouns.length - NAMED_MAX} more` : '';
  return `looks within ${spanText(SHOTGUN_SPAN_US)} of each other were taken as one glance (${named}${more}): pin one to make it count`;
}

/** The reason, and which looks did not count for it. */
export function withGlance(because: string, looks: readonly Look[]): string {
  const glance = glanceText(looks);
  return glance === undefined ? because : `${because}; ${glance}`;
}
