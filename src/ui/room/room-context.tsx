// Where the trainee is in the room: the open tool, its target, what was looked at last. Local to this browser, never in the journal.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { CommandOption } from '../../schema/index.ts';
import type { PaneId, ToolId } from './tool-list.ts';

/** A look that can be pinned as evidence. */
export interface LookRef {
  seq: number;
  label: string;
  atUs: number;
}
export interface PreparedAction {
  option: CommandOption;
  targetIndex: number;
  /** What the dialog begins with where the target asks for a value. */
  answers?: Readonly<Record<string, string>>;
}

interface RoomContext {
  /** Within a tool: that tool. Elsewhere: the one that was opened last. */
  tool: ToolId;
  target: string | undefined;
  pane: PaneId;
  /** How often somebody asked for a tool; each time its tab comes forward. */
  asked: number;
  go: (tool: ToolId, target?: string) => void;
  /** A tab was chosen by hand: its tool is open, and aims at nothing. */
  arrive: (tool: ToolId) => void;
  showPane: (pane: PaneId) => void;
  lastLook: LookRef | undefined;
  noteLook: (look: LookRef) => void;
  pinning: LookRef | undefined;
  pin: (look: LookRef | undefined) => void;
  prepared: PreparedAction | undefined;
  prepare: (action: PreparedAction | undefined) => void;
  memory: Map<string, unknown>;
}

interface Place {
  tool: ToolId;
  /** Several tools stand side by side, each aimed at something of its own. */
  targets: Partial<Record<ToolId, string | undefined>>;
  /** Asked again for the same target, a tool that stands open begins anew. */
  repeats: Partial<Record<ToolId, number>>;
  asked: number;
}

const Context = createContext<RoomContext | undefined>(undefined);
const PlaceContext = createContext<Place | undefined>(undefined);

export function RoomProvider({ children, initialTool = 'map' }: { children: ReactNode; initialTool?: ToolId }) {
  const [place, setPlace] = useState<Place>({ tool: initialTool, targets: {}, repeats: {}, asked: 0 });
  const [pane, showPane] = useState<PaneId>('pager');
  const [lastLook, noteLook] = useState<LookRef | undefined>(undefined);
  const [pinning, pin] = useState<LookRef | undefined>(undefined);
  const [prepared, prepare] = useState<PreparedAction | undefined>(undefined);
  const memory = useRef(new Map<string, unknown>()).current;
  const go = useCallback((tool: ToolId, target?: string) => {
    setPlace(({ targets, repeats, asked }) => ({
      tool,
      targets: { ...targets, [tool]: target },
      repeats: target !== undefined && targets[tool] === target ? { ...repeats, [tool]: (repeats[tool] ?? 0) + 1 } : repeats,
      asked: asked + 1,
    }));
    // Beside a column there is room for the tools; only a phone has to leave the column for them.
    if (matchMedia('(max-width: 720px)').matches) showPane('tools');
  }, []);
  const arrive = useCallback((tool: ToolId) => {
    setPlace((place) => ({ ...place, tool, targets: { ...place.targets, [tool]: undefined } }));
  }, []);
  const { tool, targets, asked } = place;
  const target = targets[tool];
  const value = useMemo(
    () => ({ tool, target, asked, pane, go, arrive, showPane, lastLook, noteLook, pinning, pin, prepared, prepare, memory }),
    [tool, target, asked, pane, go, arrive, lastLook, pinning, prepared, memory],
  );
  return (
    <PlaceContext value={place}>
      <Context value={value}>{children}</Context>
    </PlaceContext>
  );
}

/** What stands inside belongs to this tool, whichever was opened last. */
export function ToolScope({ tool, children }: { tool: ToolId; children: ReactNode }) {
  const room = useRoom();
  const place = useContext(PlaceContext);
  const target = place?.targets[tool];
  const value = useMemo(() => ({ ...room, tool, target }), [room, tool, target]);
  return (
    <Context key={place?.repeats[tool]} value={value}>
      {children}
    </Context>
  );
}

export function useRoom(): RoomContext {
  const room = useContext(Context);
  if (room === undefined) throw new Error('This panel belongs in the room');
  return room;
}

/** State that outlives its tab: a half-written update or query is still there on return. */
export function useRemembered<T>(key: string, initial: T): [T, (value: T) => void] {
  const { memory } = useRoom();
  const [value, setValue] = useState<T>(() => (memory.has(key) ? (memory.get(key) as T) : initial));
  const set = useCallback(
    (next: T) => {
      memory.set(key, next);
      setValue(next);
    },
    [memory, key],
  );
  return [value, set];
}
