// Pause, speed, and a minute ahead; without time pressure, steps instead. Pause and speed are in the journal; none reaches the engine.
import { FastForward, Pause, Play, StepForward } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useReadOnly, useSession, useSessionContext, useView } from '../app/session-context.tsx';
import { Button } from '../theme/index.ts';
import { stepUntilSomething } from './step-until.ts';

const HOUR_US = 3_600_000_000;
const LONG_US = 3 * HOUR_US;
/** In a drill of many hours most of the time is waiting for a copy, so the clock runs faster there and leaps further. */
export const speedsOf = (lengthUs: number): readonly number[] => (lengthUs > LONG_US ? [1, 4, 16, 64] : [1, 2, 4, 8]);
const AHEAD_US = 60_000_000;
const FAR_AHEAD_US = 10 * AHEAD_US;
const STEPS = [
  { label: '10 s', says: '10 seconds ahead', us: 10_000_000 },
  { label: '30 s', says: '30 seconds ahead', us: 30_000_000 },
  { label: '1 min', says: 'One minute ahead', us: AHEAD_US },
] as const;

export function ClockControls() {
  const view = useView();
  const readOnly = useReadOnly();
  if (readOnly) return null;
  return view.timed ? <RunningClock /> : <SteppedClock />;
}

function RunningClock() {
  const view = useView();
  const session = useSession();
  const over = view.ended;
  const far = view.scenario.lengthUs > LONG_US;
  return (
    <div className="row clock-controls" role="group" aria-label="Clock">
      <Button
        kind={view.paused && !over ? 'primary' : 'default'}
        isDisabled={over}
        onPress={() => void session.pace(!view.paused, view.speed)}
        aria-label={over ? 'Time is up' : view.paused ? 'Paused: run the clock' : 'Running: pause the clock'}
      >
        {view.paused ? <Play size={15} aria-hidden="true" /> : <Pause size={15} aria-hidden="true" />}
        {over ? 'Time is up' : view.paused ? 'Paused' : 'Running'}
      </Button>
      <div className="speeds">
        {speedsOf(view.scenario.lengthUs).map((speed) => (
          <button
            key={speed}
            type="button"
            className="speed"
            aria-pressed={view.speed === speed}
            disabled={over}
            onClick={() => void session.pace(view.paused, speed)}
            aria-label={`${speed}× speed`}
          >
            {speed}×
          </button>
        ))}
      </div>
      <Button
        kind="quiet"
        isDisabled={over}
        onPress={() => void session.skipTo(Math.min(view.scenario.lengthUs, view.nowUs + (far ? FAR_AHEAD_US : AHEAD_US)))}
        aria-label={far ? 'Ten minutes ahead' : 'One minute ahead'}
      >
        <FastForward size={15} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** The clock stands still until it is told to go on: nothing is late here. */
function SteppedClock() {
  const view = useView();
  const { session, notify } = useSessionContext();
  const [stepping, setStepping] = useState(false);
  const over = view.ended;
  const running = !view.paused && !over;
  useEffect(() => {
    if (running) void session.pace(true, session.getState().live.speed);
  }, [running, session]);
  const step = async (go: () => Promise<unknown>) => {
    setStepping(true);
    try {
      await go();
    } finally {
      setStepping(false);
    }
  };
  const ahead = (us: number) => step(() => session.skipTo(Math.min(view.scenario.lengthUs, view.nowUs + us)));
  const untilSomething = () =>
    step(async () => notify('ok', (await stepUntilSomething(session)) ?? 'Ten minutes went by, and nothing happened'));
  return (
    <div className="row clock-controls" role="group" aria-label="Clock, step by step">
      <div className="speeds">
        {STEPS.map(({ label, says, us }) => (
          <button
            key={label}
            type="button"
            className="speed speed-step"
            disabled={over || stepping}
            onClick={() => void ahead(us)}
            aria-label={`+${label}: ${says}`}
          >
            +{label}
          </button>
        ))}
      </div>
      <Button
        isDisabled={over || stepping}
        onPress={() => void untilSomething()}
        {...(over || stepping ? {} : { 'aria-label': 'Next event: go on until something happens' })}
      >
        <StepForward size={15} aria-hidden="true" />
        {over ? 'Time is up' : stepping ? 'Going on…' : 'Next event'}
      </Button>
    </div>
  );
}
