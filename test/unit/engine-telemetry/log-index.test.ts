// The index of a log search names exactly the lines that the search finds, and lets any page of them be read by its numbers.
import { beforeAll, describe, expect, test } from 'vitest';
import { Authority } from '../../../src/authority/index.ts';
import type { LogFilter } from '../../../src/schema/index.ts';
import { smallScenario } from '../../support/worlds.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'];
let authority: Authority;
beforeAll(() => {
  authority = Authority.open(smallScenario(), 'log-index');
  authority.advanceTo(480_000_000);
});

const FILTERS: Record<string, Omit<LogFilter, 'limit'>> = {
  everything: {},
  'one level': { level: 'error' },
  'a text within an interval': { text: 'timeout', fromUs: 60_000_000, toUs: 420_000_000 },
  'stages of LogQL': { stages: [{ on: 'field', field: 'service', op: '=', value: 'payments' }] },
  nothing: { text: 'no line says this' },
};

describe('log index', () => {
  test.each(Object.entries(FILTERS))('%s: the same lines as the search, oldest first', (name, filter) => {
    const { lines, matched } = authority.trace.logs({ ...filter, limit: 1_000_000 });
    const index = authority.trace.logIndex({ ...filter, limit: 0 });
    expect(index.seqs.length).toBe(matched);
    expect(matched > 0).toBe(name !== 'nothing');
    expect([...index.seqs]).toEqual(lines.map(({ seq }) => seq));
    expect([...index.atUs]).toEqual(lines.map(({ atUs }) => atUs));
    expect([...index.levels].map((level) => LEVELS[level])).toEqual(lines.map(({ level }) => level));
    expect(index.heldBack).toBe(lines.reduce((sum, { repeated }) => sum + repeated, 0));
  });

  test('a page between two of its numbers holds the lines between them and no other', () => {
    const filter = { level: 'error' as const };
    const { seqs } = authority.trace.logIndex({ ...filter, limit: 0 });
    const [from, to] = [seqs[10], seqs[19]];
    const page = authority.trace.logs({ ...filter, fromSeq: from ?? 0, toSeq: to ?? 0, limit: 100 });
    expect(page.lines.map(({ seq }) => seq)).toEqual([...seqs.slice(10, 20)]);
  });
});
