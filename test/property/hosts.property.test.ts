// Random hands on the hosts world: bytes, rows and the log balance at every instant, and cutting, saving and forking change nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostsRun } from '../support/hosts-world.ts';

const HOSTS = ['db1', 'db2', 'staging'];
const host = fc.constantFrom(...HOSTS);
const path = fc.constantFrom('/var/db/data', '/var/db', '/var/log', '/var/nothing');
const backup = fc.constantFrom('dump', 'copy', 'standby', 'snapshot-1');
const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('remove-path', 'move-path', 'move-back'), host, path).map((words) => words.join(' ')) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'interrupt',
          'stop-database',
          'start-database',
          'promote-replica',
          'force-checkpoint',
          'resync-replica',
          'take-snapshot',
          'verify-database',
        ),
        host,
      )
      .map((words) => words.join(' ')),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(backup, host, fc.constantFrom('plain', 'compressed')).map((words) => `restore-backup ${words.join(' ')}`),
  },
  { weight: 1, arbitrary: backup.map((name) => `check-backup ${name}`) },
);
const step = fc.record({
  line: fc.option(line, { nil: undefined }),
  load: fc.option(fc.constantFrom(1, 3, 8), { nil: undefined, freq: 8 }),
  // Shorter and longer than a removal, a start, a checkpoint, a copy.
  seconds: fc.oneof(fc.double({ min: 0, max: 2, noNaN: true }), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 600, max: 30_000 })),
});

describe('hosts', () => {
  it('bytes, rows and the log balance whatever is done', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const { world, does, run } = hostsRun();
        const wrong = () => world.balances().filter(({ balanced }) => !balanced);
        for (const { line: text, load, seconds } of steps) {
          if (load !== undefined) world.inject({ hosts: 'load', factor: load });
          if (text !== undefined) does(text);
          expect(wrong()).toEqual([]);
          run(seconds / 2);
          expect(wrong()).toEqual([]);
          run(seconds / 2);
          expect(wrong()).toEqual([]);
        }
      }),
      { seed: 31, numRuns: 100 },
    );
  });

  it('cutting a run and restoring it change nothing, to the byte', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), fc.integer({ min: 2, max: 5 }), (steps, cuts) => {
        const whole = hostsRun('cut');
        const cut = hostsRun('cut');
        const other = hostsRun('cut');
        for (const { line: text, load, seconds } of steps) {
          const us = Math.round(seconds * 1e6);
          for (const each of [whole, cut, other]) {
            if (load !== undefined) each.world.inject({ hosts: 'load', factor: load });
            if (text !== undefined) each.does(text);
          }
          whole.run(us / 1e6);
          other.run(us / 1e6);
          for (let part = 0; part < cuts; part++) cut.run((Math.floor((us * (part + 1)) / cuts) - Math.floor((us * part) / cuts)) / 1e6);
          expect(cut.world.save()).toBe(whole.world.save());
          const kept = other.world.save();
          other.does(`remove-path db1 /var/log`);
          other.world.restore(kept);
          expect(other.world.save()).toBe(whole.world.save());
        }
      }),
      { seed: 47, numRuns: 40 },
    );
  });
});
