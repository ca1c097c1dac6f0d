// Spans under each other on one axis of time: a tree that folds, with arrow keys as in a file list.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Span } from '../../schema/index.ts';
import { durationText, ToneShape } from '../theme/index.ts';
import { type SpanRow, spanRows } from './span-tree.ts';

interface Props {
  spans: readonly Span[];
  criticalPath: readonly string[];
  criticalOnly: boolean;
  selected: string | undefined;
  onSelect: (spanId: string) => void;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

export function Waterfall({ spans, criticalPath, criticalOnly, selected, onSelect }: Props) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => spanRows(spans, { folded, criticalPath, criticalOnly }), [spans, folded, criticalPath, criticalOnly]);
  const fromUs = Math.min(...spans.map(({ startUs }) => startUs));
  const lengthUs = Math.max(1, Math.max(...spans.map(({ endUs }) => endUs)) - fromUs);
  const at = Math.max(
    0,
    rows.findIndex(({ span }) => span.spanId === selected),
  );

  const fold = (spanId: string, fold: boolean) => {
    const next = new Set(folded);
    if (fold) next.add(spanId);
    else next.delete(spanId);
    setFolded(next);
  };
  const move = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    onSelect(row.span.spanId);
    list.current?.querySelector<HTMLElement>(`[data-span="${row.span.spanId}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (row === undefined) return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      ArrowLeft: () => {
        if (row.children > 0 && !row.folded) fold(row.span.spanId, true);
        else move(rows.findLastIndex(({ depth }, index) => index < at && depth < row.depth));
      },
      ArrowRight: () => {
        if (row.children > 0 && row.folded) fold(row.span.spanId, false);
        else if (row.children > 0) move(at + 1);
      },
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  };

  return (
    <div className="waterfall">
      <div className="waterfall-axis" aria-hidden="true">
        <span />
        <span className="waterfall-ticks">
          {TICKS.map((tick) => (
            <span key={tick} style={{ left: `${tick * 100}%` }}>
              {durationText(tick * lengthUs)}
            </span>
          ))}
        </span>
      </div>
      <div ref={list} role="tree" aria-label="Spans" onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <Row
            key={row.span.spanId}
            row={row}
            left={(row.span.startUs - fromUs) / lengthUs}
            width={(row.span.endUs - row.span.startUs) / lengthUs}
            focusable={index === at}
            isSelected={row.span.spanId === selected}
            onSelect={() => onSelect(row.span.spanId)}
            onFold={() => fold(row.span.spanId, !row.folded)}
          />
        ))}
      </div>
    </div>
  );
}

function Row({
  row: { span, depth, children, folded, critical, enters },
  left,
  width,
  focusable,
  isSelected,
  onSelect,
  onFold,
}: {
  row: SpanRow;
  left: number;
  width: number;
  focusable: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onFold: () => void;
}) {
  const took = durationText(span.endUs - span.startUs);
  const failed = span.status === 'error';
  const more = `${failed ? `, failed${span.message === '' ? '' : `: ${span.message}`}` : ''}${critical ? ', on the critical path' : ''}`;
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isSelected}
      {...(children > 0 ? { 'aria-expanded': !folded } : {})}
      tabIndex={focusable ? 0 : -1}
      data-span={span.spanId}
      className="waterfall-row"
      onClick={onSelect}
      onKeyDown={undefined}
    >
      <span className="waterfall-name" style={{ paddingLeft: `${Math.min(depth, 12) * 0.8}rem` }}>
        {children > 0 ? (
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys of the tree fold and unfold
          // biome-ignore lint/a11y/noStaticElementInteractions: the tree item carries the role
          <span
            className="waterfall-fold"
            onClick={(event) => {
              event.stopPropagation();
              onFold();
            }}
          >
            {folded ? <ChevronRight size={13} aria-hidden="true" /> : <ChevronDown size={13} aria-hidden="true" />}
          </span>
        ) : (
          <span className="waterfall-fold" />
        )}
        {failed && (
          <span className="waterfall-failed">
            <ToneShape tone="bad" />
          </span>
        )}
        <span className="waterfall-text" title={`${span.service} ${span.name}, ${took}${more}`}>
          {enters && <b>{span.service}</b>} {span.name}
        </span>
      </span>
      <span className="waterfall-lane">
        <span
          className="waterfall-bar"
          data-kind={span.kind}
          data-critical={critical}
          data-bad={failed}
          style={{ left: `${left * 100}%`, width: `max(2px, ${width * 100}%)` }}
        />
        <span className="waterfall-took" style={placeOfLabel(left, width)}>
          {took}
        </span>
        <span className="visually-hidden">{more}</span>
      </span>
    </div>
  );
}

/** Behind the bar; before it when there is no room; else within. */
function placeOfLabel(left: number, width: number): CSSProperties {
  if (left + width <= 0.85) return { left: `${(left + width) * 100}%` };
  return left >= 0.15 ? { right: `${(1 - left) * 100}%` } : { right: `${(1 - left - width) * 100}%`, background: 'var(--sunken)' };
}
