// `acted`: whether the first command that changes anything came with evidence: enough bearing looks before it (rule L5).
import { bearingLooks, hasEvidence } from '../acts.ts';
import { eventFinding, stateFinding } from '../finding.ts';
import { evidenceOf } from '../reading.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findActed: PatternKind<PatternOf<'acted'>> = (pattern, reading) => {
  const first = reading.acts[0];
  if (first === undefined) return eventFinding(reading, undefined, [], 'a command that changes something');
  const looks = bearingLooks(reading.looks, first.entry.seq);
  const supported = hasEvidence(reading.scenario, reading.looks, first.entry.seq);
  const evidence = [...looks.map((look) => evidenceOf(look.entry)), evidenceOf(first.entry)];
  const because = `${looks.length} ${looks.length === 1 ? 'look that bears' : 'looks that bear'} on a live explanation before the first command`;
  return stateFinding(supported === (pattern.acted === 'with evidence') ? 'yes' : 'no', first.entry, evidence, because);
};
