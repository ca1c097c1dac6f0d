// What if: the same seeds, the same users, another journal. Each fork says its difference as an interval over seeds, in a sentence and as curves.
import { useEffect, useRef, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { DrillSession } from '../../host/client/index.ts';
import type { DrillView, ForkEdit, ForkProgress, ForkResult } from '../../schema/index.ts';
import { useSession, useSessionContext } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, Progress, sincePage, spanWords } from '../theme/index.ts';
import { BandPlot } from './BandPlot.tsx';
import { bandSeries, bandStretch } from './fork-curves.ts';
import { forkLabel, forkSentence } from './fork-sentence.ts';
import type { HarmFigure } from './harm-series.ts';
import type { Scored } from './score-once.ts';

const SEEDS = [
  { value: '20', label: '20' },
  { value: '50', label: '50, a narrower range' },
] as const;
const FIGURES = [
  { value: 'usersAffected', label: 'users affected' },
  { value: 'revenueLost', label: 'revenue lost' },
] as const;
const MINUTES_MAX = 10;
const KEPT_MAX = 5;

/** Results stay with their session, so that they are there again after a look into the room. */
const kept = new WeakMap<DrillSession, readonly ForkResult[]>();

interface Running {
  label: string;
  ratio: number;
  state: ForkProgress | undefined;
  stop: AbortController;
}

export function Forks({ view, scored }: { view: DrillView; scored: Scored }) {
  const session = useSession();
  const { notify } = useSessionContext();
  const actions = view.timeline.filter((item) => item.kind.startsWith('command.') && item.outcome?.status !== 'refused');
  const [seq, setSeq] = useState(String(actions[0]?.seq ?? ''));
  const [minutes, setMinutes] = useState(-3);
  const [seeds, setSeeds] = useState<(typeof SEEDS)[number]['value']>('20');
  const [figure, setFigure] = useState<HarmFigure>('usersAffected');
  const [running, setRunning] = useState<Running | undefined>(undefined);
  const [results, setResults] = useState<readonly ForkResult[]>(() => kept.get(session) ?? []);
  const action = actions.find((item) => String(item.seq) === seq);
  const latest = useRef(running);
  latest.current = running;
  useEffect(() => () => latest.current?.stop.abort(), []);
  useEffect(() => {
    kept.set(session, results);
  }, [session, results]);

  const run = async (edit: ForkEdit, text?: string) => {
    const label = forkLabel(edit, text);
    const stop = new AbortController();
    setRunning({ label, ratio: 0, state: undefined, stop });
    try {
      const result = await session.fork(
        { label, edit, seeds: Number(seeds) },
        (ratio, _, state) => setRunning({ label, ratio, state, stop }),
        stop.signal,
      );
      setResults((old) => [...old.filter((one) => one.label !== label), result].slice(-KEPT_MAX));
    } catch (error) {
      if (!stop.signal.aborted) notify('bad', error instanceof Error ? error.message : String(error));
    }
    setRunning(undefined);
  };
  const busy = running !== undefined;
  const series = bandSeries(results, figure);
  const figureWords = FIGURES.find(({ value }) => value === figure)?.label ?? '';
  return (
    <section className="card stack" aria-labelledby="forks-title">
      <h2 id="forks-title">What if?</h2>
      <p className="quiet prose">
        The run is simulated again with one change, and on every seed also without it, on the same arrivals: what differs is what the change
        did. A range holds the middle 90 % of the seeds, up to fifteen minutes after the change. Your entries keep their times of the clock,
        also where the page comes at another time; the reference response goes by the page.
      </p>
      <div className="row no-print fork-controls">
        <Button isDisabled={busy} onPress={() => void run({ kind: 'idle' })}>
          Had nobody acted
        </Button>
        {scored.comparisons.some((one) => one.label === 'reference') && (
          <Button isDisabled={busy} onPress={() => void run({ kind: 'reference' })}>
            With the reference response
          </Button>
        )}
        <ChoiceField label="Seeds" value={seeds} onChange={setSeeds} options={SEEDS} />
      </div>
      {actions.length === 0 ? (
        <p className="quiet">You took no action, so there is none to leave out or to move.</p>
      ) : (
        <div className="row no-print fork-controls">
          <ChoiceField
            label="Your action"
            value={seq}
            onChange={setSeq}
            options={actions.map((item) => ({
              value: String(item.seq),
              label: `${sincePage(item.atUs, view.tPlusZeroUs) ?? ''} ${item.text}`,
            }))}
          />
          <Button
            isDisabled={busy || action === undefined}
            onPress={() => action !== undefined && void run({ kind: 'without', seq: action.seq }, action.text)}
          >
            Without it
          </Button>
          <Slider
            className="slider fork-slider"
            value={minutes}
            onChange={(next) => setMinutes(Number(next))}
            minValue={-MINUTES_MAX}
            maxValue={MINUTES_MAX}
            step={0.5}
          >
            <Label className="field-label">Moved by</Label>
            <SliderOutput className="figure-value">
              {minutes === 0 ? 'not moved' : `${spanWords(Math.abs(minutes) * 60e6)} ${minutes < 0 ? 'earlier' : 'later'}`}
            </SliderOutput>
            <SliderTrack className="slider-track">
              <SliderThumb className="slider-thumb" />
            </SliderTrack>
          </Slider>
          <Button
            isDisabled={busy || action === undefined || minutes === 0}
            onPress={() => action !== undefined && void run({ kind: 'shift', seq: action.seq, byUs: minutes * 60e6 }, action.text)}
          >
            Move it
          </Button>
        </div>
      )}
      {running !== undefined && (
        <div className="row-fixed fork-running">
          <div className="grow">
            <Progress label={progressText(running)} ratio={running.ratio} />
          </div>
          <Button size="small" onPress={() => running.stop.abort()}>
            Stop
          </Button>
        </div>
      )}
      {results.length > 0 && (
        <>
          <ul className="stack fork-results" aria-label="Forks">
            {results.map((result) => (
              <li key={result.label} className="row-between">
                <p className="prose">{forkSentence(result, view.impact.currency, view.tPlusZeroUs)}</p>
                <Button
                  size="small"
                  kind="quiet"
                  onPress={() => setResults(results.filter((one) => one !== result))}
                  aria-label={`Put aside: ${result.label}`}
                >
                  Put aside
                </Button>
              </li>
            ))}
          </ul>
          <div className="row no-print" role="group" aria-label="Curves of">
            {FIGURES.map(({ value, label }) => (
              <button key={value} type="button" className="chip" aria-pressed={figure === value} onClick={() => setFigure(value)}>
                {label}
              </button>
            ))}
            <Mark>line: the middle; area: the middle 90 %</Mark>
          </div>
          <BandPlot
            title={`${figureWords} over time`}
            unit={figure === 'usersAffected' ? 'count' : 'money'}
            series={series}
            {...bandStretch(results, series)}
            tPlusZeroUs={view.tPlusZeroUs}
          />
        </>
      )}
    </section>
  );
}

function progressText({ label, state }: Running): string {
  if (state === undefined) return `${label}: starting`;
  const left = state.leftMs === undefined ? '' : `, about ${spanWords(state.leftMs * 1000)} left`;
  return `${label}: ${state.seedsDone} of ${state.seeds} seeds${left}`;
}
