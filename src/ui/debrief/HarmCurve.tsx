// Users affected over time: this run, the same seed with nobody acting, and with the reference response.
import { useEffect, useMemo, useState } from 'react';
import type { DrillSession } from '../../host/client/index.ts';
import type { DrillView } from '../../schema/index.ts';
import type { PlotSeries } from '../charts/align.ts';
import { Chart } from '../charts/Chart.tsx';
import { ChoiceField } from '../theme/index.ts';
import { comparisonSeries, HARM_QUERIES, type HarmFigure, harmStepUs } from './harm-series.ts';
import type { Scored } from './score-once.ts';

const LABELS: Readonly<Record<HarmFigure, string>> = { usersAffected: 'users affected', revenueLost: 'revenue lost' };

export function HarmCurve({ scored, view, session }: { scored: Scored; view: DrillView; session: DrillSession }) {
  const [figure, setFigure] = useState<HarmFigure>('usersAffected');
  const [own, setOwn] = useState<PlotSeries>({ name: 'you', timesMs: [], values: [] });
  const { startsAtMs } = view.scenario;
  const endUs = view.nowUs;
  const stepUs = harmStepUs(scored.comparisons);
  useEffect(() => {
    let gone = false;
    void session.chart(HARM_QUERIES[figure], 0, endUs, stepUs).then(({ series }) => {
      const [first] = series;
      if (!gone) setOwn({ name: 'you', timesMs: first?.timesMs ?? [], values: first?.values ?? [] });
    });
    return () => {
      gone = true;
    };
  }, [session, figure, endUs, stepUs]);
  const series = useMemo(
    () => [own, ...comparisonSeries(scored.comparisons, figure, startsAtMs)],
    [own, scored.comparisons, figure, startsAtMs],
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
          value={figure}
          onChange={setFigure}
          options={[
            { value: 'usersAffected', label: LABELS.usersAffected },
            { value: 'revenueLost', label: LABELS.revenueLost },
          ]}
        />
      </div>
      <Chart
        title={`${LABELS[figure]}, diamond: the first page`}
        unit={figure === 'usersAffected' ? 'count' : 'money'}
        series={series}
        marks={marks}
        height={240}
      />
    </section>
  );
}
