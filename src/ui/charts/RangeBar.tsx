// Which stretch of time charts show: back from now, or what somebody zoomed to, with the way back.
import { ChevronLeft, ChevronRight, RotateCcw, ZoomIn, ZoomOut } from 'lucide-react';
import { Button, ChoiceField } from '../theme/index.ts';
import { moved, type Stretch, widened, zoomedAround } from './zoom.ts';

export const RANGES = [
  { value: '300', label: 'last 5 minutes' },
  { value: '900', label: 'last 15 minutes' },
  { value: '1800', label: 'last 30 minutes' },
  { value: '86400', label: 'since the start' },
] as const;
export type RangeChoice = (typeof RANGES)[number]['value'];

const clock = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

export function RangeBar({
  range,
  setRange,
  zoom,
  setZoom,
  shown,
}: {
  range: RangeChoice;
  setRange: (range: RangeChoice) => void;
  zoom: Stretch | undefined;
  setZoom: (zoom: Stretch | undefined) => void;
  /** What the range comes to now. */
  shown: Stretch;
}) {
  const current = zoom ?? shown;
  const middle = (current.fromMs + current.toMs) / 2;
  return (
    <div className="row-fixed range-bar" role="group" aria-label="Range of time">
      {zoom === undefined ? (
        <div className="range">
          <ChoiceField label="Range" value={range} onChange={setRange} options={RANGES} />
        </div>
      ) : (
        <span className="row-fixed">
          <span className="small mono">
            {clock(zoom.fromMs)}–{clock(zoom.toMs)}
          </span>
          <Button size="small" onPress={() => setZoom(moved(current, -0.5))} aria-label="Earlier">
            <ChevronLeft size={14} aria-hidden="true" />
          </Button>
          <Button size="small" onPress={() => setZoom(moved(current, 0.5))} aria-label="Later">
            <ChevronRight size={14} aria-hidden="true" />
          </Button>
          <Button size="small" onPress={() => setZoom(undefined)}>
            <RotateCcw size={13} aria-hidden="true" /> Reset zoom
          </Button>
        </span>
      )}
      <Button size="small" onPress={() => setZoom(zoomedAround(current, middle, 0.5))} aria-label="Zoom in">
        <ZoomIn size={14} aria-hidden="true" />
      </Button>
      <Button size="small" onPress={() => setZoom(widened(current, middle, shown))} aria-label="Zoom out" isDisabled={zoom === undefined}>
        <ZoomOut size={14} aria-hidden="true" />
      </Button>
    </div>
  );
}
