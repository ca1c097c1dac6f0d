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
}

interface RoomContext {
  tool: ToolId;
  target: string | undefined;
  pane: PaneId;
  go: (tool: ToolId, target?: string) => void;
  showPane: (pane: PaneId) => void;
  lastLook: LookRef | undefined;
  noteLook: (look: LookRef) => void;
  pinning: LookRef | undefined;
  pin: (look: LookRef | undefined) => void;
  prepared: PreparedAction | undefined;
  prepare: (action: PreparedAction | undefined) => void;
  memory: Map<string, unknown>;
}

const Context = createContext<RoomContext | undefined>(undefined);

export function RoomProvider({ children, initialTool = 'map' }: { children: ReactNode; initialTool?: ToolId }) {
  const [place, setPlace] = useState<{ tool: ToolId; target: string | undefined }>({ tool: initialTool, target: undefined });
  const [pane, showPane] = useState<PaneId>('pager');
  const [lastLook, noteLook] = useState<LookRef | undefined>(undefined);
  const [pinning, pin] = useState<LookRef | undefined>(undefined);
  const [prepared, prepare] = useState<PreparedAction | undefined>(undefined);
  const memory = useRef(new Map<string, unknown>()).current;
  const go = useCallback((tool: ToolId, target?: string) => {
    setPlace({ tool, target });
    // Beside a column there is room for the tools; only a phone has to leave the column for them.
    if (matchMedia('(max-width: 720px)').matches) showPane('tools');
  }, []);
  const value = useMemo(
    () => ({ ...place, pane, go, showPane, lastLook, noteLook, pinning, pin, prepared, prepare, memory }),
    [place, pane, go, lastLook, pinning, prepared, memory],
  );
  return <Context value={value}>{children}</Context>;
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
