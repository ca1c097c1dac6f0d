// Where the trainee is in the room: the open tool, its target, what was looked at last. Local to this browser, never in the journal.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { CommandOption } from '../../schema/index.ts';
import type { SeenCounts } from '../panels/unread.ts';
import type { PaneId, ToolId } from './tool-list.ts';

/** A look that can be pinned as evidence. */
export interface LookRef {
  seq: number;
  label: string;
  atUs: number;
  /** What in it is meant, when it is one line of many: the note begins with it. */
  quote?: string;
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
  /** @param from the tool that asks; filled in within one */
  go: (tool: ToolId, target?: string, from?: ToolId) => void;
  /** A tab was chosen by hand: its tool is open, and aims at nothing. */
  arrive: (tool: ToolId) => void;
  showPane: (pane: PaneId) => void;
  /** The page of the notebook. */
  notebookPage: string;
  showNotebook: (page: string) => void;
  /** How much of the channels was in sight. */
  seen: SeenCounts;
  setSeen: (seen: SeenCounts) => void;
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
  /** Aimed from outside, a tool begins anew even where it stands open, as if one had come from another tab. */
  aimed: Partial<Record<ToolId, number>>;
  asked: number;
}

const Context = createContext<RoomContext | undefined>(undefined);
const PlaceContext = createContext<Place | undefined>(undefined);

export function RoomProvider({ children, initialTool = 'map' }: { children: ReactNode; initialTool?: ToolId }) {
  const [place, setPlace] = useState<Place>({ tool: initialTool, targets: {}, aimed: {}, asked: 0 });
  const [pane, showPane] = useState<PaneId>('pager');
  const [notebookPage, showNotebook] = useState('hypotheses');
  const [seen, setSeen] = useState<SeenCounts>({});
  const [lastLook, noteLook] = useState<LookRef | undefined>(undefined);
  const [pinning, pin] = useState<LookRef | undefined>(undefined);
  const [prepared, prepare] = useState<PreparedAction | undefined>(undefined);
  const memory = useRef(new Map<string, unknown>()).current;
  const go = useCallback((tool: ToolId, target?: string, from?: ToolId) => {
    setPlace(({ targets, aimed, asked }) => ({
      tool,
      targets: { ...targets, [tool]: target },
      aimed: target !== undefined && tool !== from ? { ...aimed, [tool]: (aimed[tool] ?? 0) + 1 } : aimed,
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
    () => ({
      tool,
      target,
      asked,
      pane,
      go,
      arrive,
      showPane,
      notebookPage,
      showNotebook,
      seen,
      setSeen,
      lastLook,
      noteLook,
      pinning,
      pin,
      prepared,
      prepare,
      memory,
    }),
    [tool, target, asked, pane, go, arrive, notebookPage, seen, lastLook, pinning, prepared, memory],
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
  const { go: goFrom } = room;
  const go = useCallback<RoomContext['go']>((to, at) => goFrom(to, at, tool), [goFrom, tool]);
  const value = useMemo<RoomContext>(() => ({ ...room, tool, target, go }), [room, tool, target, go]);
  return (
    <Context key={place?.aimed[tool]} value={value}>
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
