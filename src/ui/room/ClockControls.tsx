// Pause, speed, and a minute ahead for those who practise untimed. Pause and speed are in the journal; none reaches the engine.
import { FastForward, Pause, Play } from 'lucide-react';
import { useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { Button } from '../theme/index.ts';

export const SPEEDS = [1, 2, 4, 8] as const;
const AHEAD_US = 60_000_000;

export function ClockControls() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  if (readOnly) return null;
  const over = view.ended;
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
        {SPEEDS.map((speed) => (
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
        onPress={() => void session.skipTo(Math.min(view.scenario.lengthUs, view.nowUs + AHEAD_US))}
        aria-label="One minute ahead"
      >
        <FastForward size={15} aria-hidden="true" />
      </Button>
    </div>
  );
}
