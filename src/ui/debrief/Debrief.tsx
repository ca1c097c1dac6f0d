// The debrief (DESIGN D21): reactions, description, analysis, summary; separate numbers first, the total last.
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { downloadRun, HostRequestError } from '../../host/client/index.ts';
import { ErrorScreen } from '../app/ErrorScreen.tsx';
import { useSession, useView } from '../app/session-context.tsx';
import { ThemeButton } from '../app/ThemeButton.tsx';
import { CopyRunLink } from '../library/CopyRunLink.tsx';
import { addressOf } from '../replay/marks.ts';
import { Button, Mark, Notice, Progress } from '../theme/index.ts';
import { Beliefs } from './Beliefs.tsx';
import { Command } from './Command.tsx';
import { ConsolesCompared } from './ConsolesCompared.tsx';
import { Criteria } from './Criteria.tsx';
import { Forks } from './Forks.tsx';
import { HarmCurve } from './HarmCurve.tsx';
import { Judged } from './Judged.tsx';
import { Moments } from './Moments.tsx';
import { Next } from './Next.tsx';
import { Numbers } from './Numbers.tsx';
import { Part, Parts } from './Parts.tsx';
import { Pattern } from './Pattern.tsx';
import { Reactions } from './Reactions.tsx';
import { Statements } from './Statements.tsx';
import { type Scored, scoreOnce } from './score-once.ts';
import { TimelineCompared } from './TimelineCompared.tsx';
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
            Seed {session.seed}, level {view.level}, {view.timed ? 'against the clock' : 'without a clock'}{' '}
            {session.readOnly && '· somebody else’s run, opened from a file'}
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
          <CopyRunLink session={session} />
        </div>
      </header>
      {scored === undefined ? (
        <div className="card" aria-busy="true">
          <Progress label={progress.text} ratio={progress.ratio} />
        </div>
      ) : (
        <>
          {scored.card.measures.falselyResolved && <Notice tone="bad" title="Declared resolved while users were still hurt" />}
          <Parts />
          <Part id="reactions" title="Reactions">
            <Reactions journal={session.journal} />
          </Part>
          <Part id="description" title="Description">
            <Numbers scored={scored} view={view} />
            <Truth truth={scored.card.truth} view={view} />
            <TimelineCompared view={view} measures={scored.card.measures} journal={session.journal} onShow={show} />
            <HarmCurve scored={scored} view={view} session={session} />
          </Part>
          <Part id="analysis" title="Analysis">
            {scored.consoles !== undefined && <ConsolesCompared consoles={scored.consoles} view={view} />}
            <Moments moments={scored.card.moments} view={view} onShow={show} />
            <Forks view={view} scored={scored} />
            <Beliefs card={scored.card} view={view} onShow={show} />
            <Statements statements={scored.card.statements} view={view} onShow={show} />
            <Command command={scored.card.command} view={view} onShow={show} />
            <Pattern patterns={scored.card.patterns} onShow={show} />
            <Criteria card={scored.card} onShow={show} />
            <Judged card={scored.card} onShow={show} />
          </Part>
          <Part id="summary" title="Summary">
            <Totals card={scored.card} />
            <Next card={scored.card} />
          </Part>
        </>
      )}
    </main>
  );
}
