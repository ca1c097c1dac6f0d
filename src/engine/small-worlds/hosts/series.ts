// What instruments show of the hosts. hosts_rows_lost is defined in backups.ts: rows committed that would not come back from the best copy there is.
import type { ComponentGauge } from '../../../schema/index.ts';
import type { WriteSample } from '../small-world.ts';
import { rowsLost } from './backups.ts';
import { contentAt, usedBytes } from './files.ts';
import { dealtWith, type Hands } from './jobs.ts';
import { answering, dataOf, harmed, lagSeconds, usable, visitsAt, walAt } from './service.ts';

const JOURNEY = 'using the site';

export function scrapeHosts(hands: Hands, write: WriteSample): void {
  const { state, hosts } = hands;
  const { nowUs } = state;
  const kinds = Object.keys(hosts.database.rows);
  for (const machine of state.machines) {
    const host = machine.name;
    const data = dataOf(hosts, machine);
    write('hosts_data_bytes', { host }, data === undefined ? 0 : contentAt(data, nowUs).bytes);
    write('hosts_disk_used_bytes', { host }, usedBytes(machine, nowUs));
    write('hosts_disk_size_bytes', { host }, hosts.machines[host]?.disk.size ?? 0);
    write('hosts_database_up', { host }, machine.database === 'up' ? 1 : 0);
    write('hosts_machine_info', { host, role: hosts.machines[host]?.role ?? '' }, 1);
    write('hosts_serves', { host }, host === state.serving ? 1 : 0);
    write('hosts_database_verified', { host }, machine.verifiedAtUs === undefined ? 0 : 1);
    const copy = state.jobs.find((job) => job.host === host && job.kind === 'copy');
    write('hosts_copy_bytes', { host }, copy === undefined ? 0 : dealtWith(hands, copy));
    write('hosts_copy_size_bytes', { host }, copy?.kind === 'copy' ? copy.bytes : 0);
    for (const path of Object.keys(hosts.machines[host]?.directories ?? {})) {
      const directory = machine.directories.find((each) => each.path === path);
      const content = directory === undefined ? { bytes: 0, files: 0 } : contentAt(directory, nowUs);
      write('hosts_directory_bytes', { host, path }, content.bytes);
      write('hosts_directory_files', { host, path }, content.files);
      const rows = usable(directory) ? (directory.dataset.rows ?? []) : [];
      write(
        'hosts_directory_rows',
        { host, path },
        rows.reduce((sum, count) => sum + count, 0),
      );
    }
  }
  const { lag } = walAt(hosts, state, nowUs);
  write('hosts_replication_connected', {}, state.follower === undefined ? 0 : 1);
  write('hosts_replication_lag_bytes', {}, Math.max(0, Math.round(lag)));
  write('hosts_replication_lag_seconds', {}, Math.max(0, lagSeconds(hosts, state, nowUs)));
  write('hosts_wal_written_bytes_total', {}, Math.round(walAt(hosts, state, nowUs).written));
  const lost = rowsLost(hosts, state);
  for (const [index, kind] of kinds.entries()) {
    write('hosts_rows_written_total', { kind }, state.written[index] ?? 0);
    write('hosts_rows', { kind }, state.live[index] ?? 0);
    write('hosts_rows_lost', { kind }, lost[index] ?? 0);
  }
  const { asked, failed } = visitsAt(hosts, state, nowUs);
  const { people, minutes } = harmed(hosts, failed);
  // As the requests of every user are counted, so that stated error ratios can be held against them.
  write('business_requests_total', { journey: JOURNEY, outcome: 'ok' }, Math.floor(asked - failed));
  write('business_requests_total', { journey: JOURNEY, outcome: 'failed' }, Math.floor(failed));
  write('hosts_unavailable_seconds_total', {}, hosts.users.visits > 0 ? failed / hosts.users.visits : 0);
  write('hosts_failing_ratio', {}, 1 - answering(hosts, state));
  write('hosts_users_affected', {}, Math.floor(people));
  write('hosts_user_minutes_total', {}, Math.floor(minutes));
}

/** For the map: a machine is ready while its database is up, and fails as the product does when it serves it. Staging has none that has to be up. */
export function gaugesOf({ state, hosts }: Hands): ComponentGauge[] {
  return state.machines.map(({ name, database }) => {
    const serves = name === state.serving;
    const matters = serves || hosts.machines[name]?.role !== 'staging';
    return {
      component: name,
      kind: 'service',
      inFlight: 0,
      waiting: 0,
      capacity: 0,
      ratePerS: serves ? hosts.users.visits : 0,
      errorRatio: serves ? 1 - answering(hosts, state) : 0,
      state: matters ? `${database === 'up' ? 1 : 0} of 1 ready` : '',
      version: '',
    };
  });
}
