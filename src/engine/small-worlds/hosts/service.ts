// The product on its database: which share of requests succeeds, the rows that users write, the log they cause, and what a replica has of it.
// A database whose files are gone goes on for a while with what it holds in memory, until it needs a file: then it crashes.
import { exp } from '../../../math/index.ts';
import type { Hosts, SimTimeUs } from '../../../schema/index.ts';
import { drawUniform } from '../streams.ts';
import { directoryAt } from './files.ts';
import { type Dataset, type Directory, gapUs, type HostsState, type Machine, machineOf, SECOND_US, schedule } from './state.ts';

/** A user whose request failed is held up for five minutes, as in the world of services (E11). */
const HELD_UP_MINUTES = 5;

export const dataOf = (hosts: Hosts, machine: Machine): Directory | undefined =>
  directoryAt(machine, hosts.machines[machine.name]?.data ?? '');

const holdsRows = (dataset: Dataset | undefined): boolean => dataset?.rows.some((count) => count > 0) === true;

/** A directory that a database can be started from. */
export const usable = (directory: Directory | undefined): directory is Directory & { dataset: Dataset } =>
  directory?.whole === true && directory.flow === undefined && directory.dataset !== undefined;

/** Share of requests that the product answers well now. */
export function answering(hosts: Hosts, state: HostsState): number {
  const machine = machineOf(state, state.serving);
  if (machine?.database !== 'up') return 0;
  const data = dataOf(hosts, machine);
  if (!usable(data)) return hosts.database.damaged;
  return holdsRows(data.dataset) ? (hosts.machines[machine.name]?.serves ?? 1) : 0;
}

/** Requests of users up to an instant. */
export function visitsAt(hosts: Hosts, { visits }: HostsState, atUs: SimTimeUs): { asked: number; failed: number } {
  const more = (hosts.users.visits * (atUs - visits.atUs)) / SECOND_US;
  return { asked: visits.asked + more, failed: visits.failed + more * visits.failing };
}

/** Different people among those whose requests failed: each request is one of all people's, drawn evenly. */
export function harmed(hosts: Hosts, failed: number): { people: number; minutes: number } {
  const { people } = hosts.users;
  return { people: people * (1 - exp(-failed / people)), minutes: failed * HELD_UP_MINUTES };
}

/** Log written, replayed and lagging at an instant, in bytes. */
export function walAt(hosts: Hosts, { wal, follower }: HostsState, atUs: SimTimeUs): { written: number; replayed: number; lag: number } {
  const seconds = (atUs - wal.atUs) / SECOND_US;
  const written = wal.written + wal.bytesPerS * seconds;
  if (follower === undefined) return { written, replayed: wal.replayed, lag: written - wal.replayed };
  const lag = Math.max(0, wal.written - wal.replayed + (wal.bytesPerS - hosts.database.wal.replays) * seconds);
  return { written, replayed: written - lag, lag };
}

/** After anything that may change it: the lines of requests and of the log turn here. */
export function turn(hosts: Hosts, state: HostsState): void {
  const share = answering(hosts, state);
  const failing = 1 - share;
  const { visits, wal, nowUs } = state;
  if (failing !== visits.failing) Object.assign(visits, visitsAt(hosts, state, nowUs), { atUs: nowUs, failing });
  const serving = machineOf(state, state.serving);
  const writes = serving?.database === 'up' && usable(dataOf(hosts, serving));
  const bytesPerS = writes ? hosts.database.wal.rate * state.load : 0;
  if (bytesPerS !== wal.bytesPerS) turnLog(hosts, state, bytesPerS);
}

/** The log goes on at another rate, or another replica follows; when it outruns what is kept, the replica is lost. */
export function turnLog(hosts: Hosts, state: HostsState, bytesPerS: number): void {
  const { wal, nowUs } = state;
  const { written, replayed, lag } = walAt(hosts, state, nowUs);
  Object.assign(wal, { atUs: nowUs, written, replayed, bytesPerS, turn: wal.turn + 1 });
  const { keeps, replays } = hosts.database.wal;
  if (state.follower === undefined || bytesPerS <= replays) return;
  const seconds = Math.max(0, keeps - lag) / (bytesPerS - replays);
  schedule(state, nowUs + Math.ceil(seconds * SECOND_US), 'recycled', wal.turn);
}

/** How far behind the replica is in time: the log it has not replayed, at the rate at which it is written. */
export function lagSeconds(hosts: Hosts, state: HostsState, atUs: SimTimeUs): number {
  const rate = state.wal.bytesPerS > 0 ? state.wal.bytesPerS : hosts.database.wal.rate;
  return walAt(hosts, state, atUs).lag / rate;
}

/** What the replica that follows has: all rows when it is level, else those counted some minutes before the log it replays. */
export function replayedRows(hosts: Hosts, state: HostsState): Dataset | undefined {
  const seconds = lagSeconds(hosts, state, state.nowUs);
  if (seconds < 1) return { asOfUs: state.nowUs, rows: [...state.live] };
  const known = state.history.filter(({ asOfUs }) => asOfUs <= state.nowUs - seconds * SECOND_US).at(-1) ?? state.history[0];
  return known === undefined ? undefined : { asOfUs: known.asOfUs, rows: [...known.rows] };
}

/** No replica follows any more; what it has is what was written until its lag ago, as counted every few minutes. */
export function loseFollower(hosts: Hosts, state: HostsState): void {
  const machine = machineOf(state, state.follower ?? '');
  if (machine === undefined) return;
  const data = dataOf(hosts, machine);
  if (data !== undefined) {
    data.dataset = replayedRows(hosts, state) ?? data.dataset;
  }
  const { written, replayed } = walAt(hosts, state, state.nowUs);
  Object.assign(state.wal, { atUs: state.nowUs, written, replayed, turn: state.wal.turn + 1 });
  state.follower = undefined;
}

/** Rows that users write, up to an instant. */
export function writeRows(hosts: Hosts, state: HostsState, toUs: SimTimeUs): void {
  const share = answering(hosts, state);
  const serving = machineOf(state, state.serving)!;
  const data = dataOf(hosts, serving);
  const into = usable(data) ? data.dataset : undefined;
  for (const [kind, { rate }] of Object.values(hosts.database.rows).entries()) {
    const row = state.rows[kind]!;
    while (row.nextUs <= toUs) {
      if (drawUniform(row.stream) < share) {
        state.written[kind]! += 1;
        if (into === undefined) state.missing[kind]! += 1;
        else {
          state.live[kind]! += 1;
          into.rows[kind]! += 1;
        }
      }
      row.nextUs += gapUs(row.stream, rate);
    }
  }
  if (into !== undefined && toUs > into.asOfUs && share > 0) into.asOfUs = toUs;
}

/** The rows of the database that served are in no database any more. */
export function rowsGone(state: HostsState): void {
  for (const kind of state.live.keys()) {
    state.missing[kind]! += state.live[kind]!;
    state.live[kind] = 0;
  }
}

/** The product goes on with these rows. */
export function rowsBack(state: HostsState, dataset: Dataset): void {
  rowsGone(state);
  for (const [kind, count] of dataset.rows.entries()) {
    state.live[kind]! += count;
    state.missing[kind]! -= count;
  }
}
