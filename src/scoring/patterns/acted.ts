// `acted`: whether the first command that changes anything came with evidence: enough bearing looks before it (rule L5).
import { bearingLooks, EVIDENCE_LOOKS, hasEvidence } from '../acts.ts';
import { eventFinding, stateFinding } from '../finding.ts';
import { evidenceOf } from '../reading.ts';
import { withGlance } from '../reasons/glance.ts';
import { counted, type Phrase } from '../reasons/phrase.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findActed: PatternKind<PatternOf<'acted'>> = (pattern, reading) => {
  const phrase = describeActed(pattern);
  const first = reading.acts[0];
  if (first === undefined) return eventFinding(reading, undefined, [], phrase, { almost: 'no command that changes anything was given' });
  const looks = bearingLooks(reading.looks, first.entry.seq);
  const supported = hasEvidence(reading.scenario, reading.looks, first.entry.seq);
  const evidence = [...looks.map((look) => evidenceOf(look.entry)), evidenceOf(first.entry)];
  const told = counted(looks.length, 'look that bears on a live explanation', 'looks that bear on a live explanation');
  const reason = `${supported ? '' : 'only '}${told} before the first command, “${first.text}”`.replace('only no ', 'no ');
  const before = reading.looks.filter((look) => look.entry.seq < first.entry.seq);
  const because = supported ? reason : withGlance(reason, before);
  return stateFinding(supported === (pattern.acted === 'with evidence') ? 'yes' : 'no', first.entry, evidence, because, phrase);
};

function describeActed(pattern: PatternOf<'acted'>): Phrase {
  const evidence = `at least ${EVIDENCE_LOOKS} looks that bear on a live explanation before the first command`;
  return pattern.acted === 'with evidence'
    ? { one: evidence, many: evidence, none: `not ${evidence}`, did: `acted after ${evidence}` }
    : {
        one: 'a first command without evidence',
        many: 'commands without evidence',
        none: 'no first command without evidence',
        did: 'acted without evidence',
      };
}
