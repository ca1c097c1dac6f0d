// Objectives: what was promised, what is left of each error budget, how fast it burns against the alerts' thresholds, what the policy says;
// and the month's report if it ended now.
import { useRef, useState } from 'react';
import { type DrillView, parseDurationUs, type SloDetail } from '../../schema/index.ts';
import { useView } from '../app/session-context.tsx';
import LiveChart from '../charts/LiveChart.tsx';
import { Explain, type ExplanationId } from '../guide/index.ts';
import { countText, Mark, minutesWords, objectiveText, percentText, rateText, type Tone } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { SloReportView } from './SloReportView.tsx';
import { useLook } from './use-look.ts';
import './objectives.css';

type SloView = DrillView['slos'][number];
const POLICY: Record<SloView['policy']['state'], { tone: Tone; word: string }> = {
  healthy: { tone: 'ok', word: 'Budget healthy' },
  warning: { tone: 'warn', word: 'Budget running low' },
  exhausted: { tone: 'bad', word: 'Budget exhausted' },
};

export default function Slos() {
  const view = useView();
  const [shown, setShown] = useState<'now' | 'month'>('now');
  const looked = useLook({ kind: 'look.slos', args: {} }, 'objectives');
  const result = looked.result?.kind === 'slos' ? looked.result : undefined;
  if (view.slos.length === 0) return <p className="empty">This scenario promises nothing: it has no objectives.</p>;
  return (
    <div className="stack">
      <LookBar looked={looked}>
        <h2>Objectives</h2>
        <div className="row" role="group" aria-label="What to show">
          <button type="button" className="chip" aria-pressed={shown === 'now'} onClick={() => setShown('now')}>
            Now
          </button>
          <button type="button" className="chip" aria-pressed={shown === 'month'} onClick={() => setShown('month')}>
            Month’s report
          </button>
        </div>
      </LookBar>
      {result === undefined ? (
        <LookState looked={looked} empty="There are no objectives." />
      ) : shown === 'month' ? (
        <SloReportView report={result.report} />
      ) : (
        view.slos.map((slo, index) => <Objective key={slo.name} slo={slo} detail={result.details[index]} />)
      )}
    </div>
  );
}

function Objective({ slo, detail }: { slo: SloView; detail: SloDetail | undefined }) {
  const { tone, word } = POLICY[slo.policy.state];
  const now = slo.burnRate === undefined ? undefined : 1 - slo.burnRate * (1 - slo.objective);
  return (
    <section className="objective" aria-label={slo.name}>
      <div className="row-between">
        <h3>{slo.name}</h3>
        <Mark tone={tone}>{word}</Mark>
      </div>
      <dl className="objective-figures">
        <Figure label="Promised" value={objectiveText(slo.objective)} explain="promised" />
        <Figure
          label="Last 5 minutes"
          value={now === undefined ? '–' : objectiveText(now)}
          bad={now !== undefined && now < slo.objective}
          explain="achieved"
        />
        <Figure label="This run, when looked at" value={detail?.sli === undefined ? '–' : objectiveText(detail.sli)} />
        <Figure label="Burning" value={rateText(slo.burnRate)} bad={(slo.burnRate ?? 0) > 1} explain="burn-rate" />
      </dl>
      {detail !== undefined && <BudgetBar slo={slo} detail={detail} />}
      <p>
        <strong>Policy:</strong> {slo.policy.consequence}.
      </p>
      {detail !== undefined && <BurnRates slo={slo} detail={detail} />}
      {detail !== undefined && detail.chart.series.length > 0 && <BudgetChart panel={detail.chart} />}
    </section>
  );
}

function Figure({ label, value, bad = false, explain }: { label: string; value: string; bad?: boolean; explain?: ExplanationId }) {
  return (
    <div>
      <dt className="small quiet">
        {label}
        {explain !== undefined && <Explain of={explain} line />}
      </dt>
      <dd className="objective-figure">{bad ? <Mark tone="bad">{value}</Mark> : value}</dd>
    </div>
  );
}

function BudgetBar({ slo, detail }: { slo: SloView; detail: SloDetail }) {
  const spentRatio = slo.budgetSpentRatio;
  const { allowedMinutes, badEvents, allowedEvents } = detail.budget;
  const leftMinutes = Math.max(0, allowedMinutes * (1 - spentRatio));
  const left = Math.max(0, 1 - spentRatio);
  const text =
    spentRatio > 1
      ? `Nothing left: ${percentText(spentRatio)} of ${minutesWords(allowedMinutes)} spent`
      : `${minutesWords(leftMinutes)} of ${minutesWords(allowedMinutes)} left (${percentText(left)})`;
  return (
    <div className="stack-tight">
      <div className="row-between small">
        <span>
          Error budget: {text}
          <Explain of="budget-left" line />
        </span>
        <span className="quiet">
          {countText(badEvents)} events failed{allowedEvents === undefined ? '' : ` of about ${countText(allowedEvents)} that may`}
        </span>
      </div>
      <div
        className="budget-track"
        role="meter"
        aria-label="Error budget left"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(left * 100)}
        aria-valuetext={text}
      >
        <div className="budget-left" data-tone={POLICY[slo.policy.state].tone} style={{ width: `${left * 100}%` }} />
      </div>
    </div>
  );
}

function BurnRates({ slo, detail }: { slo: SloView; detail: SloDetail }) {
  const { nowUs } = useView();
  // A window longer than the run has only the run in it.
  const over = (window: string): string => {
    const us = parseDurationUs(window);
    return us !== undefined && us > nowUs ? `over ${window}: ${Math.max(1, Math.floor(nowUs / 60e6))} min of data` : `over ${window}`;
  };
  const rateOf = (window: string): number | undefined => slo.burnRates.find((one) => one.window === window)?.rate;
  const asked = detail.alerts.some(({ generated }) => generated);
  return (
    <div className="stack-tight">
      <p className="small quiet">
        An alert needs both windows of its row above its pace.
        {!asked && ' None is set on this objective; the paces are those of the SRE Workbook.'}
      </p>
      <div className="scroll-x">
        <table>
          <caption className="visually-hidden">Burn rates by window</caption>
          <thead>
            <tr>
              <th scope="col">Pace</th>
              <th scope="col">Now</th>
              <th scope="col" className="number">
                Long window
              </th>
              <th scope="col" className="number">
                Short window
              </th>
            </tr>
          </thead>
          <tbody>
            {detail.alerts.map(({ alert, severity, factor, long, short }) => {
              const rates = [rateOf(long), rateOf(short)];
              const tooFast = rates.every((rate) => rate !== undefined && rate > factor);
              return (
                <tr key={alert}>
                  <th scope="row">
                    {factor}× {severity}
                  </th>
                  <td>
                    <Mark tone={!tooFast ? 'ok' : severity === 'page' ? 'bad' : 'warn'}>{tooFast ? 'too fast' : 'below'}</Mark>
                  </td>
                  <td className="number">
                    {rateText(rates[0])} <span className="quiet">{over(long)}</span>
                  </td>
                  <td className="number">
                    {rateText(rates[1])} <span className="quiet">{over(short)}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function BudgetChart({ panel }: { panel: SloDetail['chart'] }) {
  const view = useView();
  // A new look brings an equal panel; the chart is asked for again only when it says something else.
  const kept = useRef(panel);
  if (JSON.stringify(kept.current) !== JSON.stringify(panel)) kept.current = panel;
  return <LiveChart panel={kept.current} rangeUs={view.scenario.lengthUs} />;
}
