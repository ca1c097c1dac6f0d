// Synthetic checks: journeys of users tried from outside, step by step. Newest results first; words and signs beside the colours.
import { useState } from 'react';
import type { CheckResult, DrillView } from '../../schema/index.ts';
import { useView } from '../app/session-context.tsx';
import { Explain } from '../guide/index.ts';
import { clockText, figureText, Mark, spanWords } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';
import './objectives.css';

type CheckView = DrillView['checks'][number];
/** Runs shown in the strip of a check. */
const STRIP_MAX = 40;

export default function Checks() {
  const view = useView();
  const looked = useLook({ kind: 'look.checks', args: {} }, 'synthetic checks');
  const results = looked.result?.kind === 'checks' ? looked.result.results : undefined;
  if (view.checks.length === 0) return <p className="empty">No synthetic check runs against this system.</p>;
  return (
    <div className="stack">
      <LookBar looked={looked}>
        <h2>Synthetic checks</h2>
        <Explain of="check-runs" line />
      </LookBar>
      {results === undefined ? (
        <LookState looked={looked} empty="No check has reported yet." />
      ) : (
        view.checks.map((check) => (
          <CheckCard key={check.name} check={check} results={results.filter((result) => result.check === check.name)} />
        ))
      )}
    </div>
  );
}

function CheckCard({ check, results }: { check: CheckView; results: readonly CheckResult[] }) {
  const { scenario } = useView();
  const strip = results.slice(-STRIP_MAX);
  const [chosenUs, setChosenUs] = useState<number | undefined>(undefined);
  const chosen = strip.find(({ startedAtUs }) => startedAtUs === chosenUs) ?? strip.at(-1);
  const failed = strip.filter(({ ok }) => !ok).length;
  return (
    <section className="objective" aria-label={check.name}>
      <div className="row-between">
        <h3>{check.name}</h3>
        <LastMark check={check} />
      </div>
      <p className="small quiet">
        From {check.from}, every {spanWords(check.everyUs)}
        {strip.length > 0 && `; ${failed === 0 ? 'none' : failed} of the last ${strip.length} runs failed`}
      </p>
      {strip.length === 0 ? (
        <p className="quiet">It has not reported yet.</p>
      ) : (
        <ol className="check-strip" aria-label="Runs, oldest first">
          {strip.map((result) => (
            <li key={result.startedAtUs}>
              <button
                type="button"
                className="check-run"
                data-ok={result.ok}
                aria-pressed={result === chosen}
                aria-label={`${clockText(scenario.startsAtMs, result.startedAtUs)}: ${result.ok ? 'ok' : 'failed'}, ${seconds(result.durationUs)}`}
                onClick={() => setChosenUs(result.startedAtUs)}
              >
                {result.ok ? '✓' : '×'}
              </button>
            </li>
          ))}
        </ol>
      )}
      {chosen !== undefined && <Steps result={chosen} />}
    </section>
  );
}

function LastMark({ check }: { check: CheckView }) {
  if (check.last === undefined) return <Mark>no result yet</Mark>;
  if (check.last.ok) return <Mark tone="ok">passes, {seconds(check.last.durationUs)}</Mark>;
  return <Mark tone="bad">fails{check.failuresInARow > 1 && `, ${check.failuresInARow} in a row`}</Mark>;
}

function Steps({ result }: { result: CheckResult }) {
  const { scenario } = useView();
  return (
    <div className="scroll-x">
      <table>
        <caption>
          Run of {clockText(scenario.startsAtMs, result.startedAtUs)}, reported at {clockText(scenario.startsAtMs, result.visibleAtUs)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Result</th>
            <th scope="col" className="number">
              Status
            </th>
            <th scope="col" className="number">
              Took
              <Explain of="check-duration" />
            </th>
            <th scope="col">Error</th>
          </tr>
        </thead>
        <tbody>
          {result.steps.map((step, index) => {
            const ok = result.ok || index < result.steps.length - 1;
            return (
              <tr key={step.name}>
                <th scope="row">{step.name}</th>
                <td>
                  <Mark tone={ok ? 'ok' : 'bad'}>{ok ? 'ok' : 'failed'}</Mark>
                </td>
                <td className="number">{step.status === 0 ? 'no answer' : step.status}</td>
                <td className="number">{seconds(step.durationUs)}</td>
                <td>{step.error}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const seconds = (us: number): string => figureText(us / 1e6, 'seconds');
