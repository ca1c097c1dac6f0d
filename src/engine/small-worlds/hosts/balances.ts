// What has to balance on the hosts: bytes of each disk, rows of each kind, the log and what a replica has of it.
import type { Balance } from '../small-world.ts';
import { usedBytes } from './files.ts';
import { dealtWith, type Hands } from './jobs.ts';
import { dataOf, usable, walAt } from './service.ts';
import { machineOf } from './state.ts';

export function balancesOf(hands: Hands): Balance[] {
  const { state, hosts } = hands;
  const bytes = state.machines.map((machine): Balance => {
    const jobs = state.jobs.filter(({ host }) => host === machine.name);
    const sum = (kind: 'copy' | 'removal'): number =>
      jobs.filter((job) => job.kind === kind).reduce((total, job) => total + dealtWith(hands, job), 0);
    const arrived = machine.arrived + sum('copy');
    const removed = machine.removed + sum('removal');
    const kept = usedBytes(machine, state.nowUs);
    const size = hosts.machines[machine.name]?.disk.size ?? 0;
    return {
      what: `bytes on ${machine.name}`,
      balanced: kept === machine.initial + arrived - removed && kept >= 0 && kept <= size,
      detail: `${kept} of ${size} kept = ${machine.initial} at first + ${arrived} copied − ${removed} deleted`,
    };
  });
  const serving = machineOf(state, state.serving);
  const data = serving && dataOf(hosts, serving);
  const rows = Object.keys(hosts.database.rows).map((kind, index): Balance => {
    const [written, live, missing] = [state.written[index] ?? 0, state.live[index] ?? 0, state.missing[index] ?? 0];
    const inDatabase = usable(data) ? (data.dataset.rows[index] ?? 0) : 0;
    return {
      what: `rows: ${kind}`,
      balanced: written === live + missing && live === inDatabase && missing >= 0,
      detail: `${written} written = ${live} in the database (${inDatabase} in its files) + ${missing} not`,
    };
  });
  const { written, replayed, lag } = walAt(hosts, state, state.nowUs);
  const log: Balance = {
    what: 'write-ahead log',
    balanced: replayed <= written + 1 && lag >= -1 && Math.abs(written - replayed - lag) < 1,
    detail: `${Math.round(written)} written = ${Math.round(replayed)} replayed + ${Math.round(lag)} behind`,
  };
  return [...bytes, ...rows, log];
}
