// Measures of command: hand-over notes, severity, roles, targets, claims that were wrong, hints.
import type { Evidence } from '../../schema/index.ts';
import { reviewCommand } from '../command-review.ts';
import type { Match } from '../finding.ts';
import { matchOf } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { counted } from '../reasons/phrase.ts';
import { statementsOf } from '../statements/index.ts';
import { percent } from '../texts.ts';
import type { MeasureKind } from './kind.ts';

/** A part that is no entry of its own. */
const part = (reading: Reading, key: string, evidence: Evidence[], atUs: number): Match => ({ atUs, seq: reading.lastSeq, key, evidence });

/** Of the last note, as whoever took over at the end has it. */
export const measureHandOverCompleteness: MeasureKind = (reading) => {
  const { handOvers } = reviewCommand(reading);
  const last = handOvers.at(-1);
  if (last === undefined) return { value: undefined, parts: [], because: 'nothing was handed over' };
  const value = last.filled.length / (last.filled.length + last.missing.length);
  return {
    value,
    parts: handOvers.map(({ seq, atUs, evidence }) => part(reading, `hand-over ${seq}`, evidence, atUs)),
    because: `the hand-over note held ${percent(value)} of what it should${last.missing.length === 0 ? '' : `, without ${last.missing.join(', ')}`}`,
  };
};

export const measureSeverityMisjudged: MeasureKind = (reading) => {
  const { severities } = reviewCommand(reading);
  const wrong = severities.filter(({ verdict }) => verdict === 'too low' || verdict === 'too high');
  return {
    value: severities.length === 0 ? undefined : wrong.length,
    parts: wrong.map(({ declared, evidence }, index) => part(reading, `severity ${index} ${declared}`, evidence, 0)),
    because:
      severities.length === 0
        ? 'no severity was ever declared'
        : wrong.length === 0
          ? 'the declared severity fits the matrix'
          : wrong
              .map(({ declared, advised, because }) => `${declared} was declared where the matrix said ${advised}: ${because}`)
              .join('; '),
  };
};

export const measureRolesHeld: MeasureKind = (reading) => {
  const { roles } = reviewCommand(reading);
  const held = roles.filter(({ holder }) => holder !== undefined);
  const missing = roles.filter(({ holder }) => holder === undefined).map(({ role }) => role);
  return {
    value: held.length,
    parts: held.map(({ role, atUs }) =>
      part(reading, role, [{ kind: 'span', fromUs: atUs ?? 0, toUs: atUs ?? 0, text: `${role} from here on` }], atUs ?? 0),
    ),
    because: `${counted(held.length, 'role', 'roles')} held${missing.length === 0 ? '' : `; nobody was ${missing.join(', ')}`}`,
  };
};

export const measureTargetsMissed: MeasureKind = (reading) => {
  const { targets } = reviewCommand(reading);
  const missed = targets.filter(({ verdict }) => verdict === 'missed');
  return {
    value: targets.length === 0 ? undefined : missed.length,
    parts: missed.map(({ what, byUs, evidence }) => part(reading, what, evidence, byUs)),
    because:
      targets.length === 0
        ? 'no severity asked for anything'
        : missed.length === 0
          ? 'every target was met'
          : `too late or never: ${missed.map(({ what }) => what).join(', ')}`,
  };
};

export const measureFalseStatements: MeasureKind = (reading) => {
  const statements = statementsOf(reading);
  const wrong = statements.flatMap(({ seq, atUs, claims }) =>
    claims.filter(({ verdict }) => verdict === 'wrong').map((claim) => ({ ...claim, atUs, key: `${seq} ${claim.about}` })),
  );
  return {
    value: statements.length === 0 ? undefined : wrong.length,
    parts: wrong.map(({ key, evidence, atUs }) => part(reading, key, evidence, atUs)),
    because:
      statements.length === 0
        ? 'nothing was said to anybody'
        : `${counted(wrong.length, 'claim was', 'claims were')} wrong${
            wrong.length === 0
              ? ''
              : `: ${wrong
                  .slice(0, 3)
                  .map(({ about, said, was }) => `${about} said ${said}, was ${was}`)
                  .join('; ')}`
          }`,
  };
};

export const measureHintsTaken: MeasureKind = (reading) => {
  const taken = reading.input.journal.filter(({ kind }) => kind === 'hint.take');
  return {
    value: taken.length,
    parts: taken.map((entry) => matchOf(entry, `hint ${entry.seq}`)),
    because: `${counted(taken.length, 'hint', 'hints')} taken`,
  };
};
