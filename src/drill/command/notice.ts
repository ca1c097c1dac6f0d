// What an entry means in the light of the scenario: goals of the guide it meets, hints it makes needless, the hint it asks for.
import {
  commandMatches,
  type GuideStep,
  type Hint,
  isCommand,
  isLook,
  type JournalEntry,
  lookMatches,
  type Outcome,
  type Scenario,
  type SimTimeUs,
} from '../../schema/index.ts';
import type { CommandState, Notice } from './command-state.ts';

/** Hints that may be asked for now, in the order of the file. @param tPlusZeroUs undefined before the first page: then there are none */
export function hintsOffered(
  scenario: Scenario,
  state: Pick<CommandState, 'hintsTaken' | 'hintsMoot'>,
  tPlusZeroUs: SimTimeUs | undefined,
  nowUs: SimTimeUs,
): Hint[] {
  if (tPlusZeroUs === undefined) return [];
  return scenario.hints.filter(
    ({ name, from }) =>
      nowUs >= tPlusZeroUs + from && !state.hintsMoot.includes(name) && !state.hintsTaken.some((taken) => taken.name === name),
  );
}

/** @param missing a look that found nothing: it counts for nothing */
export function noticeOf(
  scenario: Scenario,
  entry: JournalEntry,
  { outcome, missing, hint }: { outcome: Outcome | undefined; missing: boolean; hint: Hint | undefined },
): Notice {
  const counts = outcome?.status !== 'refused' && !missing;
  return {
    goals: scenario.guide.flatMap(({ until }, index) => (counts && meets(until, index, entry, outcome) ? [index] : [])),
    moot:
      counts && isLook(entry.kind)
        ? scenario.hints.filter(({ unless }) => unless.some((look) => lookMatches(look, entry))).map(({ name }) => name)
        : [],
    hint,
  };
}

function meets(goal: GuideStep['until'], index: number, entry: JournalEntry, outcome: Outcome | undefined): boolean {
  if ('looked' in goal) return lookMatches(goal.looked, entry);
  if ('did' in goal) return isCommand(entry.kind) && outcome?.status === 'done' && commandMatches(goal.did, entry);
  if ('entry' in goal) return entry.kind === goal.entry;
  return 'read' in goal && entry.kind === 'guide.read' && entry.args.step === index;
}

/** Which steps of the guide are done. A goal met before its turn counts; a phase once it was entered. */
export const stepsDone = (scenario: Scenario, state: Pick<CommandState, 'goalsMet' | 'phasesSeen'>): boolean[] =>
  scenario.guide.map(({ until }, index) => ('phase' in until ? state.phasesSeen.includes(until.phase) : state.goalsMet.includes(index)));
