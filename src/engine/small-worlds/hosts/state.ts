// State of the hosts world: plain data, so that it is saved as text. What changes evenly is kept as a line between two instants and read off it,
// so that cutting a run into steps changes nothing.
import type { Hosts, SimTimeUs } from '../../../schema/index.ts';
import { drawExponential, newStream, type StreamState } from '../streams.ts';

/** A database's content: all rows of each kind, in the order of the scenario, as they were then. */
export interface Dataset {
  asOfUs: SimTimeUs;
  rows: number[];
}

/** Bytes and files of a directory on their way from one count to another. */
export interface Flow {
  fromUs: SimTimeUs;
  toUs: SimTimeUs;
  fromBytes: number;
  toBytes: number;
  fromFiles: number;
  toFiles: number;
}

export interface Directory {
  path: string;
  /** What it was called before it was moved aside. */
  was: string | undefined;
  bytes: number;
  files: number;
  flow: Flow | undefined;
  /** The database in it; kept when files are missing, and then no use. */
  dataset: Dataset | undefined;
  /** No file of it is missing. */
  whole: boolean;
}

export type DatabaseStatus = 'up' | 'starting' | 'stopped' | 'crashed';

export interface Machine {
  name: string;
  directories: Directory[];
  database: DatabaseStatus;
  /** Somebody stopped it; it does not start by itself. */
  held: boolean;
  /** When every row of it was last read and found right. */
  verifiedAtUs: SimTimeUs | undefined;
  /** Bytes on the disk at the start, written by finished copies, and deleted by finished removals. */
  initial: number;
  arrived: number;
  removed: number;
}

export type Job = { id: number; host: string; fromUs: SimTimeUs; toUs: SimTimeUs | undefined } & (
  | { kind: 'removal'; paths: string[]; bytes: number }
  | { kind: 'copy'; of: string; source: string; method: string; bytes: number; files: number; dataset: Dataset; follows: boolean }
  /** A copy of the primary that has not begun: nothing is said while it waits for a checkpoint. */
  | { kind: 'wait' }
  | { kind: 'check'; backup: string }
  | { kind: 'verify'; bytes: number }
  | { kind: 'snapshot'; backup: string }
  | { kind: 'start' }
  | { kind: 'checkpoint' }
);

export interface Backup {
  name: string;
  title: string;
  believed: string;
  /** The data directory of this machine, as it was called at first; undefined when it is a snapshot or nothing. */
  directory: { machine: string; path: string } | undefined;
  /** A snapshot of a volume, below the file system. */
  snapshot: { machine: string; bytes: number; files: number; dataset: Dataset } | undefined;
  found: string;
  checked: { atUs: SimTimeUs; says: string; usable: boolean } | undefined;
}

export interface Scheduled {
  atUs: SimTimeUs;
  seq: number;
  does: 'job' | 'checkpoint' | 'recycled' | 'history';
  /** Of a job, or the count of turns of the log at which this was scheduled. */
  id: number;
}

export interface HostsState {
  nowUs: SimTimeUs;
  seq: number;
  ids: number;
  scheduled: Scheduled[];
  machines: Machine[];
  jobs: Job[];
  backups: Backup[];
  /** The machine that the product uses. */
  serving: string;
  /** How much faster than usual the log grows. */
  load: number;
  /** The write-ahead log in bytes since staging's copy: a line from `atUs`, and how far the replica has replayed it. */
  wal: { atUs: SimTimeUs; written: number; bytesPerS: number; replayed: number; turn: number };
  /** The replica that follows; undefined when none does. */
  follower: string | undefined;
  /** Rows of each kind: committed, of these in the database that serves, and of these not. */
  written: number[];
  live: number[];
  missing: number[];
  /** When the next row of each kind comes, and from which stream. */
  rows: { nextUs: number; stream: StreamState }[];
  /** Counts of committed rows every few minutes, newest last. */
  history: Dataset[];
  /** Requests of users: a line from `atUs`. */
  visits: { atUs: SimTimeUs; asked: number; failed: number; failing: number };
  /** By purpose: how long a check, a start, a snapshot takes. */
  streams: Record<string, StreamState>;
}

export const SECOND_US = 1_000_000;
export const HISTORY_US = 300_000_000;
const HISTORY_MAX = 72;

/** Adds an event; those of one instant happen in the order they were added. */
export function schedule(state: HostsState, atUs: SimTimeUs, does: Scheduled['does'], id: number): void {
  const entry: Scheduled = { atUs, seq: state.seq++, does, id };
  let place = state.scheduled.length;
  while (place > 0 && state.scheduled[place - 1]!.atUs > atUs) place--;
  state.scheduled.splice(place, 0, entry);
}

export const machineOf = (state: HostsState, name: string): Machine | undefined => state.machines.find((machine) => machine.name === name);

export function rememberRows(state: HostsState): void {
  state.history.push({ asOfUs: state.nowUs, rows: [...state.written] });
  if (state.history.length > HISTORY_MAX) state.history.shift();
}

/** The world at the start. Rows have been written since staging's copy was taken. */
export function initialState(hosts: Hosts, seed: string): HostsState {
  const stagingAgeUs = Math.max(0, ...Object.values(hosts.machines).map(({ age }) => age));
  const kinds = Object.entries(hosts.database.rows);
  const serving = Object.entries(hosts.machines).find(([, { role }]) => role === 'primary')?.[0] ?? '';
  const written = kinds.map(([, { before }]) => before);
  const state: HostsState = {
    nowUs: -stagingAgeUs,
    seq: 0,
    ids: 0,
    scheduled: [],
    machines: Object.entries(hosts.machines).map(([name, { directories, role }]) => ({
      name,
      directories: Object.entries(directories).map(([path, { bytes, files }]) => ({
        path,
        was: undefined,
        bytes,
        files,
        flow: undefined,
        dataset: undefined,
        whole: true,
      })),
      database: role === 'primary' || role === 'replica' ? 'up' : 'stopped',
      held: role === 'staging',
      verifiedAtUs: undefined,
      initial: Object.values(directories).reduce((sum, { bytes }) => sum + bytes, 0),
      arrived: 0,
      removed: 0,
    })),
    jobs: [],
    backups: Object.entries(hosts.backups).map(([name, { title, believed, machine, found }]) => ({
      name,
      title,
      believed,
      directory: machine === undefined ? undefined : { machine, path: hosts.machines[machine]?.data ?? '' },
      snapshot: undefined,
      found,
      checked: undefined,
    })),
    serving,
    load: 1,
    wal: { atUs: -stagingAgeUs, written: 0, bytesPerS: hosts.database.wal.rate, replayed: 0, turn: 0 },
    follower: Object.entries(hosts.machines).find(([, { role }]) => role === 'replica')?.[0],
    written,
    live: [...written],
    missing: kinds.map(() => 0),
    rows: kinds.map(([kind, { rate }]) => {
      const stream = newStream(seed, `hosts/rows/${kind}`);
      return { nextUs: -stagingAgeUs + gapUs(stream, rate), stream };
    }),
    history: [],
    visits: { atUs: 0, asked: 0, failed: 0, failing: 0 },
    streams: Object.fromEntries(
      [
        ...Object.keys(hosts.backups).map((name) => `check/${name}`),
        ...Object.keys(hosts.machines).flatMap((name) => [`start/${name}`, `snapshot/${name}`]),
      ].map((name) => [name, newStream(seed, `hosts/${name}`)]),
    ),
  };
  for (const machine of state.machines) {
    const { data, age } = hosts.machines[machine.name]!;
    const directory = machine.directories.find(({ path }) => path === data)!;
    directory.dataset = { asOfUs: -age, rows: [...written] };
  }
  return state;
}

/** Until the next row. */
export const gapUs = (stream: StreamState, perS: number): number =>
  perS > 0 ? Math.max(1, Math.round((drawExponential(stream) / perS) * SECOND_US)) : Number.MAX_SAFE_INTEGER;
