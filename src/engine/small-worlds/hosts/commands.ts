// What people do on the hosts. Each answers whether it could; what takes time goes on as a job.
import type { Command, Outcome } from '../../../schema/index.ts';
import { copyRate, heldBy, takesUs } from './backups.ts';
import { beginRemoval, below, contentAt, directoryAt, moveAside, usedBytes } from './files.ts';
import { beginCopy, beginJob, closeFiles, cutBaseCopies, dropJob, type Hands, start } from './jobs.ts';
import { rateText, sizeText, spanText } from './says.ts';
import { dataOf, loseFollower, rowsBack, rowsGone, turn, usable } from './service.ts';
import { type Directory, type Machine, machineOf } from './state.ts';

const done = (text: string, untilUs?: number): Outcome =>
  untilUs === undefined ? { status: 'done', text } : { status: 'done', text, untilUs };
const refused = (code: string, reason: string): Outcome => ({ status: 'refused', code: `hosts/${code}`, reason });

type Act = (hands: Hands, machine: Machine, args: Record<string, unknown>) => Outcome;

const ACTS: Readonly<Record<string, Act>> = {
  'command.remove-path': remove,
  'command.move-path': (hands, machine, args) => {
    const directory = directoryAt(machine, pathOf(args));
    if (directory === undefined) return refused('no-such-path', `${machine.name}: no such directory: ${pathOf(args)}`);
    if (directory.flow !== undefined) return refused('busy', `${directory.path} is being written or deleted`);
    const was = directory.path;
    leaving(hands, machine, [directory]);
    const aside = moveAside(machine, directory);
    return done(`${machine.name}: ${was} is now ${aside}; nothing was deleted`);
  },
  'command.move-back': (hands, machine, args) => {
    const path = pathOf(args);
    const aside = machine.directories.filter(({ was }) => was === path).at(-1);
    if (aside === undefined) return refused('not-aside', `${machine.name}: nothing was moved aside from ${path}`);
    const there = directoryAt(machine, path);
    if (there !== undefined && contentAt(there, hands.state.nowUs).bytes > 0) return refused('exists', `${machine.name}: ${path} exists`);
    if (there !== undefined) machine.directories = machine.directories.filter((each) => each !== there);
    Object.assign(aside, { path, was: undefined });
    if (machine.name === hands.state.serving && usable(aside) && dataOf(hands.hosts, machine) === aside)
      rowsBack(hands.state, aside.dataset);
    return done(`${machine.name}: ${path} is back`);
  },
  'command.interrupt': (hands, machine) => {
    const jobs = hands.state.jobs.filter(({ host, kind }) => host === machine.name && ['removal', 'copy', 'wait', 'verify'].includes(kind));
    if (jobs.length === 0) return refused('nothing-runs', `${machine.name}: nothing runs that could be interrupted`);
    for (const job of jobs) {
      closeFiles(hands, machine, job);
      dropJob(hands.state, job);
    }
    const data = dataOf(hands.hosts, machine);
    return done(
      `${machine.name}: interrupted. ${data === undefined ? 'Its data directory is gone' : `${sizeText(data.bytes)} in ${data.path}`}`,
    );
  },
  'command.stop-database': (hands, machine) => {
    const { state, hosts } = hands;
    if (machine.database === 'stopped') return refused('stopped', `${machine.name}: the database is stopped`);
    Object.assign(machine, { database: 'stopped', held: true });
    if (machine.name === state.serving) cutBaseCopies(hands);
    if (machine.name === state.follower) loseFollower(hosts, state);
    return done(`${machine.name}: the database is stopped`);
  },
  'command.start-database': (hands, machine) => {
    if (machine.database === 'up' || machine.database === 'starting')
      return refused('up', `${machine.name}: the database is ${machine.database}`);
    if (!usable(dataOf(hands.hosts, machine)))
      return refused('not-a-database', `${machine.name}: the data directory is not a complete database; it does not start`);
    machine.held = false;
    return done(`${machine.name}: the database is starting`, start(hands, machine).toUs);
  },
  'command.promote-replica': (hands, machine) => {
    const { state, hosts } = hands;
    if (machine.name === state.serving) return refused('serves', `${machine.name} serves the product already`);
    const data = dataOf(hosts, machine);
    if (!usable(data)) return refused('not-a-database', `${machine.name}: there is no complete database to serve from`);
    if (state.follower !== undefined) loseFollower(hosts, state);
    cutBaseCopies(hands);
    const before = machineOf(state, state.serving);
    if (before !== undefined && before.database !== 'crashed') Object.assign(before, { database: 'stopped', held: true });
    state.serving = machine.name;
    rowsBack(state, data.dataset);
    machine.held = false;
    return done(`${machine.name} becomes the primary`, start(hands, machine).toUs);
  },
  'command.force-checkpoint': (hands, machine) => {
    const { state, hosts } = hands;
    if (machine.name !== state.serving || machine.database !== 'up') return refused('not-up', `${machine.name}: no primary is up there`);
    if (state.jobs.some(({ kind }) => kind === 'checkpoint')) return refused('under-way', 'A checkpoint is under way');
    const job = beginJob(hands, { kind: 'checkpoint', host: machine.name, toUs: state.nowUs + hosts.database.checkpoint.forced });
    return done(`${machine.name}: checkpoint begun`, job.toUs);
  },
  'command.resync-replica': resync,
  'command.take-snapshot': (hands, machine) => {
    const { state, hosts } = hands;
    const data = dataOf(hosts, machine);
    if (!usable(data)) return refused('not-a-database', `${machine.name}: there is no complete database to keep`);
    const name = `snapshot-${state.backups.filter(({ snapshot }) => snapshot !== undefined).length + 1}`;
    const toUs = state.nowUs + takesUs(state, `snapshot/${machine.name}`, hosts.snapshots);
    state.backups.push({
      name,
      title: `Snapshot of ${machine.name}`,
      believed: 'taken by hand in this incident',
      directory: undefined,
      snapshot: { machine: machine.name, ...contentAt(data, state.nowUs), dataset: { ...data.dataset, rows: [...data.dataset.rows] } },
      found: '',
      checked: undefined,
    });
    beginJob(hands, { kind: 'snapshot', host: machine.name, backup: name, toUs });
    return done(`${machine.name}: ${name}, with ${sizeText(data.bytes)} as of now`, toUs);
  },
  'command.verify-database': (hands, machine) => {
    const { state, hosts } = hands;
    const data = dataOf(hosts, machine);
    if (machine.database !== 'up' || !usable(data)) return refused('not-up', `${machine.name}: no database is up there`);
    if (state.jobs.some(({ host, kind }) => host === machine.name && kind === 'verify')) return refused('under-way', 'That is under way');
    const toUs = state.nowUs + Math.round((data.bytes / hosts.database.verifies) * 1_000_000);
    beginJob(hands, { kind: 'verify', host: machine.name, bytes: data.bytes, toUs });
    return done(`${machine.name}: reading every row and index, about ${spanText(toUs - state.nowUs)}`, toUs);
  },
};

export function execute(hands: Hands, { kind, args }: Command): Outcome | undefined {
  if (kind === 'command.check-backup') return check(hands, String(args['backup']));
  if (kind === 'command.restore-backup') return restore(hands, args);
  const act = ACTS[kind];
  if (act === undefined) return undefined;
  const machine = machineOf(hands.state, String(args['host']));
  if (machine === undefined) return refused('no-such-host', `There is no host ${String(args['host'])}`);
  const outcome = act(hands, machine, args);
  turn(hands.hosts, hands.state);
  return outcome;
}

const pathOf = (args: Record<string, unknown>): string => String(args['path']);

/** Directories are about to go: a database that works on them is damaged, copies from and into them end. */
function leaving(hands: Hands, machine: Machine, directories: readonly Directory[]): void {
  const { state, hosts } = hands;
  const data = dataOf(hosts, machine);
  if (data === undefined || !directories.includes(data)) return;
  for (const job of state.jobs.filter(
    (each) =>
      (each.host === machine.name && (each.kind === 'copy' || each.kind === 'wait' || each.kind === 'start')) ||
      (each.kind === 'copy' && each.source === machine.name && each.of !== 'snapshot'),
  )) {
    closeFiles(hands, machineOf(state, job.host) ?? machine, job);
    dropJob(state, job);
    hands.report(job.host, `the copy ended: ${data.path} on ${machine.name} is going`);
  }
  if (machine.database === 'starting') machine.database = 'crashed';
  if (machine.name === state.serving) {
    cutBaseCopies(hands);
    if (state.follower !== undefined) loseFollower(hosts, state);
    rowsGone(state);
  } else if (machine.name === state.follower) {
    loseFollower(hosts, state);
    machine.database = 'crashed';
  } else if (machine.database === 'up') machine.database = 'crashed';
}

function remove(hands: Hands, machine: Machine, args: Record<string, unknown>): Outcome {
  const { state, hosts, report } = hands;
  const found = below(machine, pathOf(args));
  if (found.length === 0) return refused('no-such-path', `${machine.name}: no such directory: ${pathOf(args)}`);
  if (state.jobs.some((job) => job.kind === 'removal' && job.host === machine.name))
    return refused('busy', `${machine.name}: a removal is running`);
  leaving(hands, machine, found);
  const there = found.filter((directory) => machine.directories.includes(directory));
  const { toUs, bytes } = beginRemoval(there, state.nowUs, hosts.machines[machine.name]!.disk.unlinks);
  beginJob(hands, { kind: 'removal', host: machine.name, paths: there.map(({ path }) => path), bytes, toUs });
  report(machine.name, `removal of ${sizeText(bytes)} began`);
  return done(`${machine.name}: deleting ${sizeText(bytes)} below ${pathOf(args)}`, toUs);
}

/** A colleague removes what a replica has, unless somebody has by then, moved it aside, or copies to it. */
export function emptyReplica(hands: Hands, name: string): void {
  const { state, hosts } = hands;
  const machine = machineOf(state, name);
  const data = machine && dataOf(hosts, machine);
  const copied = state.jobs.some(({ host, kind }) => host === name && (kind === 'copy' || kind === 'wait'));
  if (machine === undefined || data === undefined || copied || name === state.serving || name === state.follower) return;
  remove(hands, machine, { path: data.path });
  turn(hosts, state);
}

function resync(hands: Hands, machine: Machine): Outcome {
  const { state, hosts } = hands;
  const primary = machineOf(state, state.serving);
  const source = primary && dataOf(hosts, primary);
  if (machine.name === state.serving) return refused('serves', `${machine.name} is the primary`);
  if (primary?.database !== 'up' || !usable(source)) return refused('primary-down', `${state.serving}: cannot connect to the primary`);
  const data = dataOf(hosts, machine);
  if (data !== undefined && contentAt(data, state.nowUs).files > 0)
    return refused('not-empty', `${machine.name}: directory ${data.path} exists but is not empty`);
  if (state.jobs.some(({ host, kind }) => host === machine.name && kind === 'wait'))
    return refused('under-way', `${machine.name}: a copy waits already`);
  if (usedBytes(machine, state.nowUs) + source.bytes > hosts.machines[machine.name]!.disk.size)
    return refused('disk-full', `${machine.name}: no space left on device`);
  machine.database = 'stopped';
  if (data === undefined) {
    const { data: path } = hosts.machines[machine.name]!;
    machine.directories.push({ path, was: undefined, bytes: 0, files: 0, flow: undefined, dataset: undefined, whole: false });
  }
  beginJob(hands, { kind: 'wait', host: machine.name, toUs: undefined });
  return done(`${machine.name}: base backup started. Nothing more is printed`);
}

function check(hands: Hands, name: string): Outcome {
  const { state, hosts } = hands;
  const backup = state.backups.find((each) => each.name === name);
  if (backup === undefined)
    return refused('no-such-backup', `There is no backup ${name}; there are ${state.backups.map((each) => each.name).join(', ')}`);
  if (state.jobs.some((job) => job.kind === 'check' && job.backup === name)) return refused('under-way', 'That is under way');
  const takes = hosts.backups[name]?.checkTakes ?? hosts.snapshots;
  const toUs = state.nowUs + takesUs(state, hosts.backups[name] === undefined ? `snapshot/${state.serving}` : `check/${name}`, takes);
  beginJob(hands, { kind: 'check', host: backup.directory?.machine ?? state.serving, backup: name, toUs });
  return done(`Checking ${name}: ${backup.title}`, toUs);
}

/** A backup without anything in it restores to an empty database, which starts. */
function restore(hands: Hands, args: Record<string, unknown>): Outcome {
  const { state, hosts } = hands;
  const [name, host, method] = [String(args['backup']), String(args['host']), String(args['method'] ?? 'plain')];
  const backup = state.backups.find((each) => each.name === name);
  const machine = machineOf(state, host);
  if (backup === undefined) return refused('no-such-backup', `There is no backup ${name}`);
  if (machine === undefined) return refused('no-such-host', `There is no host ${host}`);
  const held = heldBy(hosts, state, backup);
  if (held?.machine === host && backup.snapshot === undefined) return refused('same-directory', `${name} is the data directory of ${host}`);
  if (held === undefined && backup.directory !== undefined)
    return refused('nothing-there', `${backup.directory.machine}: files of ${name} are missing, nothing can be copied`);
  if (state.jobs.some((job) => job.host === host && ['removal', 'copy'].includes(job.kind)))
    return refused('busy', `${host}: something else writes or deletes there`);
  const data = dataOf(hosts, machine);
  const old = data === undefined ? 0 : contentAt(data, state.nowUs).bytes;
  const content = held ?? { machine: host, bytes: 0, files: 0, dataset: { asOfUs: state.nowUs, rows: state.written.map(() => 0) } };
  if (usedBytes(machine, state.nowUs) - old + content.bytes > hosts.machines[host]!.disk.size)
    return refused('disk-full', `${host}: no space left on device`);
  if (data !== undefined) leaving(hands, machine, [data]);
  if (machine.database !== 'stopped') machine.database = 'crashed';
  machine.removed += old;
  const order = {
    host,
    of: backup.snapshot === undefined ? name : 'snapshot',
    source: content.machine,
    method,
    follows: false,
    held: content,
  };
  const job = beginCopy(hands, order);
  turn(hosts, state);
  const rate = copyRate(hosts, content.machine, host, method === 'compressed');
  return done(
    `${host}: restoring ${name}, ${sizeText(content.bytes)} at ${rateText(rate)}, about ${spanText((job.toUs ?? 0) - state.nowUs)}`,
    job.toUs,
  );
}
