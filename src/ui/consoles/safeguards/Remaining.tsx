// A wait: a bar, the seconds that are left, and the same said aloud at a calm rate. It stands still while the clock does.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { spanText } from '../../theme/index.ts';
import { useDesk } from '../desk.tsx';
import { calmlySaid, passedRatio, secondsLeft } from '../remaining.ts';

/** @param fromUs when it began; without it there is no bar */
export function Remaining({ fromUs, untilUs, what }: { fromUs: number | undefined; untilUs: number; what: string }) {
  const { nowUs, paused, timed } = useDesk();
  const left = secondsLeft(untilUs, nowUs);
  return (
    <div className="remaining">
      {fromUs !== undefined && (
        <div className="remaining-track" aria-hidden="true">
          <div className="remaining-fill" style={{ width: `${passedRatio(fromUs, untilUs, nowUs) * 100}%` }} />
        </div>
      )}
      <p className="remaining-text" aria-hidden="true">
        {what} <strong>{spanText(left * 1e6)}</strong>
        {left > 0 && !timed && ' of story time; the clock moves when you say so'}
        {left > 0 && timed && paused && ', the clock stands still'}
      </p>
      <p className="visually-hidden" role="status">
        {what}: {calmlySaid(left)}
      </p>
    </div>
  );
}

/** When the safeguard that is shown began to be shown. */
export function useShownAt({ safeguard }: SafeguardPrompt): number | undefined {
  const { view } = useDesk();
  const attempt = view.attempts.find(({ number }) => number === view.attempt?.number);
  return attempt?.steps.findLast((step) => step.safeguard === safeguard)?.shownAtUs;
}
