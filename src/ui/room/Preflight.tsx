// Checks before a rollback: asked for, because asking is a look.
import { useState } from 'react';
import type { LookResult } from '../../schema/index.ts';
import { useSession, useSessionContext } from '../app/session-context.tsx';
import { Button, Mark } from '../theme/index.ts';

type Checks = Extract<LookResult, { kind: 'preflight' }>;

export function Preflight({ service }: { service: string }) {
  const session = useSession();
  const { notify } = useSessionContext();
  const [checks, setChecks] = useState<Checks | undefined>(undefined);
  const run = async () => {
    try {
      const { look } = await session.append({ kind: 'look.preflight', args: { service } });
      if (look?.kind === 'preflight') setChecks(look);
      else if (look?.kind === 'missing') notify('warn', look.reason);
    } catch (error) {
      notify('bad', error instanceof Error ? error.message : String(error));
    }
  };
  if (checks === undefined) {
    return (
      <div>
        <Button size="small" onPress={() => void run()}>
          Run the pre-flight check
        </Button>
      </div>
    );
  }
  return (
    <div className="stack-tight">
      <h3 className="field-label">
        Pre-flight: {checks.current} → {checks.target ?? 'no earlier version'}
      </h3>
      <ul className="stack-tight">
        {checks.checks.map((check) => (
          <li key={check.label} className="row-fixed">
            <Mark tone={check.ok ? 'ok' : 'bad'}>{check.ok ? 'passed' : 'failed'}</Mark>
            <span className="grow">
              {check.label} <span className="quiet">{check.detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
