// The tools of the open drill; the same list as long as it is open.
import { useMemo } from 'react';
import { useSession } from '../app/session-context.tsx';
import { toolsOf } from './tool-list.ts';

export function useTools(): ReturnType<typeof toolsOf> {
  const session = useSession();
  return useMemo(() => toolsOf(session.getState().live), [session]);
}
