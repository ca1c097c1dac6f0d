// The way from a trace id to the trace, for panels that show one.
import { useCallback } from 'react';
import { useRoom } from './room-context.tsx';
import { TOOLS, type ToolId } from './tool-list.ts';

const TRACES = (TOOLS as readonly { id: string }[]).find(({ id }) => id === 'traces')?.id as ToolId | undefined;

/** undefined while the room has no tool for traces. */
export function useOpenTrace(): ((traceId: string) => void) | undefined {
  const { go } = useRoom();
  const open = useCallback((traceId: string) => TRACES !== undefined && go(TRACES, traceId), [go]);
  return TRACES === undefined ? undefined : open;
}
