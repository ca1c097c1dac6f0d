// `look`: something was opened. `evidence` and `rival` stand for the looks that the truth lists.

import type { Scenario } from '../../schema/index.ts';
import { eventFinding, matchOf } from '../finding.ts';
import type { Look } from '../looks.ts';
import { glanceText } from '../reasons/glance.ts';
import { list, type Phrase } from '../reasons/phrase.ts';
import { lookNoun } from '../reasons/words.ts';
import { namesLook } from '../texts.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findLook: PatternKind<PatternOf<'look'>> = (pattern, reading) => {
  const written = writtenIn(pattern);
  const named = (look: Look): boolean =>
    written.some((text) =>
      text === 'evidence'
        ? look.showsTruth
        : text === 'rival'
          ? look.rivals.length > 0
          : namesLook(text, look.entry, reading.scenario.observability, look.shown),
    );
  const seen = reading.looks.filter(named);
  const counted = pattern.bears === true ? seen.filter((look) => look.bears) : seen;
  const opened = (looks: readonly Look[]): string => {
    const nouns = [...new Set(looks.map((look) => lookNoun(look.text, reading.scenario.artefacts)))];
    return `looked at ${nouns.length > 3 ? `${nouns.slice(0, 3).join(', ')} and ${nouns.length - 3} more` : list(nouns, 'and')}`;
  };
  return eventFinding(
    reading,
    pattern.within,
    counted.map((look) => matchOf(look.entry, look.text)),
    describeLook(pattern, reading.scenario.artefacts),
    {
      did: counted.length > 0 ? opened(counted) : undefined,
      almost: seen.length > 0 ? `${opened(seen)}, but ${glanceText(seen) ?? 'not with an eye on an explanation still alive'}` : undefined,
    },
    seen.flatMap((look) => matchOf(look.entry).evidence),
  );
};

const writtenIn = (pattern: PatternOf<'look'>): readonly string[] => (typeof pattern.look === 'string' ? [pattern.look] : pattern.look);

function describeLook(pattern: PatternOf<'look'>, artefacts: Scenario['artefacts']): Phrase {
  const nouns = writtenIn(pattern).map((written) => lookNoun(written, artefacts));
  const at = `at ${list(nouns, 'or')}${pattern.bears === true ? ' that bears on a live explanation' : ''}`;
  return { one: `a look ${at}`, many: `looks ${at}`, none: `no look ${at}`, did: `looked ${at}` };
}
