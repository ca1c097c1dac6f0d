// Which recorded look a panel shows again while an earlier instant is shown.
import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../src/schema/index.ts';
import { lookArgsText, recordedLook } from '../../../src/ui/panels/recorded-look.ts';

const look = (seq: number, kind: string, args: object): JournalEntry =>
  ({ seq, atUs: seq * 1e6, actor: 'trainee', role: 'x', kind, args }) as unknown as JournalEntry;
const JOURNAL = [
  look(1, 'look.deployments', {}),
  look(2, 'look.logs', { query: '', level: 'error' }),
  look(3, 'look.logs', { query: 'timeout' }),
  look(4, 'look.deployments', {}),
  look(5, 'look.logs', { query: '', level: 'error' }),
  look(6, 'look.query', { expr: 'up', minutes: 30 }),
  look(7, 'look.query', { expr: 'rate(x[5m])', minutes: 5 }),
];
const find = (kind: 'look.logs' | 'look.deployments' | 'look.query', args: object, upTo: number, any = false) =>
  recordedLook(JOURNAL, { kind, args } as Parameters<typeof recordedLook>[1], upTo, any)?.seq;

test('the last one of the same kind and arguments up to the instant; never a later one', () => {
  expect(find('look.deployments', {}, 7)).toBe(4);
  expect(find('look.deployments', {}, 3)).toBe(1);
  expect(find('look.deployments', {}, 0)).toBeUndefined();
});
test('what is empty or absent is the same argument', () => {
  expect(find('look.logs', { level: 'error' }, 4)).toBe(2);
  expect(find('look.logs', { query: 'timeout', service: undefined }, 7)).toBe(3);
  expect(find('look.logs', { query: 'refused' }, 7)).toBeUndefined();
});
test('another search is shown only where it is asked for, the one for the same thing first', () => {
  expect(find('look.logs', { query: 'refused' }, 7, true)).toBe(5);
  expect(find('look.query', { expr: 'up', minutes: 5 }, 7, true)).toBe(6);
  expect(find('look.logs', { query: 'x' }, 1, true)).toBeUndefined();
});
test('arguments in words', () => {
  expect(lookArgsText({ query: 'timeout', service: '', level: 'error' })).toBe('query timeout, level error');
});
