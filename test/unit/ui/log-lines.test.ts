// Scrolling through all lines of a search on a real run: which lines come, in which pages, and how new ones join.
import { beforeAll, describe, expect, test } from 'vitest';
import { Authority } from '../../../src/authority/index.ts';
import type { LogFilter } from '../../../src/schema/index.ts';
import { barsOf } from '../../../src/ui/logs/bars.ts';
import { LogLines, type LogSource, PAGE_LINES } from '../../../src/ui/logs/log-lines.ts';
import { queryText, withField } from '../../../src/ui/logs/query-text.ts';
import { smallScenario } from '../../support/worlds.ts';

let authority: Authority;
const asked: LogFilter[] = [];
const source: LogSource = {
  logs: async (filter) => {
    asked.push(filter);
    return authority.trace.logs(filter);
  },
  logIndex: async (filter) => authority.trace.logIndex(filter),
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
beforeAll(() => {
  authority = Authority.open(smallScenario(), 'log-lines');
  authority.advanceTo(420_000_000);
});

describe('lines of a search', () => {
  test('a line in the middle is read with its page and nothing before it', async () => {
    const lines = new LogLines(source, { toUs: 420_000_000 });
    await lines.grow(420_000_000);
    expect(lines.count).toBeGreaterThan(3 * PAGE_LINES);
    const middle = Math.floor(lines.count / 2);
    expect(lines.lineAt(middle)).toBeUndefined();
    asked.length = 0;
    lines.want(middle, middle + 1);
    await settled();
    expect(asked).toHaveLength(1);
    expect(lines.lineAt(middle)?.seq).toBe(lines.seqAt(middle));
    expect(lines.lineAt(middle)?.atUs).toBe(lines.atUs[middle]);
    expect(lines.lineAt(0)).toBeUndefined();
  });

  test('of a fast scroll only the last place is read, besides what was under way', async () => {
    const lines = new LogLines(source, { toUs: 420_000_000 });
    await lines.grow(420_000_000);
    asked.length = 0;
    for (let at = 0; at + 30 < lines.count; at += PAGE_LINES) lines.want(at, at + 30);
    await settled();
    expect(asked.length).toBeLessThanOrEqual(3);
    const last = Math.floor((lines.count - 31) / PAGE_LINES) * PAGE_LINES;
    expect(lines.lineAt(last)).toBeDefined();
  });

  test('lines that came since join at the end, the last page included', async () => {
    const lines = new LogLines(source, { level: 'error', toUs: 400_000_000 });
    await lines.grow(400_000_000);
    const before = lines.count;
    lines.want(before - 1, before);
    await settled();
    await lines.grow(420_000_000);
    expect(lines.count).toBeGreaterThan(before);
    // Neither what was known nor what is new is an empty row, before anybody scrolls.
    expect(lines.lineAt(before - 1)?.seq).toBe(lines.seqAt(before - 1));
    expect(lines.lineAt(lines.count - 1)?.seq).toBe(lines.seqAt(lines.count - 1));
    lines.want(lines.count - 1, lines.count);
    await settled();
    expect(lines.lineAt(lines.count - 1)?.level).toBe('error');
    expect(lines.count).toBe(authority.trace.logs({ level: 'error', toUs: 420_000_000, limit: 0 }).matched);
  });

  test('bars count every line once, and only those between two instants', async () => {
    const lines = new LogLines(source, { toUs: 420_000_000 });
    await lines.grow(420_000_000);
    const whole = barsOf(lines.atUs, lines.levels, 0, 420_000_000, 60);
    expect(whole.totals.reduce((sum, count) => sum + count)).toBe(lines.count);
    expect(whole.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(lines.count);
    expect(whole.counts.length).toBeLessThanOrEqual(60);
    const part = barsOf(lines.atUs, lines.levels, 300_000_000, 310_000_000, 60);
    expect(part.totals[3]).toBe(authority.trace.logs({ level: 'error', fromUs: 300_000_000, toUs: 310_000_000, limit: 0 }).matched);
  });
});

describe('a search put together from its parts', () => {
  const read = (query: string) => {
    const { look } = authority.append({ kind: 'look.logs', args: { query } }, {});
    if (look?.kind !== 'logs') throw new Error(`not a search: ${query}`);
    return look;
  };

  test('comes back as it was written', () => {
    const text = '{service="payments", level=~"error|warn"} |= "say \\"bank\\"" !~ "probe"';
    expect(queryText(read(text).filter.stages ?? [])).toBe(text);
  });

  test('words and a field together find what both find', () => {
    const words = read('bank');
    const text = withField(words.filter, 'level', '!=', 'info');
    const both = read(text);
    const expected = authority.trace
      .logs({ text: 'bank', toUs: authority.nowUs, limit: 100_000 })
      .lines.filter(({ level }) => level !== 'info');
    expect(expected.length).toBeGreaterThan(0);
    expect(both.page.matched).toBe(expected.length);
  });

  test('each word and each quoted phrase becomes a step', () => {
    const text = withField({ text: '504 "timed out"' }, 'level', '=', 'error');
    expect(text).toBe('{level="error"} |~ "(?i)504" |~ "(?i)timed out"');
  });

  test('asking for the contrary replaces what was asked', () => {
    const filter = read('{pod="a", level="error"}').filter;
    expect(withField(filter, 'pod', '!=', 'a')).toBe('{level="error", pod!="a"}');
  });
});
