// A panel of a dashboard that goes on after its look: refreshed by range queries at each new scrape, one at a time.
import { useEffect, useRef, useState } from 'react';
import type { Panel } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { legendText } from '../theme/index.ts';
import type { PlotSeries } from './align.ts';
import { Chart, type ChartMark } from './Chart.tsx';

const SCRAPE_US = 5_000_000;
const POINTS_MAX = 240;
/** At high speed several scrapes pass in a second; a person sees no more than this. */
const REFRESH_MS = 1_000;

export default function LiveChart({ panel, rangeUs, marks }: { panel: Panel; rangeUs: number; marks?: readonly ChartMark[] }) {
  const session = useSession();
  const view = useView();
  const [series, setSeries] = useState<PlotSeries[]>([]);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const busy = useRef(false);
  /** Something changed while a query was under way, so another one follows. */
  const missed = useRef(false);
  const mounted = useRef(true);
  const tick = Math.floor(view.nowUs / SCRAPE_US);
  const [turn, setTurn] = useState(0);
  const toUs = tick * SCRAPE_US;
  const fromUs = Math.max(0, toUs - rangeUs);
  useEffect(() => {
    void turn;
    if (busy.current) {
      missed.current = true;
      return;
    }
    busy.current = true;
    const stepUs = Math.max(SCRAPE_US, Math.ceil((toUs - fromUs) / POINTS_MAX / SCRAPE_US) * SCRAPE_US);
    Promise.all(panel.series.map(({ expr }) => session.chart(expr, fromUs, toUs, stepUs)))
      .then(
        (replies) => {
          if (!mounted.current) return;
          setProblem(replies.find((reply) => reply.error !== undefined)?.error);
          setSeries(
            replies.flatMap((reply, index) =>
              reply.series.map((one) => ({
                name: legendText(panel.series[index]?.legend ?? '', one.labels),
                timesMs: one.timesMs,
                values: one.values,
              })),
            ),
          );
        },
        (error: unknown) => mounted.current && setProblem(error instanceof Error ? error.message : String(error)),
      )
      .finally(() => {
        setTimeout(() => {
          busy.current = false;
          if (missed.current) setTurn((now) => now + 1);
          missed.current = false;
        }, REFRESH_MS);
      });
  }, [session, panel, fromUs, toUs, turn]);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const startsAtMs = view.scenario.startsAtMs;
  return (
    <Chart
      title={panel.title}
      unit={panel.unit}
      series={series}
      threshold={panel.threshold}
      marks={marks}
      fromMs={startsAtMs + fromUs / 1000}
      toMs={startsAtMs + Math.max(toUs, fromUs + SCRAPE_US) / 1000}
      problem={problem}
    />
  );
}
