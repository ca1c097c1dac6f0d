// Whether the trace of a line was kept, as far as the kept requests of its service tell. Asking is no look: nothing of the trace is shown.
import { useEffect, useState } from 'react';
import type { LogLine } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';

/** A request that wrote a line has ended after so long. */
const ENDED_US = 40e6;
/** Asked in parts: an answer has the newest two hundred at most. */
const PARTS_US = [5e6, 15e6, ENDED_US] as const;
const ANSWER_MAX = 200;

/** undefined while nobody knows: the request may still be under way, or there are too many to tell. */
export function useTraceKept({ traceId, service, atUs }: LogLine): boolean | undefined {
  const session = useSession();
  const view = useView();
  const [kept, setKept] = useState<boolean | undefined>(undefined);
  const isService = view.topology.nodes.some(({ id, kind }) => id === service && kind === 'service');
  const ended = view.nowUs > atUs + ENDED_US;
  useEffect(() => {
    if (traceId === '' || !isService) return;
    let current = true;
    const asked = PARTS_US.map((untilUs, part) => session.exemplars(service, atUs + (PARTS_US[part - 1] ?? 0), atUs + untilUs));
    Promise.all(asked).then(
      (parts) => {
        if (!current) return;
        if (parts.some((part) => part.some((one) => one.traceId === traceId))) setKept(true);
        else if (ended && parts.every(({ length }) => length < ANSWER_MAX)) setKept(false);
      },
      () => current && setKept(undefined),
    );
    return () => {
      current = false;
    };
  }, [session, traceId, service, isService, atUs, ended]);
  return kept;
}
