// `look`: something was opened. `evidence` and `rival` stand for the looks that the truth lists.

import { eventFinding, matchOf } from '../finding.ts';
import type { Look } from '../looks.ts';
import { namesLook } from '../texts.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findLook: PatternKind<PatternOf<'look'>> = (pattern, reading) => {
  const written = typeof pattern.look === 'string' ? [pattern.look] : pattern.look;
  const named = (look: Look): boolean =>
    written.some((text) =>
      text === 'evidence'
        ? look.showsTruth
        : text === 'rival'
          ? look.rivals.length > 0
          : namesLook(text, look.entry, reading.scenario.observability),
    );
  const seen = reading.looks.filter(named);
  const counted = pattern.bears === true ? seen.filter((look) => look.bears) : seen;
  const what = `look at ${written.join(' or ')}${pattern.bears === true ? ', bearing on a live explanation' : ''}`;
  return eventFinding(
    reading,
    pattern.within,
    counted.map((look) => matchOf(look.entry, look.text)),
    what,
    seen.flatMap((look) => matchOf(look.entry).evidence),
  );
};
