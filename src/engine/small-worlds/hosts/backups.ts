// Backups: what each really holds at an instant, how fast it comes to a host, and which copy would lose the fewest rows.
import type { Distribution, Hosts, SimTimeUs } from '../../../schema/index.ts';
import { drawUs } from '../streams.ts';
import { contentAt, directoryAt } from './files.ts';
import { dataOf, replayedRows, usable } from './service.ts';
import { type Backup, type Dataset, type HostsState, machineOf } from './state.ts';

export interface Held {
  machine: string;
  bytes: number;
  files: number;
  dataset: Dataset;
}

/** What is in a backup now; undefined when nothing is that a database could be started from. */
export function heldBy(hosts: Hosts, state: HostsState, backup: Backup): Held | undefined {
  if (backup.snapshot !== undefined) return backup.snapshot;
  const machine = backup.directory && machineOf(state, backup.directory.machine);
  const directory = machine && directoryAt(machine, backup.directory?.path ?? '');
  if (machine === undefined || !usable(directory)) return undefined;
  const dataset = machine.name === state.follower ? (replayedRows(hosts, state) ?? directory.dataset) : directory.dataset;
  return { machine: machine.name, ...contentAt(directory, state.nowUs), dataset };
}

/** Bytes per second from one machine's disk to another's. */
export function copyRate(hosts: Hosts, from: string, to: string, compressed: boolean): number {
  const source = hosts.machines[from];
  const target = hosts.machines[to];
  if (source === undefined || target === undefined) return 0;
  const disks = Math.min(source.disk.reads, target.disk.writes);
  const link = from === to ? undefined : hosts.links.find(({ between }) => between.includes(from) && between.includes(to))?.rate;
  if (!compressed) return Math.min(disks, link ?? disks);
  const { ratio, rate } = hosts.compression;
  return Math.min(disks, rate, link === undefined ? rate : link * ratio);
}

/** Rows committed that would not come back from the best copy there is; while the database that serves is whole, those it does not have. */
export function rowsLost(hosts: Hosts, state: HostsState): number[] {
  const serving = machineOf(state, state.serving);
  if (serving !== undefined && usable(dataOf(hosts, serving))) return [...state.missing];
  let best = state.written.map(() => 0);
  const sum = (rows: readonly number[]): number => rows.reduce((total, count) => total + count, 0);
  const copies = [
    ...state.machines.flatMap((machine) => machine.directories.filter(usable).map(({ dataset }) => dataset.rows)),
    ...state.backups.flatMap(({ snapshot }) => (snapshot === undefined ? [] : [snapshot.dataset.rows])),
  ];
  for (const rows of copies) if (sum(rows) > sum(best)) best = rows;
  return state.written.map((count, kind) => count - (best[kind] ?? 0));
}

/** How long something takes, from the stream of its purpose. */
export function takesUs(state: HostsState, purpose: string, distribution: Distribution): SimTimeUs {
  const stream = state.streams[purpose];
  return stream === undefined ? 0 : Math.max(1, drawUs(stream, distribution));
}
