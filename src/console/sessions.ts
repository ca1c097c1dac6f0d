// One person at one console: what they have entered, which screen they stand at, what is unlocked. A session begins when it is first looked at.
import { type Console, type ConsoleVariant, type Scenario, safeguardsOf } from '../schema/index.ts';
import type { ConsolesState, Session } from './types.ts';

const SCREEN_MAX = 200;

/** The consoles of a run before anybody did anything. */
export const initialConsoles = (variant: ConsoleVariant): ConsolesState => ({ variant, sessions: {}, attempts: [] });

const keyOf = (deskId: string, by: string): string => `${deskId} ${by}`;

/** @throws InvariantError for a console that the scenario does not have */
export function sessionOf(state: ConsolesState, scenario: Scenario, deskId: string, by: string): Session {
  const key = keyOf(deskId, by);
  return Object.hasOwn(state.sessions, key) ? state.sessions[key]! : freshSession(scenario.consoles![deskId]!, state.variant);
}

export const withSession = (state: ConsolesState, deskId: string, by: string, session: Session): ConsolesState => ({
  ...state,
  sessions: { ...state.sessions, [keyOf(deskId, by)]: session },
});

/** Console and person of every session that was begun. */
export const sessionKeys = (state: ConsolesState): { deskId: string; by: string; session: Session }[] =>
  Object.entries(state.sessions).map(([key, session]) => {
    const space = key.indexOf(' ');
    return { deskId: key.slice(0, space), by: key.slice(space + 1), session };
  });

function freshSession(desk: Console, variant: ConsoleVariant): Session {
  const safeguards = safeguardsOf(desk, variant);
  const watermark = safeguards.find((safeguard) => 'watermark' in safeguard);
  const separation = safeguards.find((safeguard) => 'separation' in safeguard);
  return {
    values: Object.fromEntries(desk.fields.map(({ name, initial }) => [name, initial])),
    group: separation?.starts,
    goingTo: undefined,
    switchingUntilUs: undefined,
    unlockedUntilUs: {},
    expiresAtUs: watermark?.expires,
    screen: [],
  };
}

/** A line on the screen of a prompt. */
export const printed = (session: Session, entry: Session['screen'][number]): Session => ({
  ...session,
  screen: [...session.screen, entry].slice(-SCREEN_MAX),
});

/** More output of the last line. */
export function printedOn(session: Session, output: string): Session {
  const last = session.screen.at(-1);
  if (last === undefined || output === '') return session;
  return { ...session, screen: session.screen.with(-1, { ...last, output: last.output === '' ? output : `${last.output}\n${output}` }) };
}
