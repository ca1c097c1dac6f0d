// The whole state of the public-alert world: plain data with a fixed order of keys, so that its text is the same for the same state.
import type { PublicAlert, SimTimeUs } from '../../../schema/index.ts';
import { newStream, type StreamState } from '../streams.ts';
import { type LineState, newLine } from './line-state.ts';

/** What people of an area are: the first three were never alarmed, the last three were. Each person is in exactly one. */
export const STATES = ['unaware', 'doubting', 'informed', 'alarmed', 'calmed', 'reassured'] as const;
export const UNAWARE = 0;
export const DOUBTING = 1;
export const INFORMED = 2;
export const ALARMED = 3;
export const CALMED = 4;
export const REASSURED = 5;

export type Sense = 'alarm' | 'denial' | 'unclear' | 'test';

/** Something that is reaching people. `left` counts, by area, those whom it will still reach. */
export interface Message {
  number: number;
  channel: string;
  sense: Sense;
  /** The template it was sent from, or empty. */
  template: string;
  left: number[];
  cancelled: boolean;
}

/** A statement, template or relay as it went out. */
export interface Statement {
  atUs: SimTimeUs;
  channel: string;
  by: string;
  text: string;
  sense: Sense;
}

/** What somebody of the warning point does, or will do when a hand is free. */
export interface Task {
  number: number;
  what: 'tell' | 'ask' | 'post' | 'correct';
  /** A party or a channel. */
  to: string;
  text: string;
  stage: 'waiting' | 'put off' | 'dialling' | 'ringing' | 'talking' | 'writing' | 'done';
  sinceUs: SimTimeUs;
  /** Busy tones heard. */
  busyTones: number;
}

export type Due =
  | { atUs: SimTimeUs; order: number; do: 'repeat'; message: number }
  | { atUs: SimTimeUs; order: number; do: 'task'; task: number }
  | { atUs: SimTimeUs; order: number; do: 'publish'; channel: string; by: string; text: string };

export interface PublicAlertState {
  nowUs: SimTimeUs;
  nextTickUs: SimTimeUs;
  order: number;
  due: Due[];
  /** By area, in the order of the scenario; each has one count for each of STATES. */
  people: number[][];
  messages: Message[];
  lines: LineState[];
  tasks: Task[];
  statements: Statement[];
  /** The menu’s log. */
  sent: { atUs: SimTimeUs; template: string; cancelledAtUs: SimTimeUs }[];
  /** By party: when somebody there was first spoken to, -1 before. */
  reachedAtUs: number[];
  /** By party: when it was told, -1 before. */
  toldAtUs: number[];
  /** By party: when its answer came, -1 before. */
  answeredAtUs: number[];
  /** Channels that have carried a relayed denial, or will. */
  relayed: string[];
  /** First instants, -1 before. */
  alertAtUs: SimTimeUs;
  cancelledAtUs: SimTimeUs;
  deniedAtUs: SimTimeUs;
  correctedAtUs: SimTimeUs;
  contradictions: number;
  repetitions: number;
  /** Time with public alarm, and person-time in alarm. */
  alarmUs: number;
  personUs: number;
  streams: { people: StreamState; work: StreamState };
}

/** What all parts of the world share. */
export interface Network {
  readonly plan: PublicAlert;
  readonly areas: readonly string[];
  readonly parties: readonly string[];
  readonly lineNames: readonly string[];
  /** Index of the line over which the warning point calls; -1 without one. */
  readonly ours: number;
  readonly report: (component: string, detail: string) => void;
  state: PublicAlertState;
}

/** How often people are looked at: flows between two looks are drawn at once. */
export const TICK_US = 5_000_000;

export function newNetwork(plan: PublicAlert, seed: string, report: (component: string, detail: string) => void): Network {
  const areas = Object.keys(plan.areas);
  const parties = Object.keys(plan.parties);
  const lineNames = Object.keys(plan.lines);
  return {
    plan,
    areas,
    parties,
    lineNames,
    ours: Object.values(plan.lines).findIndex(({ ours }) => ours),
    report,
    state: {
      nowUs: 0,
      nextTickUs: TICK_US,
      order: 0,
      due: [],
      people: Object.values(plan.areas).map(({ people }) => [people, 0, 0, 0, 0, 0]),
      messages: [],
      lines: Object.entries(plan.lines).map(([name, line]) => newLine(name, line, seed)),
      tasks: [],
      statements: [],
      sent: [],
      reachedAtUs: parties.map(() => -1),
      toldAtUs: parties.map(() => -1),
      answeredAtUs: parties.map(() => -1),
      relayed: [],
      alertAtUs: -1,
      cancelledAtUs: -1,
      deniedAtUs: -1,
      correctedAtUs: -1,
      contradictions: 0,
      repetitions: 0,
      alarmUs: 0,
      personUs: 0,
      streams: { people: newStream(seed, 'public-alert/people'), work: newStream(seed, 'public-alert/work') },
    },
  };
}

type NewDue = Due extends infer Each ? (Each extends Due ? Omit<Each, 'order'> : never) : never;

/** Puts something into the list of what will happen: by time, then in the order of scheduling. */
export function schedule({ state }: Network, due: NewDue): void {
  const entry = { ...due, order: state.order++ } as Due;
  let at = state.due.length;
  while (at > 0 && (state.due[at - 1]?.atUs ?? 0) > entry.atUs) at--;
  state.due.splice(at, 0, entry);
}

export const countOf = (network: Network, kind: number): number =>
  network.state.people.reduce((sum, counts) => sum + (counts[kind] ?? 0), 0);

export const peopleOf = (network: Network): number => Object.values(network.plan.areas).reduce((sum, { people }) => sum + people, 0);
