// The way from a trace id to the trace, for panels that show one, and the way back.
import { useCallback } from 'react';
import { useRoom } from './room-context.tsx';
import { TOOLS, type ToolId } from './tool-list.ts';

const TRACES = (TOOLS as readonly { id: string }[]).find(({ id }) => id === 'traces')?.id as ToolId | undefined;
const CAME_FROM = 'traces.came-from';

/** undefined while the room has no tool for traces. */
export function useOpenTrace(): ((traceId: string) => void) | undefined {
  const { go, tool, memory } = useRoom();
  const open = useCallback(
    (traceId: string) => {
      if (TRACES === undefined) return;
      memory.set(CAME_FROM, { traceId, tool });
      go(TRACES, traceId);
    },
    [go, tool, memory],
  );
  return TRACES === undefined ? undefined : open;
}

/** The tool a trace was opened from, when it was not the list of traces. */
export function useWayBack(traceId: string): ToolId | undefined {
  const from = useRoom().memory.get(CAME_FROM) as { traceId: string; tool: ToolId } | undefined;
  return from?.traceId === traceId && from.tool !== TRACES ? from.tool : undefined;
}
