// `resolved`: the trainee declared the end, and with `truly` the world agreed: not broken at the declaration nor after it.
import type { Evidence } from '../../schema/index.ts';
import { eventFinding, matchOf } from '../finding.ts';
import { evidenceOf } from '../reading.ts';
import type { Phrase } from '../reasons/phrase.ts';
import type { PatternKind, PatternOf } from './kind.ts';

export const findResolved: PatternKind<PatternOf<'resolved'>> = (pattern, reading) => {
  const counted = pattern.truly === true ? reading.declarations.filter((declaration) => declaration.truly) : reading.declarations;
  const spans: Evidence[] = reading.input.brokenSpans.map((span) => ({ kind: 'span', ...span, text: 'users were hurt' }));
  const matches = counted.map((declaration) => ({ ...matchOf(declaration.entry), evidence: [evidenceOf(declaration.entry), ...spans] }));
  const { length } = reading.declarations;
  const trouble = reading.input.brokenSpans.length > 0 ? 'while the trouble was not over' : 'although there had been no trouble';
  return eventFinding(
    reading,
    pattern.resolved,
    matches,
    describeResolved(pattern),
    { almost: length === 0 ? 'the end was never declared' : length > counted.length ? `declared the end ${trouble}` : undefined },
    [...reading.declarations.map((declaration) => evidenceOf(declaration.entry)), ...spans],
  );
};

function describeResolved(pattern: PatternOf<'resolved'>): Phrase {
  const well = pattern.truly === true ? ' with the system well' : '';
  return {
    one: `the end declared${well}`,
    many: `declarations of the end${well}`,
    none: `the end was never declared${well}`,
    did: `declared the end${well}`,
  };
}
