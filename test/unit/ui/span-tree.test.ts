// Rows of a waterfall from spans in any order.
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/schema/index.ts';
import { ownTimeUs, spanRows } from '../../../src/ui/traces/span-tree.ts';

const span = (spanId: string, parentSpanId: string, startUs: number, endUs: number): Span => ({
  traceId: 'a'.repeat(32),
  spanId,
  parentSpanId,
  name: spanId,
  kind: 'internal',
  service: 'shop',
  pod: 'shop-1',
  startUs,
  endUs,
  status: 'ok',
  message: '',
  attributes: {},
  events: [],
});
const SPANS = [span('late', 'root', 60, 90), span('inner', 'early', 20, 30), span('root', '', 0, 100), span('early', 'root', 10, 50)];
const open = { folded: new Set<string>(), criticalPath: ['root', 'late'], criticalOnly: false };
const shape = (rows: ReturnType<typeof spanRows>) => rows.map(({ span: { spanId }, depth }) => `${depth} ${spanId}`);

describe('rows of a waterfall', () => {
  it('puts children below their parent, earliest first', () => {
    expect(shape(spanRows(SPANS, open))).toEqual(['0 root', '1 early', '2 inner', '1 late']);
  });
  it('leaves out what is folded away', () => {
    const rows = spanRows(SPANS, { ...open, folded: new Set(['early']) });
    expect(shape(rows)).toEqual(['0 root', '1 early', '1 late']);
    expect(rows[1]).toMatchObject({ folded: true, children: 1 });
  });
  it('shows only the critical path when asked', () => {
    expect(shape(spanRows(SPANS, { ...open, criticalOnly: true }))).toEqual(['0 root', '1 late']);
  });
  it('keeps a span whose parent is missing, at the top', () => {
    expect(shape(spanRows([...SPANS, span('orphan', 'gone', 5, 6)], open))).toContain('0 orphan');
  });
});

describe('own time of a span', () => {
  it('is what no child covers, children that overlap counted once', () => {
    expect(ownTimeUs(SPANS[2] as Span, SPANS)).toBe(30);
    expect(ownTimeUs(SPANS[2] as Span, [...SPANS, span('beside', 'root', 40, 70)])).toBe(20);
  });
  it('does not count what a child does after its parent ended', () => {
    expect(ownTimeUs(span('p', '', 0, 10), [span('c', 'p', 5, 50)])).toBe(5);
  });
});
