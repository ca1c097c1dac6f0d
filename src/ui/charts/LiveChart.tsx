// A panel of a dashboard that goes on after its look. Zoomed, it asks for that stretch in finer steps.
import { type ReactNode, useMemo } from 'react';
import type { Panel } from '../../schema/index.ts';
import { useView } from '../app/session-context.tsx';
import { Chart } from './Chart.tsx';
import { useChartGroup } from './ChartGroup.tsx';
import type { ChartBand, ChartMark } from './plot-draw.ts';
import { timedServices, useExemplars } from './use-exemplars.ts';
import { SCRAPE_US, useLiveSeries } from './use-live-series.ts';

export default function LiveChart({
  panel,
  rangeUs,
  marks,
  bands,
  onTrace,
  children,
}: {
  panel: Panel;
  rangeUs: number;
  marks?: readonly ChartMark[];
  bands?: readonly ChartBand[];
  /** Opens a kept trace; without it none are shown. */
  onTrace?: ((traceId: string) => void) | undefined;
  children?: ReactNode;
}) {
  const view = useView();
  const { zoom } = useChartGroup();
  const { startsAtMs } = view.scenario;
  const nowUs = Math.floor(view.nowUs / SCRAPE_US) * SCRAPE_US;
  const fullFromUs = Math.max(0, nowUs - rangeUs);
  const fullToUs = Math.max(nowUs, fullFromUs + SCRAPE_US);
  const fromUs = zoom === undefined ? fullFromUs : Math.max(0, (zoom.fromMs - startsAtMs) * 1000);
  const toUs = zoom === undefined ? fullToUs : Math.max(fromUs, Math.min(nowUs, (zoom.toMs - startsAtMs) * 1000));
  const { series, loading, problem } = useLiveSeries(panel, fromUs, toUs);
  const nodes = JSON.stringify(view.topology.nodes.filter(({ kind }) => kind === 'service').map(({ id }) => id));
  const services = useMemo(
    () => (onTrace === undefined ? [] : timedServices(panel, JSON.parse(nodes) as string[])),
    [panel, nodes, onTrace],
  );
  const exemplars = useExemplars(services, fromUs, toUs, startsAtMs);
  return (
    <Chart
      title={panel.title}
      unit={panel.unit}
      series={series}
      threshold={panel.threshold}
      marks={marks}
      bands={bands}
      exemplars={exemplars}
      onExemplar={onTrace}
      fromMs={startsAtMs + fullFromUs / 1000}
      toMs={startsAtMs + fullToUs / 1000}
      loading={loading}
      problem={problem}
    >
      {children}
    </Chart>
  );
}
