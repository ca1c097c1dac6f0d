// What people say: answers to questions, and how they take a status update. Texts quote instruments, never the truth.
import { fillReadings, readValue } from '../drill/index.ts';
import {
  type AudienceName,
  type Command,
  commandMatches,
  type Distribution,
  type EntryArgs,
  type MessageView,
  type Person,
  type Scenario,
  type Seed,
  type SimTimeUs,
  type TraceReader,
} from '../schema/index.ts';
import { drawDelayUs } from './delays.ts';

const MILLION = 1_000_000;

export type Channel = MessageView['channel'];

/** For a person of whom the scenario says nothing else. */
const ANSWERS_IN: Distribution = { uniform: { from: 30_000_000, to: 90_000_000 } };

/** How long this person takes over entry `seq`. */
export function answerDelayUs(person: Person, id: string, seed: Seed, seq: number): SimTimeUs {
  return drawDelayUs(person.answersIn ?? ANSWERS_IN, seed, `people/${id}/${seq}`);
}

/** How long the person takes to carry a command out: as the duty says, else as over an answer. */
export function deedDelayUs(person: Person, id: string, command: Command, seed: Seed, seq: number): SimTimeUs {
  const takes = person.does.find((duty) => commandMatches(duty.do, command))?.takes;
  return takes === undefined ? answerDelayUs(person, id, seed, seq) : drawDelayUs(takes, seed, `people/${id}/${seq}`);
}

/** Whether the person can be reached by the call of entry `seq` at all. */
export function isReached(person: Person, id: string, seed: Seed, seq: number): boolean {
  const drawn = drawDelayUs({ uniform: { from: 0, to: MILLION } }, seed, `people/${id}/${seq}/reach`);
  return drawn < person.reachable * MILLION;
}

/** How somebody says no: with what they cannot do, else as they answer anything else. */
export const declines = (person: Person): string => (person.limits === '' ? person.otherwise : person.limits);

/** The answer to a question, with `{{expr}}` read at this instant. */
export function answerTo(scenario: Scenario, trace: TraceReader, person: Person, about: string): string {
  const wanted = about.trim().toLowerCase();
  const answer = person.answers.find((known) => known.about.toLowerCase() === wanted);
  return withReadings(scenario, trace, answer?.says ?? person.otherwise);
}

export function withReadings(scenario: Scenario, trace: TraceReader, text: string): string {
  return fillReadings(text, (expr) => readValue(scenario, trace.series, expr, trace.nowUs));
}

/** Who reads the updates of an audience: the one who asked, else the first person of that channel. */
export function readerOf(scenario: Scenario, audience: AudienceName, asked: string | undefined): string | undefined {
  return asked ?? Object.keys(scenario.people).find((id) => scenario.people[id]?.channel === audience);
}

/** A reader asks for the first thing that an update left out. */
export function reactionTo(update: EntryArgs<'comms.status-update'>): string {
  const { state, impact, confidence, eta, nextUpdateMinutes } = update;
  if (state === 'resolved') return 'Thank you. I look forward to the review.';
  if (impact.errorRatio === undefined && impact.usersAffected === undefined && impact.revenueLost === undefined && impact.text === '')
    return 'How many customers are affected, and what does it cost us?';
  if (confidence === undefined) return 'How sure are you of that?';
  if (eta === undefined && nextUpdateMinutes === undefined) return 'When do I hear from you again?';
  return nextUpdateMinutes === undefined
    ? 'Understood, thank you.'
    : `Understood, thank you. I expect your next update in ${nextUpdateMinutes} minutes.`;
}
