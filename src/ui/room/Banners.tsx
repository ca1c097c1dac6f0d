// What the trainee must know before reading anything else: looking back, paused, over, not saved.
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession, useSessionState } from '../app/session-context.tsx';
import { ReplayBar } from '../replay/ReplayBar.tsx';
import { Button, clockText } from '../theme/index.ts';

export function Banners() {
  const { live, replayAtUs, saveProblem } = useSessionState();
  const session = useSession();
  const [, navigate] = useLocation();
  const [resumed, setResumed] = useState(live.paused && session.journal.length > 0);
  if (replayAtUs !== undefined) return <ReplayBar atUs={replayAtUs} />;
  return (
    <>
      {saveProblem !== undefined && (
        <div className="banner" data-tone="warn" role="alert">
          <span>This drill could not be saved: {saveProblem}. Export its run file from the debrief to keep it.</span>
        </div>
      )}
      {resumed && live.timed && live.paused && !live.ended && live.phase !== 'resolved' && (
        <div className="banner" data-tone="accent" role="status">
          <span>You are back where you left, at {clockText(live.scenario.startsAtMs, live.nowUs)}. The clock stands still.</span>
          <Button
            size="small"
            kind="primary"
            onPress={() => {
              setResumed(false);
              void session.pace(false, live.speed);
            }}
          >
            Go on
          </Button>
        </div>
      )}
      {live.phase === 'resolved' && (
        <div className="banner" data-tone="ok" role="status">
          <span>Declared resolved. Keep watching whether it holds, then look back.</span>
          <Button size="small" kind="primary" data-part="open-review" onPress={() => navigate(`/drill/${session.id}/review`)}>
            Open the review
          </Button>
        </div>
      )}
      {live.ended && live.phase !== 'resolved' && (
        <div className="banner" data-tone="accent" role="status">
          <span>The drill’s time is over.</span>
          <Button
            size="small"
            kind="primary"
            data-part="open-review"
            onPress={() => navigate(`/drill/${session.id}/${live.phase === 'scored' ? 'debrief' : 'review'}`)}
          >
            Open the {live.phase === 'scored' ? 'debrief' : 'review'}
          </Button>
        </div>
      )}
      {(live.phase === 'review' || live.phase === 'scored') && !live.ended && (
        <div className="banner" data-tone="accent" role="status">
          <span>{live.phase === 'scored' ? 'This drill is finished.' : 'You have begun the review.'}</span>
          <Button
            size="small"
            kind="primary"
            data-part="open-review"
            onPress={() => navigate(`/drill/${session.id}/${live.phase === 'scored' ? 'debrief' : 'review'}`)}
          >
            Open the {live.phase === 'scored' ? 'debrief' : 'review'}
          </Button>
        </div>
      )}
    </>
  );
}
