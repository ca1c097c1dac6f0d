// The drill's past as a slider: map and panels show the instant it stands at. The far end is the present.
import { useEffect, useId, useRef, useState } from 'react';
import { useSession, useSessionContext, useSessionState } from '../app/session-context.tsx';
import { Button, clockText, sincePage, spanText, ToneShape } from '../theme/index.ts';
import { atEnd, type TimeMark, timeMarks } from './time-marks.ts';

const SECOND_US = 1e6;
const STEP_US = 5 * SECOND_US;

export function MapTime() {
  const session = useSession();
  const { notify } = useSessionContext();
  const { view, live, replayAtUs } = useSessionState();
  const [asked, setAsked] = useState<number | undefined>(undefined);
  const wanted = useRef<number | undefined>(undefined);
  const busy = useRef(false);
  const id = useId();
  const endUs = live.nowUs;
  const shownUs = Math.min(endUs, asked ?? replayAtUs ?? endUs);

  // What was asked last is shown last; instants in between are skipped when the slider is faster than the run.
  const follow = async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      while (wanted.current !== undefined) {
        const atUs = wanted.current;
        wanted.current = undefined;
        if (atEnd(atUs, session.getState().live.nowUs, STEP_US)) await session.live();
        else await session.seek(atUs);
      }
    } catch (error) {
      notify('bad', error instanceof Error ? error.message : String(error));
    } finally {
      busy.current = false;
      setAsked(undefined);
    }
  };
  const go = (atUs: number) => {
    wanted.current = atUs;
    setAsked(atUs);
    void follow();
  };
  // The present came back by another way, or the drill was left: nothing is pending any more.
  useEffect(
    () => () => {
      wanted.current = undefined;
    },
    [],
  );

  const clock = clockText(view.scenario.startsAtMs, shownUs);
  const back = replayAtUs !== undefined;
  return (
    <div className="map-time">
      <label htmlFor={id} className="field-label">
        {back ? 'Shown as it was at' : 'As of'} <span className="mono">{clock}</span>
      </label>
      <div className="map-range">
        <input
          id={id}
          type="range"
          min={0}
          max={endUs}
          step={STEP_US}
          value={shownUs}
          aria-valuetext={`${clock}, ${sincePage(shownUs, live.tPlusZeroUs) ?? `${spanText(endUs - shownUs)} ago`}`}
          onChange={(event) => go(Number(event.target.value))}
        />
        {timeMarks(live).map((mark) => (
          <Mark key={`${mark.kind} ${mark.atUs}`} mark={mark} endUs={endUs} />
        ))}
      </div>
      <Button size="small" isDisabled={!back} onPress={() => go(endUs)}>
        Back to now
      </Button>
    </div>
  );
}

const Mark = ({ mark: { atUs, kind, label }, endUs }: { mark: TimeMark; endUs: number }) => (
  <span
    className="map-time-mark"
    title={label}
    style={{ left: `${(100 * atUs) / Math.max(1, endUs)}%`, color: kind === 'page' ? 'var(--bad)' : 'var(--change)' }}
  >
    <ToneShape tone={kind === 'page' ? 'bad' : 'change'} />
    <span className="visually-hidden">{label}</span>
  </span>
);
