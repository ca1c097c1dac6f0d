// Refusals of incident command: beginning twice, hints that there are not, roles one holds already, people and commands that do not exist.
import { type EntryArgs, type EntryKind, type JournalEntry, type Outcome, parseCommandText, type Scenario } from '../../schema/index.ts';
import type { DrillContext } from '../refusals.ts';
import { holds } from './command-state.ts';
import { hintsOffered } from './notice.ts';

type Refused = Extract<Outcome, { status: 'refused' }>;
type Check<K extends EntryKind> = (args: EntryArgs<K>, context: DrillContext, entry: JournalEntry) => Refused | undefined;

const refused = (code: string, reason: string): Refused => ({ status: 'refused', code: `drill/${code}`, reason });

export function unknownPerson({ people }: Scenario, person: string): Refused | undefined {
  if (Object.hasOwn(people, person)) return undefined;
  return refused(
    'unknown-person',
    `Nobody here is called “${person}”; there are ${Object.keys(people).join(', ') || 'no people in this drill'}`,
  );
}

const unreadable = (text: string): Refused | undefined =>
  parseCommandText(text) === undefined
    ? refused('unknown-command', `“${text}” is no command; write it as in the palette, such as “rollback <service>”`)
    : undefined;

export const COMMAND_CHECKS: { [K in EntryKind]?: Check<K> } = {
  'drill.begin': (_, { state }) =>
    state.begun || state.timeline.some(({ kind }) => !kind.startsWith('control.'))
      ? refused('begun', 'The drill has begun; how it is played is said once, before anything else')
      : undefined,
  'hint.take': (_, { scenario, state, tPlusZeroUs }, { atUs }) => {
    if (hintsOffered(scenario, state, tPlusZeroUs, atUs).length > 0) return undefined;
    return refused(
      'no-hint',
      scenario.hints.length === 0 ? 'This drill has no hints' : 'There is no hint for now; look around and ask again later',
    );
  },
  'guide.read': ({ step }, { scenario }) => {
    const known = scenario.guide[step];
    return known !== undefined && 'read' in known.until
      ? undefined
      : refused('no-step', `Step ${step + 1} of the guide does not wait to be read`);
  },
  'role.take': ({ role }, { state }, { actor }) =>
    holds(state, role, actor) ? refused('role-held', `You are ${role} already`) : undefined,
  'role.hand-over': ({ role, to }, { scenario, state }) => {
    const holder = state.roles[role]?.holder;
    if (holder?.kind === 'person' && holder.person === to)
      return refused('role-held', `${scenario.people[to]?.name ?? to} is ${role} already`);
    return unknownPerson(scenario, to);
  },
  'people.delegate': ({ person, task }, { scenario }) => unknownPerson(scenario, person) ?? unreadable(task),
  'approval.request': ({ person, command }, { scenario }) => unknownPerson(scenario, person) ?? unreadable(command),
  'people.escalate': ({ to }, { scenario, requests }) => {
    if (to !== undefined) return unknownPerson(scenario, to);
    const { ladder } = scenario.incident;
    if (ladder.length === 0)
      return refused(
        'no-ladder',
        `There is no escalation ladder here; name whom to call: ${Object.keys(scenario.people).join(', ') || 'there is nobody'}`,
      );
    const called = requests.filter(({ kind }) => kind === 'call');
    if (called.some(({ status, about }) => status === 'waiting' && about === LADDER))
      return refused('ladder-busy', 'The ladder is being called; wait for an answer or name a person');
    return ladder.every(({ person }) => called.some((call) => call.person === person && call.status === 'done'))
      ? refused('ladder-over', 'Everyone on the ladder is here already')
      : undefined;
  },
  'checklist.tick': ({ item }, { scenario }) =>
    scenario.incident.checklist.some(({ id }) => id === item)
      ? undefined
      : refused('unknown-item', `There is no item “${item}” on the checklist`),
};

/** What a call by the ladder is about. */
export const LADDER = 'escalation ladder';
