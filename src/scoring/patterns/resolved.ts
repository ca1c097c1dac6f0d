// `resolved`: the trainee declared the end, and with `truly` the world agreed: not broken at the declaration nor after it.
import type { Evidence } from '../../schema/index.ts';
import { eventFinding, matchOf } from '../finding.ts';
import { evidenceOf } from '../reading.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findResolved: PatternKind<PatternOf<'resolved'>> = (pattern, reading) => {
  const counted = pattern.truly === true ? reading.declarations.filter((declaration) => declaration.truly) : reading.declarations;
  const spans: Evidence[] = reading.input.brokenSpans.map((span) => ({ kind: 'span', ...span, text: 'users were hurt' }));
  const because = pattern.truly === true ? 'the end was declared and the world was well' : 'the end was declared';
  const matches = counted.map((declaration) => ({ ...matchOf(declaration.entry), evidence: [evidenceOf(declaration.entry), ...spans] }));
  return eventFinding(reading, pattern.resolved, matches, because, [
    ...reading.declarations.map((declaration) => evidenceOf(declaration.entry)),
    ...spans,
  ]);
};
