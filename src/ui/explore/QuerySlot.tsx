// One query with its answer: editor, graph, table, remarks of the evaluator. Running it is a look, which can be pinned.
import { lazy, Suspense, useMemo } from 'react';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { Chart } from '../charts/Chart.tsx';
import type { ChartBand, ChartMark } from '../charts/plot-draw.ts';
import { LookBar } from '../panels/LookBar.tsx';
import { LookState } from '../panels/LookState.tsx';
import { useLook } from '../panels/use-look.ts';
import { useRemembered } from '../room/room-context.tsx';
import { Button, clockText, Mark, seriesName } from '../theme/index.ts';
import { InstantTable } from './InstantTable.tsx';

const PromqlEditor = lazy(() => import('./PromqlEditor.tsx'));
const SERIES_MAX = 12;

export type ResultForm = 'graph' | 'table';
/** A query as it stands in its slot: what is written, and what was run last. */
export interface Slot {
  /** A letter. */
  name: string;
  text: string;
  asked: string;
}

interface Props {
  slot: Slot;
  onSlot: (slot: Slot) => void;
  onClose: (() => void) | undefined;
  minutes: number;
  form: ResultForm;
  marks: readonly ChartMark[];
  bands: readonly ChartBand[];
}

export function QuerySlot({ slot, onSlot, onClose, minutes, form, marks, bands }: Props) {
  const view = useView();
  const readOnly = useReadOnly();
  const { name, asked } = slot;
  const looked = useLook(asked === '' ? undefined : { kind: 'look.query', args: { expr: asked, minutes } }, `query ${asked.slice(0, 60)}`, {
    anyWhenBack: true,
  });
  const result = looked.result?.kind === 'query' && looked.result.expr === asked ? looked.result : undefined;
  const [whole, setWhole] = useRemembered(`query.whole.${name}`, false);
  const run = (written: string) => {
    const expr = written.trim();
    if (expr === '' || readOnly) return;
    if (expr === asked) looked.again();
    else onSlot({ name, text: written, asked: expr });
  };
  const failed = useMemo(
    () => (result?.error === undefined ? undefined : { text: result.expr, message: result.error, place: result.place }),
    [result],
  );
  const series = useMemo(
    () =>
      result?.series
        .slice(0, whole ? undefined : SERIES_MAX)
        .map((one) => ({ name: one.legend || seriesName(one.labels), timesMs: one.timesMs, values: one.values })) ?? [],
    [result, whole],
  );
  const { startsAtMs } = view.scenario;
  const toMs = startsAtMs + (looked.look?.atUs ?? view.nowUs) / 1000;
  const isRange = result !== undefined && result.instant.length === 0 && result.series.length > 0;
  return (
    <section className="query-slot stack" aria-label={`Query ${name}`}>
      <div className="query-form">
        <span className="query-name mono" aria-hidden="true">
          {name}
        </span>
        <Suspense fallback={<div className="promql-editor promql-loading small quiet">Loading the editor…</div>}>
          <PromqlEditor
            label={`PromQL expression ${name}`}
            value={slot.text}
            onChange={(text) => onSlot({ ...slot, text })}
            onRun={run}
            failed={failed}
          />
        </Suspense>
        <div className="stack-tight">
          <Button kind="primary" onPress={() => run(slot.text)} isDisabled={slot.text.trim() === '' || readOnly}>
            Run
          </Button>
          {onClose !== undefined && (
            <Button size="small" kind="quiet" onPress={onClose} aria-label={`Close query ${name}`}>
              Close
            </Button>
          )}
        </div>
      </div>
      {asked !== '' && <LookBar looked={looked} />}
      {asked !== '' && result === undefined && <LookState looked={looked} empty="No answer yet." />}
      {result?.error !== undefined && (
        <pre className="query-error" role="alert">
          {result.error}
        </pre>
      )}
      {result !== undefined && result.warnings.length > 0 && (
        <ul className="stack-tight" aria-label="Remarks of the evaluator">
          {result.warnings.map((text) => (
            <li key={text} className="row-fixed small">
              <Mark tone={/^PromQL info/i.test(text) ? 'accent' : 'warn'}>{/^PromQL info/i.test(text) ? 'info' : 'warning'}</Mark>
              <span>{text.replace(/^PromQL (info|warning): /i, '')}</span>
            </li>
          ))}
        </ul>
      )}
      {result !== undefined && result.error === undefined && result.series.length === 0 && result.instant.length === 0 && (
        <p className="empty">The expression is fine and matches no series in this range.</p>
      )}
      {result !== undefined && result.series.length > 0 && (form === 'graph' || isRange) && (
        <>
          <Chart
            title={result.expr}
            unit="none"
            height={220}
            series={series}
            marks={marks}
            bands={bands}
            fromMs={isRange ? undefined : Math.max(startsAtMs, toMs - minutes * 60_000)}
            toMs={isRange ? undefined : toMs}
          />
          {result.series.length > SERIES_MAX && (
            <p className="row small">
              <span className="quiet">
                {whole ? `All ${result.series.length} series drawn.` : `${SERIES_MAX} of ${result.series.length} series drawn.`}
              </span>
              <Button kind="link" onPress={() => setWhole(!whole)}>
                {whole ? `Draw the first ${SERIES_MAX}` : 'Draw all'}
              </Button>
            </p>
          )}
        </>
      )}
      {result !== undefined && form === 'table' && result.instant.length > 0 && (
        <InstantTable title={result.expr} samples={result.instant} clock={clockText(startsAtMs, looked.look?.atUs ?? view.nowUs)} />
      )}
      {result !== undefined && form === 'table' && result.instant.length === 0 && result.series.length > 0 && !isRange && (
        <p className="empty">Nothing at this instant; the graph shows what there was before.</p>
      )}
    </section>
  );
}
