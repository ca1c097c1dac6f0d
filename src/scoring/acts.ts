// What the trainee changed in the world, and whether there was evidence first and harm after.
import {
  COMMANDS,
  type ComparisonRun,
  isCommand,
  type JournalEntry,
  type Outcome,
  type Scenario,
  type SimTimeUs,
  type TraceReader,
} from '../schema/index.ts';
import { harmAt } from './instruments.ts';
import type { Look } from './looks.ts';
import { commandText, namesCommand } from './texts.ts';

export interface Act {
  entry: JournalEntry;
  text: string;
  outcome: Outcome | undefined;
  /** It may have had an effect: done or unknown. */
  took: boolean;
  harmful: boolean;
  harmfulBecause: string;
  blind: boolean;
}

/** Different bearing looks that make an action one with evidence; fewer when the scenario lists fewer. */
export const EVIDENCE_LOOKS = 2;
/** A command this soon after another, with no look between, is not steered by anything. */
const RAPID_US = 60_000_000;
/** How long after a command harm is compared with nobody acting. */
const HARM_WINDOW_US = 120_000_000;
/** Growth of harm over that of nobody acting that counts as worse, and the share of the idle run’s harm it must exceed to be no accident. */
const WORSE_FACTOR = 1.15;
const WORSE_SHARE = 0.02;

export function readActs(
  scenario: Scenario,
  journal: readonly JournalEntry[],
  outcomes: ReadonlyMap<number, Outcome>,
  looks: readonly Look[],
  trace: TraceReader,
  idle: ComparisonRun | undefined,
): Act[] {
  const commands = journal.filter(
    (entry) => isCommand(entry.kind) && COMMANDS.some((command) => command.kind === entry.kind && (command.risk as string) !== 'look'),
  );
  // What people did on request stands at the request's place, but was done later.
  const inTime = [...commands].sort((a, b) => a.atUs - b.atUs || a.seq - b.seq);
  return commands.map((entry, index) => {
    const text = commandText(entry);
    const outcome = outcomes.get(entry.seq);
    const took = outcome === undefined || outcome.status !== 'refused';
    const listed = scenario.truth.harmful.find((harmful) => namesCommand(harmful.do, entry));
    const worse =
      took &&
      listed === undefined &&
      !cures(scenario, entry) &&
      madeWorse(trace, idle, entry.atUs, inTime[inTime.indexOf(entry) + 1]?.atUs);
    return {
      entry,
      text,
      outcome,
      took,
      harmful: took && (listed !== undefined || worse),
      harmfulBecause: listed === undefined ? 'harm grew faster than with nobody acting' : (listed.because ?? 'listed as harmful'),
      blind: took && (!hasEvidence(scenario, looks, entry.seq) || isRapid(journal, commands[index - 1], entry)),
    };
  });
}

const cures = (scenario: Scenario, entry: JournalEntry): boolean =>
  [...scenario.truth.remedies, ...scenario.truth.mitigations].some((remedy) => namesCommand(remedy.do, entry));

/** Different bearing looks before an entry. */
export function bearingLooks(looks: readonly Look[], beforeSeq: number): Look[] {
  const seen = new Set<string>();
  return looks.filter((look) => {
    if (!look.bears || look.entry.seq >= beforeSeq || seen.has(look.text)) return false;
    seen.add(look.text);
    return true;
  });
}

/** At least two different bearing looks before the entry, or as many as the scenario knows of. */
export function hasEvidence(scenario: Scenario, looks: readonly Look[], beforeSeq: number): boolean {
  const { evidence, rivals } = scenario.truth;
  const known = new Set([...evidence, ...rivals.flatMap((rival) => rival.ruledOutBy)]).size;
  if (known > 0) return bearingLooks(looks, beforeSeq).length >= Math.min(EVIDENCE_LOOKS, known);
  return new Set(looks.filter((look) => look.considered && look.entry.seq < beforeSeq).map((look) => look.text)).size >= EVIDENCE_LOOKS;
}

/** Soon after another command, without a look or a planned step in between. */
function isRapid(journal: readonly JournalEntry[], before: JournalEntry | undefined, now: JournalEntry): boolean {
  if (before === undefined || now.atUs - before.atUs > RAPID_US) return false;
  return !journal.some(
    (entry) => entry.seq > before.seq && entry.seq < now.seq && (entry.kind.startsWith('look.') || entry.kind === 'plan.step'),
  );
}

function madeWorse(trace: TraceReader, idle: ComparisonRun | undefined, atUs: SimTimeUs, nextUs: SimTimeUs | undefined): boolean {
  if (idle === undefined) return false;
  const untilUs = Math.min(atUs + HARM_WINDOW_US, nextUs ?? trace.nowUs, trace.nowUs);
  const own = { before: harmAt(trace, atUs), after: harmAt(trace, untilUs) };
  const other = { before: curveAt(idle, atUs), after: curveAt(idle, untilUs) };
  return (['usersAffected', 'revenueLost'] as const).some((figure) => {
    const grew = own.after[figure] - own.before[figure];
    const wouldHave = other.after[figure] - other.before[figure];
    const total = idle.curve[idle.curve.length - 1]?.[figure] ?? 0;
    return grew > wouldHave * WORSE_FACTOR && grew - wouldHave > total * WORSE_SHARE && own.after[figure] > other.after[figure];
  });
}

/** Harm of a comparison run at the last point at or before the instant; its last one beyond its end. */
export function curveAt(run: ComparisonRun, atUs: SimTimeUs): { usersAffected: number; revenueLost: number } {
  return run.curve.findLast((point) => point.atUs <= atUs) ?? { usersAffected: 0, revenueLost: 0 };
}
