// How many matching lines were written, over time and by level. Drag over it, or arrow keys and Enter, to read only a part.
import { useRef, useState } from 'react';
import { Button, clockText, countText, spanWords } from '../theme/index.ts';
import { type Bars, LEVEL_NAMES } from './bars.ts';

export interface Part {
  fromUs: number;
  toUs: number;
}

const DRAG_PX_MIN = 4;

export function LogHistogram({
  bars,
  startsAtMs,
  part,
  onPart,
}: {
  bars: Bars;
  startsAtMs: number;
  part: Part | undefined;
  onPart: (part: Part | undefined) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const dragged = useRef<{ fromPx: number; moved: boolean } | undefined>(undefined);
  /** Chosen bars, both ends included; the second is where the keys are. */
  const [chosen, setChosen] = useState<readonly [number, number] | undefined>(undefined);
  const { counts, fromUs, stepUs, greatest, totals } = bars;
  const last = counts.length - 1;
  const clock = (bar: number): string => clockText(startsAtMs, fromUs + bar * stepUs);
  const barAt = (clientX: number): number => {
    const rect = box.current?.getBoundingClientRect();
    const share = rect === undefined ? 0 : (clientX - rect.left) / Math.max(1, rect.width);
    return Math.max(0, Math.min(last, Math.floor(share * counts.length)));
  };
  const choose = (pair: readonly [number, number] | undefined) => {
    if (pair !== undefined) onPart({ fromUs: fromUs + Math.min(...pair) * stepUs, toUs: fromUs + (Math.max(...pair) + 1) * stepUs - 1 });
    setChosen(undefined);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const [anchor, at] = chosen ?? [last, last];
    const go = (to: number) => setChosen([event.shiftKey ? anchor : Math.max(0, Math.min(last, to)), Math.max(0, Math.min(last, to))]);
    const keys: Record<string, () => void> = {
      ArrowLeft: () => go(chosen === undefined ? at : at - 1),
      ArrowRight: () => go(chosen === undefined ? at : at + 1),
      Home: () => go(0),
      End: () => go(last),
      Enter: () => choose(chosen),
      Escape: () => (chosen === undefined ? onPart(undefined) : setChosen(undefined)),
    };
    const answer = keys[event.key];
    if (answer === undefined) return;
    answer();
    event.preventDefault();
    event.stopPropagation();
  };
  const said = chosen === undefined ? undefined : counts[chosen[1]];
  const peak = counts.findIndex((bar) => sum(bar) === greatest);
  const now = chosen?.[1] ?? last;
  return (
    <figure className="histogram">
      <div
        ref={box}
        className="histogram-box"
        role="slider"
        tabIndex={0}
        aria-label="Matching lines over time"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={now}
        aria-valuetext={
          said === undefined
            ? 'Arrow keys choose a time, with Shift a stretch, Enter shows only that, Escape shows all'
            : `${clock(now)}: ${LEVEL_NAMES.map((name, level) => `${said[level]} ${name}`).join(', ')}`
        }
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(undefined)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.current = { fromPx: event.clientX, moved: false };
        }}
        onPointerMove={(event) => {
          const drag = dragged.current;
          if (drag === undefined) return;
          drag.moved ||= Math.abs(event.clientX - drag.fromPx) >= DRAG_PX_MIN;
          if (drag.moved) setChosen([barAt(drag.fromPx), barAt(event.clientX)]);
        }}
        onPointerUp={(event) => {
          const drag = dragged.current;
          dragged.current = undefined;
          if (drag?.moved === true) choose([barAt(drag.fromPx), barAt(event.clientX)]);
        }}
        onDoubleClick={() => onPart(undefined)}
      >
        <svg viewBox={`0 0 ${counts.length} 100`} preserveAspectRatio="none" aria-hidden="true">
          {counts.map((bar, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the time
            <g key={index}>{stacked(bar, index, greatest)}</g>
          ))}
          {chosen !== undefined && (
            <rect className="histogram-chosen" x={Math.min(...chosen)} width={Math.abs(chosen[1] - chosen[0]) + 1} y={0} height={100} />
          )}
        </svg>
      </div>
      <figcaption className="row-between small quiet">
        <span>{clock(0)}</span>
        <span className="row">
          {LEVEL_NAMES.map(
            (name, level) =>
              (totals[level] ?? 0) > 0 && (
                <span key={name} className="row-fixed">
                  <span className="histogram-key" data-level={name} aria-hidden="true" />
                  {countText(totals[level] ?? 0)} {name}
                </span>
              ),
          )}
          {peak >= 0 && (
            <span>
              most at {clock(peak)}: {countText(greatest)} in {spanWords(stepUs)}
            </span>
          )}
          {part !== undefined && (
            <Button size="small" onPress={() => onPart(undefined)}>
              Show the whole time
            </Button>
          )}
        </span>
        <span>{clock(counts.length)}</span>
      </figcaption>
    </figure>
  );
}

const sum = (bar: readonly number[]): number => bar.reduce((all, count) => all + count, 0);

/** Errors stand at the foot, where they are compared best. */
function stacked(bar: readonly number[], index: number, greatest: number) {
  let top = 100;
  return [3, 2, 1, 0].map((level) => {
    const height = ((bar[level] ?? 0) / greatest) * 100;
    top -= height;
    return height === 0 ? null : <rect key={level} data-level={LEVEL_NAMES[level]} x={index + 0.08} width={0.84} y={top} height={height} />;
  });
}
