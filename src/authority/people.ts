// What people say: answers to questions, and how they take a status update. Texts quote instruments, never the truth.
import { fillReadings, readValue } from '../drill/index.ts';
import type {
  AudienceName,
  Distribution,
  EntryArgs,
  MessageView,
  Person,
  Scenario,
  Seed,
  SimTimeUs,
  TraceReader,
} from '../schema/index.ts';
import { drawDelayUs } from './delays.ts';

export type Channel = MessageView['channel'];

/** For a person of whom the scenario says nothing else. */
const ANSWERS_IN: Distribution = { uniform: { from: 30_000_000, to: 90_000_000 } };

/** How long this person takes over entry `seq`. */
export function answerDelayUs(person: Person, id: string, seed: Seed, seq: number): SimTimeUs {
  return drawDelayUs(person.answersIn ?? ANSWERS_IN, seed, `people/${id}/${seq}`);
}

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
