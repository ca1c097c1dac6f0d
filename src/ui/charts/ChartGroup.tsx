// Charts that belong together: one zoom and one cross-hair for all of them. A chart outside of a group keeps its own.
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { CursorStore } from './cursor-store.ts';
import type { Stretch } from './zoom.ts';

export interface ChartGroupValue {
  /** The stretch somebody zoomed to; undefined: what the range says. */
  zoom: Stretch | undefined;
  setZoom: (zoom: Stretch | undefined) => void;
  cursor: CursorStore;
  /** Others show the same stretch, so the way back is above all of them. */
  shared: boolean;
}

const Context = createContext<ChartGroupValue | undefined>(undefined);

export function ChartGroup({
  zoom,
  setZoom,
  children,
}: {
  zoom: Stretch | undefined;
  setZoom: (zoom: Stretch | undefined) => void;
  children: ReactNode;
}) {
  const [cursor] = useState(() => new CursorStore());
  const value = useMemo(() => ({ zoom, setZoom, cursor, shared: true }), [zoom, setZoom, cursor]);
  return <Context value={value}>{children}</Context>;
}

export function useChartGroup(): ChartGroupValue {
  const group = useContext(Context);
  const [zoom, setZoom] = useState<Stretch | undefined>(undefined);
  const [cursor] = useState(() => new CursorStore());
  const own = useMemo(() => ({ zoom, setZoom, cursor, shared: false }), [zoom, cursor]);
  return group ?? own;
}
