// `do`: a command was given. `harmful`, `red herring`, `remedy` and `mitigation` stand for the commands that the truth lists.
import type { Truth } from '../../schema/index.ts';
import type { Act } from '../acts.ts';
import { eventFinding, matchOf } from '../finding.ts';
import { namesCommand } from '../texts.ts';
import type { PatternKind, PatternOf } from './kind.ts';

const LISTS: Readonly<Record<string, (truth: Truth) => readonly { do: string }[]>> = {
  'red herring': (truth) => truth.redHerrings,
  remedy: (truth) => truth.remedies,
  mitigation: (truth) => truth.mitigations,
};

export const findDo: PatternKind<PatternOf<'do'>> = (pattern, reading) => {
  const written = typeof pattern.do === 'string' ? [pattern.do] : pattern.do;
  const named = (act: Act): boolean =>
    written.some((text) =>
      text === 'harmful'
        ? act.harmful
        : (LISTS[text]?.(reading.scenario.truth) ?? [{ do: text }]).some((listed) => namesCommand(listed.do, act.entry)),
    );
  const given = reading.acts.filter(named);
  const counted = pattern.outcome === undefined ? given : given.filter((act) => act.outcome?.status === pattern.outcome);
  const what = `command ${written.join(' or ')}${pattern.outcome === undefined ? '' : ` with outcome ${pattern.outcome}`}`;
  return eventFinding(
    reading,
    pattern.within,
    counted.map((act) => matchOf(act.entry)),
    what,
    given.flatMap((act) => matchOf(act.entry).evidence),
  );
};
