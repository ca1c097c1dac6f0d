// What speaks for a hypothesis and what against it; each pin leads back to the instant of its look.
import type { BeliefView } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { clockText, Mark, sincePage } from '../theme/index.ts';

export function Pins({ pins }: { pins: BeliefView['pins'] }) {
  const view = useView();
  const session = useSession();
  return (
    <ul className="stack-tight" aria-label="Evidence">
      {pins.map((pinned) => {
        const atUs = session.journal.find(({ seq }) => seq === pinned.look)?.atUs;
        const when = atUs === undefined ? undefined : (sincePage(atUs, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, atUs));
        return (
          <li key={pinned.seq} className="pin small">
            <Mark tone={pinned.supports === 'for' ? 'accent' : 'plain'}>{pinned.supports}</Mark>
            <span className="grow">
              {pinned.label}
              {pinned.note !== '' && <span className="quiet"> — {pinned.note}</span>}
            </span>
            {atUs !== undefined && (
              <button
                type="button"
                className="timeline-time mono"
                aria-label={`${when}: look back at this moment`}
                onClick={() => void session.seek(atUs)}
              >
                {when}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
