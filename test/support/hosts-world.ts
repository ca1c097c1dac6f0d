/** A small hosts world: two databases, staging with a copy five hours old, and backups of which one holds something. */
import { createHosts } from '../../src/engine/small-worlds/hosts/world.ts';
import type { SmallWorld } from '../../src/engine/small-worlds/small-world.ts';
import { type Command, type Outcome, parseCommandText, type Scenario } from '../../src/schema/index.ts';
import { SECOND_US, scenarioOf } from './small-worlds.ts';

const DISK = 'disk: { size: 1TB, reads: 200MB/s, writes: 200MB/s, unlinks: 1000rps }';
const machine = (name: string, role: string, more = '') => `    ${name}:
      role: ${role}
      ${DISK}
      data: /var/db/data
      directories:
        /var/db/data: { bytes: 100GB, files: 1000 }
        /var/log: { bytes: 2GB, files: 40 }
${more}`;

let read: Scenario | undefined;
export function hostsScenario(): Scenario {
  read ??= scenarioOf(
    `hosts:
  machines:
${machine('db1', 'primary')}${machine('db2', 'replica')}${machine('staging', 'staging', '      age: 5h\n      serves: 10 %\n')}  links:
    - { between: [staging, db1], rate: 80Mbit/s }
    - { between: [staging, db2], rate: 80Mbit/s }
  compression: { ratio: 3, rate: 100MB/s }
  database:
    rows: { projects: { rate: 12rpm, before: 1000 }, users: { rate: 2rpm, before: 500 } }
    wal: { rate: 1MB/s, keeps: 4GB, replays: 2MB/s }
    checkpoint: { every: 30m, first: 10m, forced: 2m }
    starts: 90s
    verifies: 50MB/s
    damaged: 25 %
  snapshots: 20s
  backups:
    dump: { title: Nightly dump, believed: every night, checkTakes: 5m, found: a file of 20 bytes }
    copy: { title: Copy on staging, believed: a day old, machine: staging, checkTakes: { uniform: { from: 5m, to: 10m } } }
    standby: { title: The replica, believed: seconds behind, machine: db2, checkTakes: 1m }
  users: { people: 100000, visits: 10rps }`.replace(/^ {2}/gm, '  '),
    'journeys: []',
    'hosts',
  );
  return read;
}

export interface HostsRun {
  world: SmallWorld;
  run(seconds: number): void;
  does(text: string): Outcome;
  value(name: string, labels?: Record<string, string>): number;
}

export function hostsRun(seed = 'one', scenario = hostsScenario()): HostsRun {
  const world = createHosts({ scenario, seed, report: () => {} });
  if (world === undefined) throw new Error('no hosts in the scenario');
  let atUs = 0;
  return {
    world,
    run(seconds) {
      atUs += Math.round(seconds * SECOND_US);
      world.runUntil(atUs);
    },
    does(text) {
      const command: Command | undefined = parseCommandText(text);
      const outcome = command && world.execute(command);
      if (outcome === undefined) throw new Error(`not a command of the hosts: ${text}`);
      return outcome;
    },
    value(name, labels = {}) {
      let found: number | undefined;
      world.scrape((each, has, value) => {
        if (each === name && Object.entries(labels).every(([key, wanted]) => has[key] === wanted)) found = value;
      });
      if (found === undefined) throw new Error(`no series ${name}`);
      return found;
    },
  };
}
