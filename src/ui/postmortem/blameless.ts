// Language that blames people, found in a text, with another way to say it (document 004: "why did the SYSTEM allow this to happen?").
// A word counts only where a person is its subject: "the service failed to answer" is a fact, "the engineer failed to check" is blame.

export interface BlameFinding {
  /** Characters, `to` exclusive. */
  from: number;
  to: number;
  found: string;
  why: string;
  /** Something to put in its place, or to ask instead. */
  instead: string;
}

/** Words of a person's trade; a team can be blamed as well. */
const TRADES =
  'engineers?|developers?|devs?|operators?|admins?|administrators?|reviewers?|authors?|on-?call(?:er)?|commander|responders?|managers?|colleagues?|interns?|juniors?|contractors?|vendors?|somebody|someone|nobody|everybody|everyone|teams?';
const PRONOUNS = 'i|we|you|he|she|who';

const HINDSIGHT = 'Hindsight: nobody knew then what is known now';
const PERSON = 'Makes a person the cause';
const JUDGED = 'Judges a person instead of describing what happened';

interface Rule {
  pattern: RegExp;
  why: string;
  instead: string;
}

/** Wrong of anybody, whoever the subject is. */
const WORDS: readonly Rule[] = [
  {
    pattern:
      /\b(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|tly|ce)|sloppy|sloppily|lazy|lazily|stupid(?:ly|ity)?|idiot(?:ic|s)?|reckless(?:ly|ness)?|irresponsib(?:le|ly)|clumsy|clumsily|inattenti(?:ve|on))\b/giu,
    why: JUDGED,
    instead: 'Say what was done, and what made it reasonable at the time',
  },
  {
    pattern: /\b(?:human|operator|pilot|user) (?:error|mistake)s?\b(?! (?:rates?|ratios?|counts?|messages?|pages?|codes?|budgets?))/giu,
    why: 'A label that ends the search for causes',
    instead: 'the system made the wrong step easy',
  },
  {
    pattern: /\b(?:is|are|was|were|be) (?:to blame|at fault)\b/giu,
    why: PERSON,
    instead: 'contributed: how did the system let it through?',
  },
  {
    pattern: /\b(?:[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Ww]hose|\p{Lu}\p{L}+['’]s) (?:own )?fault\b/gu,
    why: PERSON,
    instead: 'a contributing factor was',
  },
  { pattern: /\bblam(?:es?|ed|ing) (?!less)\p{L}+/giu, why: PERSON, instead: 'Ask what made it possible' },
  {
    pattern: /\b(?:it )?(?:was|should have been) (?:painfully |completely |so )?obvious\b|\bobviously\b/giu,
    why: HINDSIGHT,
    instead: 'Say what could be seen then, and where',
  },
  { pattern: /\bcommon sense\b/giu, why: JUDGED, instead: 'Say what was expected, and where it was written' },
  { pattern: /\b(?:screwed|messed|fucked) (?:it |this |that |things )?up\b/giu, why: JUDGED, instead: 'had an effect nobody expected' },
];

/** After a person: what is said of them. Up to two adverbs may stand between. */
const SAID: readonly { verb: string; why: string; instead: string /** `they` may be things: only here does it count. */; they?: true }[] = [
  {
    verb: "(?:should(?:n['’]?t| not)?|ought(?: not)? to|could(?: easily)?) have(?: \\p{L}+)?",
    why: HINDSIGHT,
    instead: 'What would have made that the easy thing to do?',
    they: true,
  },
  {
    verb: "(?:did(?:n['’]t| not) (?:bother|care|think|notice|check|look|monitor|test|read|ask|listen|realise|realize))",
    why: PERSON,
    instead: 'Nothing drew attention to it',
  },
  { verb: 'for?got(?:ten)?(?: to)?|neglected(?: to)?', why: PERSON, instead: 'Nothing reminded anybody to', they: true },
  { verb: 'failed to', why: PERSON, instead: 'There was no step that would' },
  { verb: 'ignored|overlooked|missed', why: PERSON, instead: 'did not stand out:' },
  {
    verb: '(?:made|making) (?:a|an|the|another|this|that|some) (?:\\p{L}+ )?(?:mistakes?|errors?|blunders?)',
    why: PERSON,
    instead: 'took a step that seemed right then',
  },
  {
    verb: 'broke|caused|deployed (?:bad|broken|buggy|faulty)|pushed (?:bad|broken|buggy|faulty)|wrote (?:bad|broken|buggy|faulty)',
    why: PERSON,
    instead: 'The change that went out had the effect:',
  },
];

/**
 * Places that blame, ascending and without overlap.
 * @param names of people that the text may speak of, beside trades and pronouns
 */
export function findBlame(text: string, names: readonly string[] = []): BlameFinding[] {
  const named = names
    .flatMap((name) => [name, ...name.split(/\s+/)])
    .filter((name) => name.length > 2)
    .map(escapeRegExp);
  // A name or trade may carry an article and a department before it, which is bounded so that no text takes long; the pronoun "I" is a word of its own.
  const person = `(?:\\b(?:the |our |an? )?(?:[\\p{L}-]{1,40} )?(?:${[...named, TRADES].join('|')})|\\b(?:${PRONOUNS}))`;
  const personOrThey = `(?:${person}|\\bthey)`;
  const rules: Rule[] = [
    ...WORDS,
    ...SAID.map(({ verb, why, instead, they }) => ({
      pattern: new RegExp(
        `${they ? personOrThey : person} (?:(?:simply|just|even|also|clearly|again|\\p{L}+ly) ){0,2}(?:${verb})\\b`,
        'giu',
      ),
      why,
      instead,
    })),
    {
      pattern: new RegExp(`\\bwhy did(?:n['’]t| not)? ${personOrThey}|\\bwhy did ${person} not`, 'giu'),
      why: HINDSIGHT,
      instead: 'What made it reasonable at the time?',
    },
  ];
  const found: BlameFinding[] = [];
  for (const { pattern, why, instead } of rules) {
    for (const match of text.matchAll(pattern)) {
      found.push({ from: match.index, to: match.index + match[0].length, found: match[0], why, instead });
    }
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  return found.filter((finding, index) => index === 0 || finding.from >= Math.max(...found.slice(0, index).map(({ to }) => to)));
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
