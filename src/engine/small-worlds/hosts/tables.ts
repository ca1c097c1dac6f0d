// What a person sees on the hosts: machines, replication, what runs, what is on each disk, and the backups as they are believed until checked.
import type { WorldTable } from '../../../schema/index.ts';
import { contentAt, usedBytes } from './files.ts';
import { dealtWith, type Hands } from './jobs.ts';
import { clockText, rateText, sizeText, spanText } from './says.ts';
import { dataOf, lagSeconds, walAt } from './service.ts';
import type { HostsState, Job } from './state.ts';

const column = (key: string, label: string) => ({ key, label });

export function tablesOf(hands: Hands): Record<string, WorldTable> {
  const { state, hosts, scenario } = hands;
  const { nowUs } = state;
  const disks = state.machines.map((machine): [string, WorldTable] => [
    `disk ${machine.name}`,
    {
      title: `Disk of ${machine.name}`,
      columns: [column('path', 'Directory'), column('size', 'Size'), column('files', 'Files')],
      rows: machine.directories.map((directory) => {
        const { bytes, files } = contentAt(directory, nowUs);
        return {
          cells: { path: directory.path, size: sizeText(bytes), files },
          alarming: directory === dataOf(hosts, machine) && !directory.whole,
        };
      }),
      empty: `Nothing is left on the disk of ${machine.name}`,
    },
  ]);
  const { written, lag } = walAt(hosts, state, nowUs);
  return {
    machines: {
      title: 'Machines',
      columns: [
        column('host', 'Host'),
        column('role', 'Role'),
        column('database', 'Database'),
        column('data', 'Data'),
        column('disk', 'Disk'),
        column('verified', 'Verified'),
      ],
      rows: state.machines.map((machine) => {
        const data = dataOf(hosts, machine);
        const role = machine.name === state.serving ? 'primary' : (hosts.machines[machine.name]?.role ?? '');
        return {
          cells: {
            host: machine.name,
            role: role === 'primary' && machine.name !== state.serving ? 'was primary' : role,
            database: machine.name === state.follower ? 'follows' : machine.database,
            data: data === undefined ? 'gone' : sizeText(contentAt(data, nowUs).bytes),
            disk: `${sizeText(usedBytes(machine, nowUs))} of ${sizeText(hosts.machines[machine.name]?.disk.size ?? 0)}`,
            verified: machine.verifiedAtUs === undefined ? '' : clockText(scenario, machine.verifiedAtUs),
          },
          alarming: machine.name === state.serving && machine.database !== 'up',
        };
      }),
      empty: 'No machines',
    },
    replication: {
      title: 'Replication',
      columns: [
        column('replica', 'Replica'),
        column('state', 'State'),
        column('lag', 'Behind'),
        column('time', 'In time'),
        column('log', 'Log written'),
      ],
      rows: state.machines
        .filter(({ name }) => hosts.machines[name]?.role === 'replica')
        .map(({ name }) => ({
          cells: {
            replica: name,
            state: followingText(state, name),
            lag: sizeText(Math.max(0, lag)),
            time: spanText(lagSeconds(hosts, state, nowUs) * 1_000_000),
            log: `${sizeText(written)}, ${rateText(state.wal.bytesPerS)}`,
          },
          alarming: name !== state.follower,
        })),
      empty: 'No replicas',
    },
    processes: {
      title: 'What runs',
      columns: [
        column('host', 'Host'),
        column('what', 'What'),
        column('since', 'Since'),
        column('progress', 'Progress'),
        column('ends', 'Ends about'),
      ],
      rows: [
        ...state.machines
          .filter(({ database }) => database === 'up')
          .map(({ name }) => ({ cells: { host: name, what: 'database', since: '', progress: '', ends: '' } })),
        ...state.jobs.map((job) => ({
          cells: {
            host: job.host,
            what: jobText(job),
            since: clockText(scenario, job.fromUs),
            progress: progressText(hands, job),
            ends: job.toUs === undefined ? '' : clockText(scenario, job.toUs),
          },
        })),
      ],
      empty: 'Nothing runs',
    },
    backups: {
      title: 'Backups',
      columns: [column('backup', 'Backup'), column('believed', 'Documented as'), column('checked', 'Checked'), column('found', 'Found')],
      rows: state.backups.map(({ name, believed, checked }) => ({
        cells: {
          backup: name,
          believed,
          checked: checked === undefined ? 'never' : clockText(scenario, checked.atUs),
          found: checked?.says ?? '',
        },
        alarming: checked?.usable === false,
      })),
      empty: 'No backups',
    },
    ...Object.fromEntries(disks),
  };
}

function followingText(state: HostsState, name: string): string {
  if (name === state.follower) return 'streaming';
  if (state.jobs.some((job) => job.host === name && job.kind === 'copy')) return 'being copied';
  if (state.jobs.some((job) => job.host === name && job.kind === 'wait')) return 'base backup started';
  return name === state.serving ? 'is the primary' : 'not connected: the log it needs has been removed';
}

function jobText(job: Job): string {
  switch (job.kind) {
    case 'removal':
      return `rm -rf ${job.paths.join(' ')}`;
    case 'copy':
      return job.follows ? 'base backup' : `copy of ${job.of}${job.method === 'compressed' ? ', compressed' : ''}`;
    case 'wait':
      return 'base backup';
    case 'check':
      return `check of ${job.backup}`;
    case 'verify':
      return 'reading every row and index';
    case 'snapshot':
      return job.backup;
    case 'start':
      return 'database starting';
    case 'checkpoint':
      return 'checkpoint';
  }
}

const progressText = (hands: Hands, job: Job): string =>
  job.kind === 'copy' || job.kind === 'removal' ? `${sizeText(dealtWith(hands, job))} of ${sizeText(job.bytes)}` : '';
