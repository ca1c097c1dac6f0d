// Series of a panel that go on after its look: refreshed by range queries at each new scrape, one at a time.
import { useEffect, useRef, useState } from 'react';
import type { Panel } from '../../schema/index.ts';
import { useSession } from '../app/session-context.tsx';
import { legendText } from '../theme/index.ts';
import type { PlotSeries } from './align.ts';

export const SCRAPE_US = 5_000_000;
const POINTS_MAX = 240;
/** At high speed several scrapes pass in a second; a person sees no more than this. */
const REFRESH_MS = 1_000;
const NOTHING: readonly PlotSeries[] = [];

export interface LiveSeries {
  series: readonly PlotSeries[];
  loading: boolean;
  problem: string | undefined;
}

export function useLiveSeries(panel: Panel, fromUs: number, toUs: number): LiveSeries {
  const session = useSession();
  const [state, setState] = useState<LiveSeries>({ series: NOTHING, loading: true, problem: undefined });
  const busy = useRef(false);
  /** Something changed while a query was under way, so another one follows. */
  const missed = useRef(false);
  const mounted = useRef(true);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    void turn;
    if (busy.current) {
      missed.current = true;
      return;
    }
    busy.current = true;
    const stepUs = Math.max(SCRAPE_US, Math.ceil((toUs - fromUs) / POINTS_MAX / SCRAPE_US) * SCRAPE_US);
    let waitMs = REFRESH_MS;
    Promise.all(panel.series.map(({ expr }) => session.chart(expr, fromUs, toUs, stepUs)))
      .then(
        (replies) => {
          if (!mounted.current) return;
          const series = replies.flatMap((reply, index) =>
            reply.series.map((one) => ({
              name: legendText(panel.series[index]?.legend ?? '', one.labels),
              timesMs: one.timesMs,
              values: one.values,
            })),
          );
          setState({ series, loading: false, problem: replies.find((reply) => reply.error !== undefined)?.error });
        },
        (error: unknown) => {
          const problem = error instanceof Error ? error.message : String(error);
          if (mounted.current) setState({ series: NOTHING, loading: false, problem });
        },
      )
      .finally(() => {
        // Somebody who zooms is waiting for the answer; time that merely goes on is not.
        if (missed.current) waitMs = 0;
        setTimeout(() => {
          busy.current = false;
          if (missed.current) setTurn((now) => now + 1);
          missed.current = false;
        }, waitMs);
      });
  }, [session, panel, fromUs, toUs, turn]);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  return state;
}
