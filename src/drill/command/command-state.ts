// Incident command as the journal tells it: mode of play, roles, ticks, hints, goals of the guide, hand-overs. Part of the drill's read model.
import { type Hint, isLook, type JournalEntry, type Level, type Phase, ROLES, type Role, type SimTimeUs } from '../../schema/index.ts';

/** Who holds a role: somebody who writes the journal, or a person of the scenario who plays it plainly. */
export type RoleHolder = { readonly kind: 'actor'; readonly actor: string } | { readonly kind: 'person'; readonly person: string };
export interface HeldRole {
  readonly holder: RoleHolder;
  readonly sinceUs: SimTimeUs;
}

export interface CommandState {
  mode: { level: Level; timed: boolean };
  begun: boolean;
  roles: Partial<Record<Role, HeldRole>>;
  /** Since when there was a commander, the first time. */
  commandedAtUs: SimTimeUs | undefined;
  handOvers: { seq: number; atUs: SimTimeUs; role: Role; to: string }[];
  /** The first entry of each kind that was not refused. */
  firstOf: Record<string, SimTimeUs>;
  /** Items of the checklist ticked, or un-ticked, by hand. */
  ticks: Record<string, { atUs: SimTimeUs; done: boolean }>;
  hintsTaken: { seq: number; atUs: SimTimeUs; name: string; text: string }[];
  /** Names of hints that are of no use any more. */
  hintsMoot: string[];
  /** Steps of the guide, by index, whose goal an entry has met. */
  goalsMet: number[];
  /** Every phase that was entered. */
  phasesSeen: Phase[];
}

/** What an entry means beyond itself, in the light of the scenario. */
export interface Notice {
  readonly goals: readonly number[];
  readonly moot: readonly string[];
  /** The hint that `hint.take` gives. */
  readonly hint: Hint | undefined;
}
export const NOTHING_NOTICED: Notice = { goals: [], moot: [], hint: undefined };

/** @param held by role, the people of the scenario who hold one from the beginning */
export function initialCommandState(held: Partial<Record<Role, string>>): CommandState {
  const roles: CommandState['roles'] = {};
  for (const role of ROLES) {
    const person = held[role];
    if (person !== undefined) roles[role] = { holder: { kind: 'person', person }, sinceUs: 0 };
  }
  return {
    mode: { level: 'intermediate', timed: true },
    begun: false,
    roles,
    commandedAtUs: roles.commander === undefined ? undefined : 0,
    handOvers: [],
    firstOf: {},
    ticks: {},
    hintsTaken: [],
    hintsMoot: [],
    goalsMet: [],
    phasesSeen: ['briefing'],
  };
}

/** Takes an entry in that was not refused. `draft` may be changed. @param found false for a look that found nothing */
export function writeCommand(draft: CommandState, entry: JournalEntry, notice: Notice, found: boolean): void {
  const { seq, atUs, actor } = entry;
  if (found || !isLook(entry.kind)) draft.firstOf[entry.kind] ??= atUs;
  noticeAll(draft, notice);
  switch (entry.kind) {
    case 'drill.begin': {
      const { level, timed, role } = entry.args;
      draft.begun = true;
      draft.mode = { level, timed };
      if (role !== undefined) hold(draft, role, { kind: 'actor', actor }, atUs);
      break;
    }
    case 'role.take':
      hold(draft, entry.args.role, { kind: 'actor', actor }, atUs);
      break;
    case 'role.hand-over':
      draft.handOvers.push({ seq, atUs, role: entry.args.role, to: entry.args.to });
      break;
    case 'checklist.tick':
      draft.ticks[entry.args.item] = { atUs, done: entry.args.done };
      break;
    case 'hint.take':
      if (notice.hint !== undefined) draft.hintsTaken.push({ seq, atUs, name: notice.hint.name, text: notice.hint.text });
      break;
    default:
      break;
  }
}

export function noticeAll(draft: CommandState, { goals, moot }: Notice): void {
  for (const goal of goals) if (!draft.goalsMet.includes(goal)) draft.goalsMet.push(goal);
  for (const hint of moot) if (!draft.hintsMoot.includes(hint)) draft.hintsMoot.push(hint);
}

export function hold(draft: CommandState, role: Role, holder: RoleHolder, atUs: SimTimeUs): void {
  draft.roles[role] = { holder, sinceUs: atUs };
  if (role === 'commander') draft.commandedAtUs ??= atUs;
}

/** Whether this actor holds the role. */
export const holds = (state: Pick<CommandState, 'roles'>, role: Role, actor: string): boolean => {
  const holder = state.roles[role]?.holder;
  return holder?.kind === 'actor' && holder.actor === actor;
};

/** The person of the scenario who holds the role; undefined when nobody or somebody else does. */
export function personIn(state: Pick<CommandState, 'roles'>, role: Role): string | undefined {
  const holder = state.roles[role]?.holder;
  return holder?.kind === 'person' ? holder.person : undefined;
}

/** Which role a kind of entry belongs to, the first that fits. */
const FITTING: readonly (readonly [RegExp, Role])[] = [
  [/^comms\./, 'communications'],
  [/^(?:note|checklist)\./, 'scribe'],
  [/^(?:command|look|shell|hypothesis)\./, 'technical lead'],
  [/^(?:incident|role|people|approval|alert|plan)\./, 'commander'],
];

/** In which of their roles somebody does this; undefined when they hold none. */
export function roleFor(state: Pick<CommandState, 'roles'>, actor: string, kind: string): Role | undefined {
  const fitting = FITTING.find(([pattern]) => pattern.test(kind))?.[1];
  if (fitting !== undefined && holds(state, fitting, actor)) return fitting;
  return ROLES.find((role) => holds(state, role, actor));
}
