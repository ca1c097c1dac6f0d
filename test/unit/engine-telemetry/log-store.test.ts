import { describe, expect, it } from 'vitest';
import { LOG_BLOCK_LINES, type LogRenderer, LogStore } from '../../../src/engine/telemetry/log-store.ts';
import type { LogStage } from '../../../src/schema/index.ts';

const RENDERER: LogRenderer = {
  templateCount: 3,
  levelOf: (template) => [1, 2, 3][template]!,
  serviceOf: (source) => (source < 2 ? 'web' : 'shop'),
  podOf: (source) => `pod-${source}`,
  templateOf: (template) => ['low', 'middle', 'high'][template]!,
  requestIdOf: (request) => (request === 0 ? '' : `r${request}`),
  traceIdOf: (request) => (request === 0 ? '' : request.toString(16).padStart(8, '0').padEnd(32, '0')),
  traceWordOf: (request) => request,
  textOf: (record) => `text ${record.a}`,
  render: (record) => ({
    atUs: record.atUs,
    level: 'info',
    service: RENDERER.serviceOf(record.source),
    pod: `pod-${record.source}`,
    message: `text ${record.a}`,
    template: String(record.template),
    requestId: '',
    traceId: '',
    repeated: record.repeated,
  }),
};
const SECOND = 1_000_000;

describe('log store', () => {
  it('keeps so many lines a second from each source and template, and the next line tells how many were kept back', () => {
    const store = new LogStore(RENDERER, 2);
    for (let i = 0; i < 10; i++) store.add(i * 1_000, 0, 0, 0, 0, i, 0);
    store.add(5_000, 1, 0, 0, 0, 100, 0);
    store.add(6_000, 0, 1, 0, 0, 200, 0);
    store.add(SECOND, 0, 0, 0, 0, 300, 0);
    const { lines, matched } = store.search({ limit: 100 });
    expect(lines.map((line) => line.message)).toEqual(['text 0', 'text 1', 'text 100', 'text 200', 'text 300']);
    expect(lines.map((line) => line.repeated)).toEqual([0, 0, 0, 0, 8]);
    expect(matched).toBe(5);
    expect(store.heldBack).toBe(8);
  });

  it('finds by text, level, service and time, newest first when asked, and counts beyond the limit', () => {
    const store = new LogStore(RENDERER, 100);
    for (let i = 0; i < 50; i++) store.add(i * SECOND, i % 3, i % 4, 0, 0, i, 0);
    expect(store.search({ limit: 2, newestFirst: true })).toMatchObject({
      lines: [{ message: 'text 49' }, { message: 'text 48' }],
      matched: 50,
    });
    // Lines 4, 14, 24, 34 and 40 to 49 hold both words; the phrase only begins 4 and 40 to 49.
    expect(store.search({ limit: 10, text: 'TEXT 4' }).matched).toBe(14);
    expect(store.search({ limit: 10, text: '"TEXT 4"' }).matched).toBe(11);
    expect(store.search({ limit: 10, level: 'warn' }).matched).toBe(17);
    expect(store.search({ limit: 10, service: 'shop' }).lines.map((line) => line.atUs / SECOND)).toEqual([
      2, 3, 6, 7, 10, 11, 14, 15, 18, 19,
    ]);
    expect(store.search({ limit: 10, fromUs: 10 * SECOND, toUs: 12 * SECOND }).lines.map((line) => line.atUs / SECOND)).toEqual([
      10, 11, 12,
    ]);
  });

  it('drops the oldest lines beyond its bound and counts them', () => {
    const store = new LogStore(RENDERER, 1_000, 2 * LOG_BLOCK_LINES);
    for (let i = 0; i < 3 * LOG_BLOCK_LINES + 5; i++) store.add(i * 10_000, 0, 0, 0, 0, i, 0);
    expect(store.dropped).toBe(2 * LOG_BLOCK_LINES);
    const { lines, matched } = store.search({ limit: 1 });
    expect(lines[0]!.message).toBe(`text ${2 * LOG_BLOCK_LINES}`);
    expect(matched).toBe(LOG_BLOCK_LINES + 5);
  });

  it('goes back to a mark exactly, the rate limit included', () => {
    const store = new LogStore(RENDERER, 2);
    for (let i = 0; i < 5; i++) store.add(i, 0, 0, 0, 0, i, 0);
    const mark = store.mark();
    const go = (log: LogStore) => {
      for (let i = 5; i < 9; i++) log.add(i + (i > 6 ? SECOND : 0), 0, 0, 0, 0, i, 0);
      return { page: log.search({ limit: 100 }), digest: { ...log.digest }, heldBack: log.heldBack };
    };
    const first = go(store);
    const other = new LogStore(RENDERER, 2);
    other.restore(mark);
    expect(go(other)).toEqual(first);
    store.restore(mark);
    expect(store.lines).toBe(2);
    expect(go(store)).toEqual(first);
    expect(first.page.lines.map((line) => line.repeated)).toEqual([0, 0, 5, 0]);
  });
});

describe('a search by stages', () => {
  const store = new LogStore(RENDERER, 100);
  for (let i = 0; i < 60; i++) store.add(i * SECOND, i % 3, i % 4, 0, i % 5, i, 0);
  const found = (stages: LogStage[], more: object = {}) => store.search({ stages, limit: 100, ...more }).lines.map(({ seq }) => seq);
  const numbers = Array.from({ length: 60 }, (_, i) => i);
  const line = (op: '|=' | '!=' | '|~' | '!~', value: string): LogStage => ({ on: 'line', op, value });

  it('filters lines by text and by patterns, plain ones and those only the machine understands', () => {
    expect(found([line('|=', 't 5')])).toEqual([5, ...numbers.slice(50)]);
    expect(found([line('|~', '5$')])).toEqual(numbers.filter((i) => i % 10 === 5));
    expect(found([line('|~', 'T [12]$')])).toEqual([]);
    expect(found([line('|~', '(?i)T [12]$')])).toEqual([1, 2]);
    expect(found([line('|~', '\\b(1|2)\\b')])).toEqual([1, 2]);
    expect(found([line('|~', 'text (1|2)$')])).toEqual([1, 2]);
    expect(found([line('|~', 'text (?:1|2)+$')])).toEqual([1, 2, 11, 12, 21, 22]);
    expect(found([line('!~', '^text [0-4]')])).toEqual(numbers.filter((i) => String(i)[0]! >= '5'));
    expect(found([line('!=', '1'), line('|=', '2')])).toEqual(numbers.filter((i) => `${i}`.includes('2') && !`${i}`.includes('1')));
    expect(() => found([line('|~', 'a)(b')])).toThrow();
    expect(() => found([line('|~', '(?=a)')])).toThrow();
  });

  it('filters fields, anchored, and by number of the line', () => {
    const field = (name: Extract<LogStage, { on: 'field' }>['field'], op: '=' | '!=' | '=~' | '!~', value: string): LogStage => ({
      on: 'field',
      field: name,
      op,
      value,
    });
    expect(found([field('service', '=', 'shop')])).toEqual(numbers.filter((i) => i % 4 >= 2));
    expect(found([field('pod', '=~', 'pod-[12]')])).toEqual(numbers.filter((i) => i % 4 === 1 || i % 4 === 2));
    expect(found([field('pod', '=~', 'pod')])).toEqual([]);
    expect(found([field('level', '!=', 'info')])).toEqual(numbers.filter((i) => i % 3 !== 0));
    expect(found([field('template', '!~', 'low|high')])).toEqual(numbers.filter((i) => i % 3 === 1));
    expect(found([field('request_id', '=', '')])).toEqual(numbers.filter((i) => i % 5 === 0));
    expect(found([field('trace_id', '=', RENDERER.traceIdOf(3))])).toEqual(numbers.filter((i) => i % 5 === 3));
    expect(found([], { fromSeq: 10, toSeq: 12 })).toEqual([10, 11, 12]);
    expect(found([], { fromSeq: 10, toSeq: 20, fromUs: 15 * SECOND, toUs: 17 * SECOND })).toEqual([15, 16, 17]);
    expect(found([], { toSeq: 5, newestFirst: true, limit: 2 })).toEqual([5, 4]);
  });
});
