// How the response was led: severity against the matrix, targets by severity, roles, hand-overs, declarations that came too early.
import { adviceOf, figuresShownAt } from '../drill/index.ts';
import {
  type CommandReview,
  type Evidence,
  type JournalEntry,
  ROLES,
  type Role,
  type Severity,
  SeveritySchema,
  type SimTimeUs,
  severityTargets,
} from '../schema/index.ts';
import { evidenceOf, type Reading } from './reading.ts';
import { stateAt } from './statements/course.ts';
import { spanText } from './statements/words.ts';

const MINUTE_US = 60_000_000;
/** Who declares what the matrix says so soon after has seen it coming. */
const FORESEEN_US = 5 * MINUTE_US;

export function reviewCommand(reading: Reading): CommandReview {
  return {
    severities: severities(reading),
    targets: targets(reading),
    roles: ROLES.map((role) => ({ role, ...firstHolder(reading, role) })),
    handOvers: reading.input.journal.flatMap((entry) => (entry.kind === 'role.hand-over' ? [handOver(entry)] : [])),
    premature: reading.declarations
      .filter(({ truly }) => !truly)
      .map(({ entry }) => {
        const { verdict, because, evidence = [] } = stateAt(reading, 'resolved', entry.atUs);
        return {
          atUs: entry.atUs,
          because: verdict === 'true' ? 'there had been no trouble' : because,
          evidence: [evidenceOf(entry), ...evidence],
        };
      }),
  };
}

type Declared = Extract<JournalEntry, { kind: 'incident.declare' }>;

const declaredIn = (reading: Reading): Declared[] => reading.input.journal.filter((entry) => entry.kind === 'incident.declare');

const rank = (severity: Severity): number => SeveritySchema.options.indexOf(severity);

function severities(reading: Reading): CommandReview['severities'] {
  return declaredIn(reading).map((entry) => {
    const declared = entry.args.severity;
    const advice = advisedAt(reading, entry.atUs);
    const evidence = [evidenceOf(entry)];
    if (advice === undefined) return { declared, advised: undefined, verdict: 'open', because: 'no row of the matrix applied', evidence };
    const { severity: advised, because } = advice;
    if (declared === advised) return { declared, advised, verdict: 'fits', because, evidence };
    const reachedUs = minutes(entry.atUs, Math.min(entry.atUs + FORESEEN_US, reading.nowUs)).find(
      (atUs) => advisedAt(reading, atUs)?.severity === declared,
    );
    if (rank(declared) < rank(advised) && reachedUs !== undefined)
      return {
        declared,
        advised,
        verdict: 'fits',
        because: `the matrix said ${advised} then and ${declared} ${spanText(reachedUs - entry.atUs)} later`,
        evidence,
      };
    return { declared, advised, verdict: rank(declared) > rank(advised) ? 'too low' : 'too high', because, evidence };
  });
}

const advisedAt = ({ scenario, input }: Reading, atUs: SimTimeUs) => adviceOf(scenario, figuresShownAt(scenario, input.trace, atUs));

function minutes(fromUs: SimTimeUs, toUs: SimTimeUs): SimTimeUs[] {
  return Array.from({ length: Math.max(0, Math.floor((toUs - fromUs) / MINUTE_US)) }, (_, index) => fromUs + (index + 1) * MINUTE_US);
}

/** By the first severity declared; when none was, by the worst that the matrix said while it lasted. */
function targets(reading: Reading): CommandReview['targets'] {
  const { scenario, input, nowUs } = reading;
  const zeroUs = input.tPlusZeroUs;
  if (zeroUs === undefined) return [];
  const severity = declaredIn(reading)[0]?.args.severity ?? worstAdvised(reading, zeroUs);
  if (severity === undefined) return [];
  const by = severityTargets(scenario.incident, severity);
  const first = (kinds: readonly string[]): JournalEntry | undefined => input.journal.find(({ kind }) => kinds.includes(kind));
  const commander = firstHolder(reading, 'commander');
  const target = (
    what: CommandReview['targets'][number]['what'],
    withinUs: SimTimeUs,
    doneAt: SimTimeUs | undefined,
    evidence: Evidence[],
  ): CommandReview['targets'][number] => {
    const byUs = zeroUs + withinUs;
    const doneAtUs = doneAt === undefined ? undefined : Math.max(zeroUs, doneAt);
    const verdict = doneAtUs !== undefined ? (doneAtUs <= byUs ? 'met' : 'missed') : nowUs > byUs ? 'missed' : 'open';
    return { what, byUs, doneAtUs, verdict, evidence };
  };
  const byEntry = (what: CommandReview['targets'][number]['what'], withinUs: SimTimeUs, entry: JournalEntry | undefined) =>
    target(what, withinUs, entry?.atUs, entry === undefined ? [] : [evidenceOf(entry)]);
  const update = firstUpdate(reading);
  return [
    byEntry('acknowledge', by.acknowledge, first(['alert.acknowledge', 'incident.declare'])),
    byEntry('declare', by.respond, first(['incident.declare'])),
    target('commander', by.commander, commander.atUs, commander.evidence),
    target('first update', by.update, update?.atUs, update === undefined ? [] : [update]),
  ];
}

/** A plain one counts, as it does in the room. */
function firstUpdate({ input: { journal, updates } }: Reading): Extract<Evidence, { kind: 'entry' }> | undefined {
  const own = journal.find(({ kind }) => kind === 'comms.status-update');
  const [shown] = updates ?? [];
  if (shown === undefined || shown.seq === own?.seq) return own && evidenceOf(own);
  return { kind: 'entry', seq: shown.seq, atUs: shown.atUs, text: `plain update to ${shown.audience}` };
}

function worstAdvised(reading: Reading, zeroUs: SimTimeUs): Severity | undefined {
  const toUs = Math.min(reading.nowUs, reading.restoredAtUs ?? reading.nowUs);
  const advised = minutes(zeroUs, toUs).flatMap((atUs) => advisedAt(reading, atUs)?.severity ?? []);
  return advised.sort((one, other) => rank(one) - rank(other))[0];
}

/** Who is given a role in a hand-over has it when they say so, and not before. */
function firstHolder(
  { scenario, input }: Reading,
  role: Role,
): { holder: string | undefined; atUs: SimTimeUs | undefined; evidence: Evidence[] } {
  const person = scenario.incident.roles[role];
  if (person !== undefined) return { holder: scenario.people[person]?.name ?? person, atUs: 0, evidence: [] };
  for (const entry of input.journal) {
    const taken = (entry.kind === 'role.take' || entry.kind === 'drill.begin') && entry.args.role === role;
    if (taken) return { holder: entry.actor, atUs: entry.atUs, evidence: [evidenceOf(entry)] };
    if (entry.kind !== 'role.hand-over' || entry.args.role !== role) continue;
    const atUs = input.tookOver === undefined ? entry.atUs : input.tookOver.get(entry.seq);
    if (atUs !== undefined) return { holder: scenario.people[entry.args.to]?.name ?? entry.args.to, atUs, evidence: [evidenceOf(entry)] };
  }
  return { holder: undefined, atUs: undefined, evidence: [] };
}

function handOver(entry: Extract<JournalEntry, { kind: 'role.hand-over' }>): CommandReview['handOvers'][number] {
  const { seq, atUs, args } = entry;
  const parts = Object.entries(args.note).map(([part, text]) => ({ part, filled: text.trim() !== '' }));
  const named = (filled: boolean) => parts.filter((each) => each.filled === filled).map(({ part }) => part);
  return { seq, atUs, role: args.role, to: args.to, filled: named(true), missing: named(false), evidence: [evidenceOf(entry)] };
}
