// Everything that was said to others, claim by claim, beside what was so at that instant: status updates, hand-overs, declarations of the end.
import type { JournalEntry, Statement } from '../../schema/index.ts';
import { evidenceOf, type Reading } from '../reading.ts';
import { courseClaims, stateAt } from './course.ts';
import { figureClaims } from './figures.ts';

export function statementsOf(reading: Reading): Statement[] {
  return reading.input.journal.flatMap((entry) => {
    const { seq, atUs } = entry;
    switch (entry.kind) {
      case 'comms.status-update': {
        const { whatHappened, done, impact, audience } = entry.args;
        const text = [whatHappened, done, impact.text].filter((part) => part !== '').join(' ');
        const claims = [...figureClaims(reading, impact, atUs, evidenceOf(entry)), ...courseClaims(reading, entry)];
        return [{ seq, atUs, kind: 'status update' as const, to: audience, text, claims }];
      }
      case 'role.hand-over':
        return [handOver(reading, entry)];
      case 'incident.resolve':
      case 'incident.stand-down': {
        const text = entry.kind === 'incident.resolve' ? entry.args.summary : entry.args.reason;
        const judged = stateAt(reading, 'resolved', atUs);
        const said = entry.kind === 'incident.resolve' ? 'it is over' : 'there is no incident';
        const evidence = [evidenceOf(entry), ...(judged.evidence ?? [])];
        return [
          {
            seq,
            atUs,
            kind: 'declared over' as const,
            to: 'everyone',
            text,
            claims: [{ about: 'state' as const, said, shown: undefined, ...judged, evidence }],
          },
        ];
      }
      default:
        return [];
    }
  });
}

/** S8: a note is words; what can be held against the drill is the severity it names. */
function handOver(reading: Reading, entry: Extract<JournalEntry, { kind: 'role.hand-over' }>): Statement {
  const { seq, atUs, args } = entry;
  const said = /\bSEV-[1-4]\b/.exec(Object.values(args.note).join(' '))?.[0];
  const declared = reading.input.journal.findLast((each) => each.kind === 'incident.declare' && each.seq < seq);
  const severity = declared?.kind === 'incident.declare' ? declared.args.severity : undefined;
  const evidence = [evidenceOf(entry), ...(declared === undefined ? [] : [evidenceOf(declared)])];
  const claims: Statement['claims'] =
    said === undefined
      ? []
      : [
          {
            about: 'severity',
            said,
            shown: undefined,
            was: severity ?? 'none declared',
            verdict: said === severity ? 'true' : 'wrong',
            because: said === severity ? 'it was the declared one' : 'it was not the declared one',
            evidence,
          },
        ];
  return { seq, atUs, kind: 'hand-over', to: args.to, text: args.note.situation, claims };
}
