// A drill that is being opened, or could not be.
import { HostRequestError } from '../../host/client/index.ts';
import { Progress } from '../theme/index.ts';
import { ErrorScreen } from './ErrorScreen.tsx';
import type { Kept } from './services.ts';

export function Opening({ kept }: { kept: Exclude<Kept, { status: 'open' }> }) {
  if (kept.status === 'failed') {
    return (
      <ErrorScreen
        title="This drill could not be opened"
        message={kept.error.message}
        details={kept.error instanceof HostRequestError ? kept.error.details : []}
      />
    );
  }
  return (
    <main className="page" aria-busy="true">
      <div className="card" style={{ maxWidth: '32rem', width: '100%', margin: '20vh auto 0' }}>
        <Progress label={kept.text || 'Starting the simulation'} ratio={kept.ratio} />
      </div>
    </main>
  );
}
