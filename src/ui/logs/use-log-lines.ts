// The lines of the search that was looked at, and those that came since while somebody follows them.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LogFilter } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { LogLines } from './log-lines.ts';

/** @param follow read on as story time goes on */
export function useLogLines(filter: Omit<LogFilter, 'limit' | 'newestFirst'> | undefined, follow: boolean): LogLines {
  const session = useSession();
  const { nowUs } = useView();
  const lines = useMemo(() => new LogLines(session, filter ?? {}), [session, filter]);
  useSyncExternalStore(lines.subscribe, lines.version);
  useEffect(() => {
    if (filter?.toUs !== undefined) void lines.grow(filter.toUs);
  }, [lines, filter]);
  useEffect(() => {
    if (follow && filter !== undefined) void lines.grow(nowUs);
  }, [lines, filter, follow, nowUs]);
  return lines;
}
