// Users affected over time: this run, the same seed with nobody acting, and with the reference response.
import { useEffect, useMemo, useState } from 'react';
import type { DrillSession } from '../../host/client/index.ts';
import type { DrillView } from '../../schema/index.ts';
import type { PlotSeries } from '../charts/align.ts';
import { Chart } from '../charts/Chart.tsx';
import { ChoiceField } from '../theme/index.ts';
import type { Scored } from './score-once.ts';

const MEASURES = {
  users: { label: 'users affected', expr: 'business_users_affected', of: (point: { usersAffected: number }) => point.usersAffected },
  revenue: { label: 'revenue lost', expr: 'sum(business_revenue_lost_total)', of: (point: { revenueLost: number }) => point.revenueLost },
} as const;

export function HarmCurve({ scored, view, session }: { scored: Scored; view: DrillView; session: DrillSession }) {
  const [measure, setMeasure] = useState<keyof typeof MEASURES>('users');
  const [own, setOwn] = useState<PlotSeries>({ name: 'you', timesMs: [], values: [] });
  const { startsAtMs } = view.scenario;
  const endUs = view.nowUs;
  useEffect(() => {
    let gone = false;
    void session.chart(MEASURES[measure].expr, 0, endUs, 15_000_000).then(({ series }) => {
      const [first] = series;
      if (!gone) setOwn({ name: 'you', timesMs: first?.timesMs ?? [], values: first?.values ?? [] });
    });
    return () => {
      gone = true;
    };
  }, [session, measure, endUs]);
  const series = useMemo(
    () => [
      own,
      ...scored.comparisons.map((run) => ({
        name: run.label === 'idle' ? 'nobody acting' : 'the reference response',
        timesMs: run.curve.map((point) => startsAtMs + point.atUs / 1000),
        values: run.curve.map((point) => MEASURES[measure].of(point)),
      })),
    ],
    [own, scored.comparisons, measure, startsAtMs],
  );
  const pagedUs = scored.card.tPlusZeroUs;
  const marks = useMemo(
    () => (pagedUs === undefined ? [] : [{ atMs: startsAtMs + pagedUs / 1000, label: 'first page' }]),
    [pagedUs, startsAtMs],
  );
  return (
    <section className="stack" aria-labelledby="harm-title">
      <div className="row-between">
        <h2 id="harm-title">Harm over time</h2>
        <ChoiceField
          label="Of"
          value={measure}
          onChange={setMeasure}
          options={[
            { value: 'users', label: MEASURES.users.label },
            { value: 'revenue', label: MEASURES.revenue.label },
          ]}
        />
      </div>
      <Chart
        title={`${MEASURES[measure].label}, diamond: the first page`}
        unit={measure === 'users' ? 'count' : 'money'}
        series={series}
        marks={marks}
        height={240}
      />
    </section>
  );
}
