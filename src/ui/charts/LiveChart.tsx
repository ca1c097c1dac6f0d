// A panel of a dashboard that goes on after its look: refreshed by range queries at each new scrape, one at a time.
import { useEffect, useRef, useState } from 'react';
import type { Panel } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { legendText } from '../theme/index.ts';
import type { PlotSeries } from './align.ts';
import { Chart, type ChartMark } from './Chart.tsx';

const SCRAPE_US = 5_000_000;
const POINTS_MAX = 240;

export default function LiveChart({ panel, rangeUs, marks }: { panel: Panel; rangeUs: number; marks?: readonly ChartMark[] }) {
  const session = useSession();
  const view = useView();
  const [series, setSeries] = useState<PlotSeries[]>([]);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const busy = useRef(false);
  const tick = Math.floor(view.nowUs / SCRAPE_US);
  const [turn, setTurn] = useState(0);
  const toUs = tick * SCRAPE_US;
  const fromUs = Math.max(0, toUs - rangeUs);
  useEffect(() => {
    void turn;
    if (busy.current) return;
    busy.current = true;
    let gone = false;
    const stepUs = Math.max(SCRAPE_US, Math.ceil((toUs - fromUs) / POINTS_MAX / SCRAPE_US) * SCRAPE_US);
    Promise.all(panel.series.map(({ expr }) => session.chart(expr, fromUs, toUs, stepUs)))
      .then(
        (replies) => {
          if (gone) return;
          setProblem(replies.find((reply) => reply.error !== undefined)?.error);
          setSeries(replies.flatMap((reply, index) => reply.series.map((one) => ({ name: legendText(panel.series[index]?.legend ?? '', one.labels), timesMs: one.timesMs, values: one.values }))));
        },
        (error: unknown) => !gone && setProblem(error instanceof Error ? error.message : String(error)),
      )
      .finally(() => {
        busy.current = false;
        if (gone) setTurn((now) => now + 1);
      });
    return () => {
      gone = true;
    };
  }, [session, panel, fromUs, toUs, turn]);
  const startsAtMs = view.scenario.startsAtMs;
  return <Chart title={panel.title} unit={panel.unit} series={series} threshold={panel.threshold} marks={marks} fromMs={startsAtMs + fromUs / 1000} toMs={startsAtMs + Math.max(toUs, fromUs + SCRAPE_US) / 1000} problem={problem} />;
}
