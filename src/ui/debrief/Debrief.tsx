// The debrief (DESIGN D21): separate numbers first, what was the matter, then criteria with evidence, moments and forks; the total comes last.
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { downloadRun, HostRequestError } from '../../host/client/index.ts';
import { ErrorScreen } from '../app/ErrorScreen.tsx';
import { useSession, useView } from '../app/session-context.tsx';
import { ThemeButton } from '../app/ThemeButton.tsx';
import { addressOf } from '../replay/marks.ts';
import { Button, Mark, Notice, Progress } from '../theme/index.ts';
import { Beliefs } from './Beliefs.tsx';
import { Criteria } from './Criteria.tsx';
import { Forks } from './Forks.tsx';
import { HarmCurve } from './HarmCurve.tsx';
import { Moments } from './Moments.tsx';
import { Numbers } from './Numbers.tsx';
import { type Scored, scoreOnce } from './score-once.ts';
import { Totals } from './Totals.tsx';
import { Truth } from './Truth.tsx';
import './debrief.css';

export default function Debrief() {
  const session = useSession();
  const view = useView();
  const [, navigate] = useLocation();
  const [scored, setScored] = useState<Scored | undefined>(undefined);
  const [progress, setProgress] = useState({ ratio: 0, text: 'Scoring' });
  const [error, setError] = useState<Error | undefined>(undefined);
  const [verified, setVerified] = useState<{ ok: boolean; reason: string } | undefined>(undefined);

  const open = session.readOnly || view.phase === 'scored';
  useEffect(() => {
    if (!open) return;
    let gone = false;
    scoreOnce(session, (ratio, text) => !gone && setProgress({ ratio, text })).then(
      (result) => !gone && setScored(result),
      (problem: unknown) => !gone && setError(problem instanceof Error ? problem : new Error(String(problem))),
    );
    const { run } = session;
    if (run !== undefined) void session.verify(run).then((verdict) => !gone && setVerified(verdict));
    return () => {
      gone = true;
    };
  }, [session, open]);

  /** The room as it was: evidence is a place in time, not a quotation. */
  const show = async (atUs: number) => {
    await session.seek(atUs);
    navigate(addressOf(session.id, session.getState().replayAtUs ?? atUs));
  };

  if (error !== undefined)
    return (
      <ErrorScreen
        title="This drill could not be scored"
        message={error.message}
        details={error instanceof HostRequestError ? error.details : []}
        session={session}
      />
    );
  if (!open) {
    return (
      <main className="page">
        <h1>The debrief opens when the review is submitted</h1>
        <p>
          <Link href={`/drill/${session.id}/review`}>To the review</Link>
        </p>
      </main>
    );
  }
  return (
    <main className="page debrief">
      <header className="row-between">
        <div className="stack-tight">
          <Link href="/" className="small no-print">
            Library
          </Link>
          <h1>Debrief: {view.scenario.title}</h1>
          <p className="quiet">
            Seed {session.seed} {session.readOnly && '· somebody else’s run, opened from a file'}
          </p>
          {verified !== undefined && (
            <Mark tone={verified.ok ? 'ok' : 'bad'}>
              {verified.ok ? 'verified: runs again to the same hashes' : `not verified: ${verified.reason}`}
            </Mark>
          )}
        </div>
        <div className="row no-print">
          <ThemeButton />
          <Button onPress={() => window.print()}>Print</Button>
          <Button onPress={async () => downloadRun(await session.exportRun())}>Export run file</Button>
          <Button onPress={() => navigate(`/start/${session.bundle.slug}/${session.seed}`)}>Play this seed again</Button>
        </div>
      </header>
      {scored === undefined ? (
        <div className="card" aria-busy="true">
          <Progress label={progress.text} ratio={progress.ratio} />
        </div>
      ) : (
        <>
          {scored.card.measures.falselyResolved && <Notice tone="bad" title="Declared resolved while users were still hurt" />}
          <Numbers scored={scored} view={view} />
          <Truth truth={scored.card.truth} view={view} />
          <HarmCurve scored={scored} view={view} session={session} />
          <Moments moments={scored.card.moments} view={view} onShow={show} />
          <Beliefs card={scored.card} view={view} onShow={show} />
          <Criteria card={scored.card} onShow={show} />
          <Forks view={view} scored={scored} />
          <Totals card={scored.card} onShow={show} />
        </>
      )}
    </main>
  );
}
