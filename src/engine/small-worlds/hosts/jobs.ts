// Work that takes time on a host: removals, copies, checks, snapshots, starts. Each ends by itself, or is interrupted where it is.
import type { Hosts, Scenario } from '../../../schema/index.ts';
import { copyRate, heldBy, takesUs } from './backups.ts';
import { contentAt, settle } from './files.ts';
import { clockText, rowsText, sizeText } from './says.ts';
import { answering, dataOf, rowsBack, turn, turnLog, usable, walAt } from './service.ts';
import { type HostsState, type Job, type Machine, machineOf, schedule } from './state.ts';

export interface Hands {
  scenario: Scenario;
  hosts: Hosts;
  state: HostsState;
  report: (component: string, detail: string) => void;
}

type Draft<J> = J extends Job ? Omit<J, 'id' | 'fromUs'> : never;

export function beginJob({ state }: Hands, draft: Draft<Job>): Job {
  const job: Job = { ...draft, id: ++state.ids, fromUs: state.nowUs };
  state.jobs.push(job);
  if (job.toUs !== undefined) schedule(state, job.toUs, 'job', job.id);
  return job;
}

export const dropJob = (state: HostsState, job: Job): void => {
  state.jobs = state.jobs.filter((each) => each !== job);
};

/** The bytes that a removal or a copy has dealt with so far, from its own course. */
export function dealtWith(hands: Hands, job: Job): number {
  const machine = machineOf(hands.state, job.host);
  if (machine === undefined || (job.kind !== 'removal' && job.kind !== 'copy')) return 0;
  if (job.kind === 'copy') {
    const share = job.toUs === undefined ? 0 : Math.min(1, (hands.state.nowUs - job.fromUs) / (job.toUs - job.fromUs));
    return Math.floor(share * job.bytes);
  }
  const left = machine.directories.filter(({ path }) => job.paths.includes(path));
  return job.bytes - left.reduce((sum, directory) => sum + contentAt(directory, hands.state.nowUs).bytes, 0);
}

/** Ends a removal or a copy where it is; what is there stays. */
export function closeFiles(hands: Hands, machine: Machine, job: Job): void {
  const { state } = hands;
  const done = dealtWith(hands, job);
  if (job.kind === 'removal') {
    machine.removed += done;
    settle(
      machine,
      machine.directories.filter(({ path }) => job.paths.includes(path)),
      state.nowUs,
    );
  }
  if (job.kind === 'copy') {
    machine.arrived += done;
    const data = dataOf(hands.hosts, machine);
    if (data?.flow !== undefined) settle(machine, [data], state.nowUs);
  }
}

/** Base backups are cut off when the primary is not there any more, also those that only wait. */
export function cutBaseCopies(hands: Hands): void {
  const { state, report } = hands;
  for (const job of state.jobs.filter((each) => each.kind === 'wait' || (each.kind === 'copy' && each.follows))) {
    closeFiles(hands, machineOf(state, job.host)!, job);
    dropJob(state, job);
    report(job.host, 'the base backup was cut off');
  }
}

/** An end that was scheduled. A job that was interrupted is not there any more. */
export function finishJob(hands: Hands, id: number): void {
  const { state, hosts, report } = hands;
  const job = state.jobs.find((each) => each.id === id);
  const machine = job && machineOf(state, job.host);
  if (job === undefined || machine === undefined) return;
  if (job.kind === 'removal') report(job.host, 'the removal is through');
  closeFiles(hands, machine, job);
  dropJob(state, job);
  if (job.kind === 'copy') copied(hands, machine, job);
  if (job.kind === 'check') checked(hands, job.backup);
  if (job.kind === 'start') started(hands, machine);
  if (job.kind === 'checkpoint') checkpoint(hands);
  if (job.kind === 'verify' && usable(dataOf(hosts, machine))) {
    machine.verifiedAtUs = state.nowUs;
    report(job.host, 'every row and index was read');
  }
  if (job.kind === 'snapshot') report(job.host, `${job.backup} is taken`);
  turn(hosts, state);
}

function copied(hands: Hands, machine: Machine, job: Job & { kind: 'copy' }): void {
  const { state, hosts, report } = hands;
  const data = dataOf(hosts, machine);
  if (data === undefined) return;
  data.whole = true;
  machine.verifiedAtUs = undefined;
  data.dataset = { asOfUs: job.dataset.asOfUs, rows: [...job.dataset.rows] };
  report(job.host, `${sizeText(job.bytes)} copied`);
  if (job.follows) {
    machine.database = 'up';
    const { written } = walAt(hosts, state, state.nowUs);
    Object.assign(state.wal, { atUs: state.nowUs, written, replayed: written });
    state.follower = machine.name;
    turnLog(hosts, state, state.wal.bytesPerS);
    return;
  }
  if (machine.name === state.serving) rowsBack(state, data.dataset);
  if (!machine.held && hosts.machines[machine.name]?.role !== 'staging') start(hands, machine);
}

/** Begins to start a database whose files are whole. */
export function start(hands: Hands, machine: Machine): Job {
  const { state, hosts } = hands;
  machine.database = 'starting';
  return beginJob(hands, {
    kind: 'start',
    host: machine.name,
    toUs: state.nowUs + takesUs(state, `start/${machine.name}`, hosts.database.starts),
  });
}

function started({ state, hosts, report }: Hands, machine: Machine): void {
  const data = dataOf(hosts, machine);
  if (machine.database !== 'starting' || !usable(data)) return;
  machine.database = 'up';
  report(machine.name, 'the database is up');
  if (machine.name === state.serving) rowsBack(state, data.dataset);
}

function checked({ scenario, hosts, state }: Hands, name: string): void {
  const backup = state.backups.find((each) => each.name === name);
  if (backup === undefined) return;
  const held = heldBy(hosts, state, backup);
  const kinds = Object.keys(hosts.database.rows);
  const says =
    held !== undefined
      ? `${sizeText(held.bytes)} in ${held.files} files, as of ${clockText(scenario, held.dataset.asOfUs)}: ${rowsText(kinds, held.dataset.rows)}`
      : backup.directory === undefined
        ? backup.found
        : 'No database can be started from it: files are missing';
  backup.checked = { atUs: state.nowUs, says, usable: held !== undefined };
}

/** Memory goes to the disk: a database whose files are gone crashes, and copies that waited begin. */
export function checkpoint(hands: Hands): void {
  const { state, hosts, report } = hands;
  const serving = machineOf(state, state.serving);
  if (serving?.database !== 'up') return;
  if (answering(hosts, state) < 1 && !usable(dataOf(hosts, serving))) {
    serving.database = 'crashed';
    cutBaseCopies(hands);
    report(serving.name, 'the database crashed: its files are gone');
  } else for (const job of state.jobs.filter(({ kind }) => kind === 'wait')) beginBaseCopy(hands, job);
  turn(hosts, state);
}

/** The copy of the primary that a replica waited for. */
function beginBaseCopy(hands: Hands, wait: Job): void {
  const { state, hosts } = hands;
  const source = machineOf(state, state.serving);
  const data = source && dataOf(hosts, source);
  dropJob(state, wait);
  if (usable(data))
    beginCopy(hands, {
      host: wait.host,
      of: 'primary',
      source: state.serving,
      method: 'plain',
      follows: true,
      held: { ...contentAt(data, state.nowUs), dataset: data.dataset },
    });
}

export interface CopyOrder {
  host: string;
  of: string;
  source: string;
  method: string;
  follows: boolean;
  held: { bytes: number; files: number; dataset: { asOfUs: number; rows: number[] } };
}

/** Lays out a copy into the data directory, which is empty by now. */
export function beginCopy(hands: Hands, order: CopyOrder): Job {
  const rate = copyRate(hands.hosts, order.source, order.host, order.method === 'compressed');
  const { state, hosts } = hands;
  const machine = machineOf(state, order.host)!;
  const toUs = state.nowUs + Math.max(1, Math.round((order.held.bytes / rate) * 1_000_000));
  const path = hosts.machines[order.host]?.data ?? '';
  machine.directories = machine.directories.filter((directory) => directory.path !== path);
  machine.directories.push({
    path,
    was: undefined,
    bytes: 0,
    files: 0,
    whole: false,
    dataset: undefined,
    flow: { fromUs: state.nowUs, toUs, fromBytes: 0, toBytes: order.held.bytes, fromFiles: 0, toFiles: order.held.files },
  });
  return beginJob(hands, {
    kind: 'copy',
    host: order.host,
    of: order.of,
    source: order.source,
    method: order.method,
    bytes: order.held.bytes,
    files: order.held.files,
    dataset: { asOfUs: order.held.dataset.asOfUs, rows: [...order.held.dataset.rows] },
    follows: order.follows,
    toUs,
  });
}
