// The hosts world: deletion, the database on it, its replica, backups and copies.
import { describe, expect, it } from 'vitest';
import { canonicalHash } from '../../../../src/schema/index.ts';
import { hostsRun } from '../../../support/hosts-world.ts';

const DATA = '/var/db/data';
const HOUR = 3600;
/** Changes only with the model: say why in the commit. */
const GOLDEN_LOST = 4592;
const GOLDEN_HASH = '7bd1b8be2a6d8047';

describe('files', () => {
  it('deletes as fast as the disk unlinks, and what is left follows from when it is stopped', () => {
    const one = hostsRun();
    one.does(`remove-path db1 ${DATA}`);
    one.run(0.9);
    expect(one.does('interrupt db1').status).toBe('done');
    expect(one.value('hosts_data_bytes', { host: 'db1' })).toBe(10e9);
    one.run(60);
    expect(one.value('hosts_data_bytes', { host: 'db1' })).toBe(10e9);
    const other = hostsRun();
    other.does(`remove-path db1 ${DATA}`);
    other.run(5);
    expect(other.value('hosts_data_bytes', { host: 'db1' })).toBe(0);
    expect(other.does('interrupt db1')).toMatchObject({ status: 'refused', code: 'hosts/nothing-runs' });
    expect(other.does(`remove-path db1 ${DATA}`)).toMatchObject({ status: 'refused', code: 'hosts/no-such-path' });
  });
  it('takes everything below a path with it, and nothing beside it', () => {
    const { world, does, run, value } = hostsRun();
    does('remove-path db2 /var/db');
    run(10);
    expect(value('hosts_data_bytes', { host: 'db2' })).toBe(0);
    expect(value('hosts_directory_bytes', { host: 'db2', path: '/var/log' })).toBe(2e9);
    expect(world.tables()['disk db2']?.rows.map(({ cells }) => cells['path'])).toEqual(['/var/log']);
  });
  it('moves a directory aside and back without losing a byte or a row', () => {
    const { does, run, value } = hostsRun();
    run(60);
    does(`move-path db1 ${DATA}`);
    run(30);
    expect(value('hosts_disk_used_bytes', { host: 'db1' })).toBe(102e9);
    expect(value('hosts_failing_ratio')).toBe(0.75);
    does(`move-back db1 ${DATA}`);
    run(30);
    expect(value('hosts_failing_ratio')).toBe(0);
    expect(value('hosts_rows', { kind: 'projects' })).toBeGreaterThan(1000 + 5 * 60 * 10);
    expect(does(`move-back db1 ${DATA}`)).toMatchObject({ status: 'refused' });
  });
});

describe('the database', () => {
  it('goes on for a part of the requests without its files, and crashes at the next checkpoint', () => {
    const { does, run, value } = hostsRun();
    run(300);
    does(`remove-path db1 ${DATA}`);
    run(200);
    expect(value('hosts_database_up', { host: 'db1' })).toBe(1);
    expect(value('hosts_failing_ratio')).toBe(0.75);
    run(110);
    expect(value('hosts_database_up', { host: 'db1' })).toBe(0);
    expect(value('hosts_failing_ratio')).toBe(1);
    expect(does('start-database db1')).toMatchObject({ status: 'refused', code: 'hosts/not-a-database' });
  });
  it('loses more rows until writes stop', () => {
    const { does, run, value } = hostsRun();
    does('remove-path db2 /var/db');
    does(`remove-path db1 ${DATA}`);
    const before = value('hosts_rows_lost', { kind: 'projects' });
    run(500);
    const after = value('hosts_rows_lost', { kind: 'projects' });
    expect(after).toBeGreaterThan(before);
    does('stop-database db1');
    run(HOUR);
    expect(value('hosts_rows_lost', { kind: 'projects' })).toBe(after);
    // Five hours of twelve a minute, since staging's copy.
    expect(before).toBeGreaterThan(3600 * 0.9);
    expect(before).toBeLessThan(3600 * 1.1);
  });
  it('stopped by hand it stays stopped; users count from then on', () => {
    const { world, does, run, value } = hostsRun();
    run(60);
    expect(world.harm().usersAffected).toBe(0);
    does('stop-database db1');
    run(600);
    // 6,000 requests of 100,000 people: 100,000 × (1 − e^−0.06).
    expect(world.harm().usersAffected).toBeCloseTo(5823.5, 0);
    expect(world.harm().userMinutes).toBeCloseTo(30_000, 3);
    does('start-database db1');
    run(100);
    expect(value('hosts_database_up', { host: 'db1' })).toBe(1);
    expect(value('hosts_failing_ratio')).toBe(0);
  });
});

describe('replication', () => {
  it('falls behind under load, loses the log it needs, and does not come back by itself', () => {
    const { world, run, value } = hostsRun();
    run(60);
    expect(value('hosts_replication_lag_bytes')).toBe(0);
    world.inject({ hosts: 'load', factor: 4 });
    run(1000);
    // 4 MB/s written, 2 MB/s replayed.
    expect(value('hosts_replication_lag_bytes')).toBeCloseTo(2e9, -7);
    expect(value('hosts_replication_connected')).toBe(1);
    run(1010);
    expect(value('hosts_replication_connected')).toBe(0);
    world.inject({ hosts: 'load', factor: 1 });
    run(HOUR);
    expect(value('hosts_replication_connected')).toBe(0);
    expect(value('hosts_replication_lag_bytes')).toBeGreaterThan(4e9);
  });
  it('a base backup wants an empty directory, waits for a checkpoint without a word, then copies and follows', () => {
    const { world, does, run, value } = hostsRun();
    run(60);
    expect(does('resync-replica db2')).toMatchObject({ status: 'refused', code: 'hosts/not-empty' });
    does(`remove-path db2 ${DATA}`);
    run(2);
    expect(does('resync-replica db2').status).toBe('done');
    run(500);
    expect(value('hosts_copy_size_bytes', { host: 'db2' })).toBe(0);
    expect(world.tables()['processes']?.rows.map(({ cells }) => `${cells['host']} ${cells['what']}`)).toEqual([
      'db1 database',
      'db2 base backup',
    ]);
    run(100);
    expect(value('hosts_copy_size_bytes', { host: 'db2' })).toBe(100e9);
    run(500);
    expect(value('hosts_replication_connected')).toBe(1);
    expect(value('hosts_data_bytes', { host: 'db2' })).toBe(100e9);
  });
  it('a forced checkpoint ends the wait', () => {
    const { does, run, value } = hostsRun();
    does(`remove-path db2 ${DATA}`);
    run(2);
    does('resync-replica db2');
    does('force-checkpoint db1');
    run(121);
    expect(value('hosts_copy_size_bytes', { host: 'db2' })).toBe(100e9);
  });
  it('a replica that is left alone can serve the product with what it has', () => {
    const { does, run, value } = hostsRun();
    run(600);
    const written = value('hosts_rows_written_total', { kind: 'projects' });
    does(`remove-path db1 ${DATA}`);
    run(2);
    expect(does('promote-replica db2').status).toBe('done');
    run(100);
    expect(value('hosts_failing_ratio')).toBe(0);
    expect(written - value('hosts_rows', { kind: 'projects' })).toBeLessThan(20);
  });
});

describe('a colleague', () => {
  it('empties a replica that nobody has emptied, moved aside or copied to, and never the primary', () => {
    const lost = hostsRun();
    lost.world.inject({ hosts: 'load', factor: 8 });
    lost.run(1200);
    lost.world.inject({ hosts: 'emptied', factor: 1, machine: 'db2' });
    lost.run(2);
    expect(lost.value('hosts_data_bytes', { host: 'db2' })).toBe(0);
    const following = hostsRun();
    following.world.inject({ hosts: 'emptied', factor: 1, machine: 'db2' });
    following.world.inject({ hosts: 'emptied', factor: 1, machine: 'db1' });
    following.run(2);
    expect(following.value('hosts_data_bytes', { host: 'db2' })).toBe(100e9);
    expect(following.value('hosts_data_bytes', { host: 'db1' })).toBe(100e9);
    const copied = hostsRun();
    copied.does(`remove-path db2 ${DATA}`);
    copied.run(2);
    copied.does('resync-replica db2');
    copied.world.inject({ hosts: 'emptied', factor: 1, machine: 'db2' });
    copied.run(700);
    expect(copied.value('hosts_copy_size_bytes', { host: 'db2' })).toBe(100e9);
  });
});

describe('a bad day, golden', () => {
  it('comes out the same to the byte', () => {
    const { world, does, run, value } = hostsRun('golden');
    run(1800);
    world.inject({ hosts: 'load', factor: 4 });
    run(3000);
    does(`remove-path db2 ${DATA}`);
    run(30);
    does('resync-replica db2');
    run(120);
    does(`remove-path db1 ${DATA}`);
    run(0.9);
    does('interrupt db1');
    run(90);
    does('stop-database db1');
    for (const name of ['dump', 'copy', 'standby']) does(`check-backup ${name}`);
    run(900);
    does('restore-backup copy db1 compressed');
    run(2 * HOUR);
    does('start-database db1');
    run(HOUR);
    expect(value('hosts_rows_lost', { kind: 'projects' })).toBe(GOLDEN_LOST);
    expect(canonicalHash(world.save())).toBe(GOLDEN_HASH);
  });
});

describe('backups', () => {
  it('say what is in them only when they are checked', () => {
    const { world, does, run } = hostsRun();
    const found = () => world.tables()['backups']?.rows.map(({ cells }) => cells['found']);
    expect(found()).toEqual(['', '', '']);
    for (const name of ['dump', 'copy', 'standby']) does(`check-backup ${name}`);
    run(620);
    expect(found()?.[0]).toBe('a file of 20 bytes');
    expect(found()?.[1]).toContain('100 GB in 1000 files, as of 19:00 UTC: 1000 projects, 500 users');
    expect(found()?.[2]).toContain('100 GB');
  });
  it('come back over the slowest of disks and link; compressed, the link carries more', () => {
    const hours = (method: string) => {
      const { does, run, value } = hostsRun();
      does(`remove-path db1 ${DATA}`);
      run(10);
      const outcome = does(`restore-backup copy db1 ${method}`);
      run(12 * HOUR);
      expect(value('hosts_failing_ratio')).toBe(0);
      return outcome.status === 'done' ? ((outcome.untilUs ?? 0) - 10e6) / 3.6e9 : 0;
    };
    expect(hours('plain')).toBeCloseTo(100e9 / 10e6 / HOUR, 6);
    expect(hours('compressed')).toBeCloseTo(100e9 / 30e6 / HOUR, 6);
  });
  it('an empty one restores to an empty database, and what was left is gone', () => {
    const { does, run, value } = hostsRun();
    does(`remove-path db1 ${DATA}`);
    run(0.5);
    does('interrupt db1');
    expect(does('restore-backup dump db1').status).toBe('done');
    run(600);
    expect(value('hosts_data_bytes', { host: 'db1' })).toBe(0);
    expect(value('hosts_failing_ratio')).toBe(1);
    expect(value('hosts_rows', { kind: 'projects' })).toBe(0);
  });
  it('a snapshot lies below the file system: it outlives the files, and is local', () => {
    const { does, run, value } = hostsRun();
    run(120);
    expect(does('take-snapshot db1').status).toBe('done');
    run(60);
    does(`remove-path db1 ${DATA}`);
    run(5);
    does('restore-backup snapshot-1 db1');
    run(700);
    expect(value('hosts_failing_ratio')).toBe(0);
    expect(value('hosts_rows_lost', { kind: 'projects' })).toBeLessThan(40);
  });
  it('a copy whose source is deleted ends, and nothing starts', () => {
    const { does, run, value } = hostsRun();
    does(`remove-path db1 ${DATA}`);
    run(5);
    does('restore-backup copy db1');
    run(HOUR);
    does(`remove-path staging ${DATA}`);
    run(3 * HOUR);
    expect(value('hosts_database_up', { host: 'db1' })).toBe(0);
    expect(value('hosts_data_bytes', { host: 'db1' })).toBe(36e9);
    expect(does('check-backup copy').status).toBe('done');
    expect(does('restore-backup copy db1')).toMatchObject({ status: 'refused', code: 'hosts/nothing-there' });
  });
  it('verifying reads everything', () => {
    const { world, does, run, value } = hostsRun();
    does('verify-database db1');
    run(1999);
    expect(value('hosts_database_verified', { host: 'db1' })).toBe(0);
    run(1);
    expect(value('hosts_database_verified', { host: 'db1' })).toBe(1);
    expect(world.tables()['machines']?.rows[0]?.cells['verified']).toBe('00:33 UTC');
  });
});
