// What charts are annotated with: deployments that somebody looked at, one's own commands, alerts while they fired.
import { useMemo } from 'react';
import type { DrillView } from '../../schema/index.ts';
import type { ChartBand, ChartMark } from '../charts/plot-draw.ts';

/** Alerts that fire go on until the last scrape, not until this instant: charts are drawn again only at a scrape. */
const SCRAPE_US = 5_000_000;

export interface Annotations {
  marks: readonly ChartMark[];
  bands: readonly ChartBand[];
}

export function useAnnotations(view: DrillView, withDeployments: boolean, withAlerts: boolean): Annotations {
  const { startsAtMs } = view.scenario;
  const wallMs = (atUs: number): number => startsAtMs + atUs / 1000;
  const deployments = withDeployments
    ? view.deployments.map((row): ChartMark => ({ atMs: wallMs(row.atUs), label: `${row.service} ${row.to}`, kind: 'deployment' }))
    : [];
  const commands = view.timeline
    .filter(({ kind, outcome }) => kind.startsWith('command.') && outcome?.status !== 'refused')
    .map((item): ChartMark => ({ atMs: wallMs(item.atUs), label: item.text, kind: 'command' }));
  const untilUs = Math.floor(view.nowUs / SCRAPE_US) * SCRAPE_US;
  const bands = withAlerts
    ? view.alerts.flatMap((alert): ChartBand[] =>
        alert.firedAtUs === undefined
          ? []
          : [{ fromMs: wallMs(alert.firedAtUs), toMs: wallMs(alert.resolvedAtUs ?? untilUs), label: alert.alert }],
      )
    : [];
  // Every view brings new rows; charts are drawn again only when these say something else.
  const text = JSON.stringify({ marks: [...deployments, ...commands], bands });
  return useMemo(() => JSON.parse(text) as Annotations, [text]);
}
