// Said on top of a drill that another tab plays: here it can only be looked at, until that tab lets go.
import { Button, Notice } from '../theme/index.ts';
import './elsewhere.css';
import { useSessionState } from './session-context.tsx';

export function Elsewhere() {
  const { elsewhere } = useSessionState();
  if (elsewhere === undefined) return null;
  return (
    <div className="elsewhere">
      {elsewhere === 'playing' ? (
        <Notice tone="warn" title="This drill is open in another tab">
          <p>Here you only look: the clock stands still, and nothing you do would be kept. Go on in the other tab, or close it.</p>
        </Notice>
      ) : (
        <Notice tone="ok" title="The other tab has let this drill go">
          <p>Load it again to go on from where that tab left it.</p>
          <div>
            <Button kind="primary" onPress={() => location.reload()}>
              Load it here
            </Button>
          </div>
        </Notice>
      )}
    </div>
  );
}
