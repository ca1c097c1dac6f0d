// The lines themselves, newest first: only those in sight exist, so a hundred thousand scroll as well as a hundred.
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { LogLine } from '../../schema/index.ts';
import { clockText, countText, Mark } from '../theme/index.ts';
import { LEVEL_NAMES } from './bars.ts';
import { LogDetail, type SearchField } from './LogDetail.tsx';
import { LEVEL_TONE } from './level-tone.ts';
import type { LogLines } from './log-lines.ts';

const ROW_PX = 26;
const ROW_PX_NARROW = 46;
const OVERSCAN = 10;
/** Nearer to the top than this, new lines move in by themselves. */
const TOP_PX = 8;

interface Props {
  lines: LogLines;
  /** Positions to show, oldest first, `until` exclusive. */
  from: number;
  until: number;
  startsAtMs: number;
  onField: ((field: SearchField, op: '=' | '!=', value: string) => void) | undefined;
  onContext: ((seq: number) => void) | undefined;
  /** Pins the search with one of its lines as what is meant; undefined while nothing can be pinned. */
  onPin: ((line: string) => void) | undefined;
  /** Another number scrolls to the newest line. */
  toTop: number;
  /** Told when the newest line comes into sight or leaves it. */
  onTop: (atTop: boolean) => void;
}

export function LogList({ lines, from, until, startsAtMs, onField, onContext, onPin, toTop, onTop }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set());
  const [narrow, setNarrow] = useState(() => matchMedia('(max-width: 720px)').matches);
  useEffect(() => {
    const media = matchMedia('(max-width: 720px)');
    const changed = () => setNarrow(media.matches);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, []);
  const count = Math.max(0, until - from);
  const rowPx = narrow ? ROW_PX_NARROW : ROW_PX;
  const keyOf = useCallback((row: number) => lines.seqAt(until - 1 - row), [lines, until]);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    getItemKey: keyOf,
    overscan: OVERSCAN,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => rows.measure(), [rowPx]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search, another part, or the wish to see the newest
  useEffect(() => rows.scrollToOffset(0), [lines, from, toTop]);
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= 0) lines.want(until - 1 - last, until - first);
  }, [lines, until, first, last]);
  const resize = useRef(rows.resizeItem);
  resize.current = rows.resizeItem;
  const toggle = useCallback(
    (seq: number, row: number) =>
      setOpen((old) => {
        const next = new Set(old);
        // A line that is closed again has the height of all others.
        if (next.delete(seq)) resize.current(row, rowPx);
        else next.add(seq);
        return next;
      }),
    [rowPx],
  );
  return (
    <div
      ref={box}
      className="log-lines"
      role="log"
      aria-live="off"
      aria-label="Log lines, newest first"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => onTop(event.currentTarget.scrollTop <= TOP_PX)}
    >
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {shown.map((item) => {
          const position = until - 1 - item.index;
          const seq = lines.seqAt(position);
          const line = lines.lineAt(position);
          const expanded = open.has(seq);
          return (
            <div
              key={item.key}
              ref={expanded ? rows.measureElement : undefined}
              data-index={item.index}
              className="log-row"
              style={{ transform: `translateY(${item.start}px)`, ...(expanded ? {} : { height: rowPx }) }}
            >
              <Line
                line={line}
                clock={clockText(startsAtMs, lines.atUs[position] ?? 0)}
                level={LEVEL_NAMES[lines.levels[position] ?? 0] ?? 'debug'}
                expanded={expanded}
                row={item.index}
                seq={seq}
                onToggle={toggle}
              />
              {expanded && line !== undefined && (
                <LogDetail
                  line={line}
                  startsAtMs={startsAtMs}
                  onField={onField}
                  onContext={onContext === undefined ? undefined : () => onContext(seq)}
                  onPin={onPin}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Rendered again only when it says something else: a scroll moves most lines and changes none. */
const Line = memo(function Line({
  line,
  clock,
  level,
  expanded,
  row,
  seq,
  onToggle,
}: {
  line: LogLine | undefined;
  clock: string;
  level: keyof typeof LEVEL_TONE;
  expanded: boolean;
  row: number;
  seq: number;
  onToggle: (seq: number, row: number) => void;
}) {
  return (
    <button type="button" className="log-line" aria-expanded={expanded} onClick={() => onToggle(seq, row)} disabled={line === undefined}>
      <span className="quiet">{clock}</span>
      <Mark tone={LEVEL_TONE[level]}>{level}</Mark>
      <span className="log-source">{line?.service ?? ''}</span>
      <span className="log-text">
        {line === undefined ? '…' : line.message}
        {line !== undefined && line.repeated > 0 && <span className="quiet"> (+{countText(line.repeated)} like it)</span>}
        {line !== undefined && line.requestId !== '' && <span className="quiet"> {line.requestId}</span>}
      </span>
    </button>
  );
});
