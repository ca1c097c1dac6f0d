// The section `hosts` of a scenario: sizes and throughputs with units, names that exist, one primary.
import { describe, expect, it } from 'vitest';
import { HostsSchema } from '../../../src/schema/scenario/hosts.ts';

const machine = (role: string, disk: Record<string, string> = {}) => ({
  role,
  disk: { size: '1TB', reads: '200MB/s', writes: '0.5GB/s', unlinks: '1000rps', ...disk },
  data: '/data',
  directories: { '/data': { bytes: '1.5GB', files: 15 } },
});
const section = (changes: Record<string, unknown> = {}) => ({
  machines: { db1: machine('primary'), db2: machine('replica') },
  links: [{ between: ['db1', 'db2'], rate: '60Mbit/s' }],
  database: {
    rows: { users: { rate: '1rpm' } },
    wal: { rate: '1MB/s', keeps: '4GB', replays: '2MB/s' },
    checkpoint: { every: '5m', first: '1m', forced: '1m' },
    starts: '90s',
    verifies: '50MB/s',
    damaged: '25 %',
  },
  snapshots: '20s',
  backups: { dump: { title: 'Dump', believed: 'nightly', checkTakes: '1m' } },
  users: { people: 10, visits: '1rps' },
  ...changes,
});
const problems = (changes: Record<string, unknown>): string[] => {
  const parsed = HostsSchema.safeParse(section(changes));
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('hosts', () => {
  it('reads sizes as bytes and throughputs as bytes a second', () => {
    const hosts = HostsSchema.parse(section());
    expect(hosts.machines['db1']?.disk).toEqual({ size: 1e12, reads: 2e8, writes: 5e8, unlinks: 1000 });
    expect(hosts.machines['db1']?.directories['/data']?.bytes).toBe(1_500_000_000);
    expect(hosts.links[0]?.rate).toBe(7_500_000);
    expect(hosts.compression).toEqual({ ratio: 3, rate: 40e6 });
  });
  it('wants units, and a throughput above nothing', () => {
    expect(problems({ machines: { db1: machine('primary', { size: '1' }) }, links: [] })).toEqual([
      'machines.db1.disk.size: a size with a unit, such as 310GB',
    ]);
    for (const reads of ['0MB/s', '0.0Mbit/s', '200', '5GB'])
      expect(problems({ machines: { db1: machine('primary', { reads }) }, links: [] })).toEqual([
        'machines.db1.disk.reads: how much in a second, such as 200MB/s or 60Mbit/s',
      ]);
  });
  it('has one primary, and names what exists', () => {
    expect(problems({ machines: { db1: machine('primary'), db2: machine('primary') } })).toEqual([
      'machines: exactly one machine with the role primary',
    ]);
    expect(problems({ links: [{ between: ['db1', 'db3'], rate: '60Mbit/s' }] })).toEqual(['links.0.between.1: the name of a machine']);
    expect(problems({ machines: { db1: { ...machine('primary'), data: '/else' } }, links: [] })).toEqual([
      'machines.db1.data: one of the directories of this machine',
    ]);
    expect(problems({ backups: { copy: { title: 'Copy', believed: 'x', checkTakes: '1m', machine: 'db9' } } })).toEqual([
      'backups.copy.machine: the name of a machine',
    ]);
  });
});
