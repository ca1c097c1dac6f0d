// Before the clock runs: who you are and how you play, what is normal here, who is there, what you practise, how the drill works.
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { EntryDraft } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { ThemeButton } from '../app/ThemeButton.tsx';
import { Button, clockText, Mark, Notice, spanWords } from '../theme/index.ts';
import { Baseline } from './Baseline.tsx';
import './briefing.css';
import { type Choices, ROLE_CHOICES } from './choices.ts';
import { Matrix, Papers } from './Papers.tsx';
import { PlayChoices } from './PlayChoices.tsx';
import { Team } from './Team.tsx';
import { useChoices } from './use-choices.ts';

const TopologyMap = lazy(() => import('../topology/TopologyMap.tsx').then(({ TopologyMap: component }) => ({ default: component })));

/** @param onStart is called once the drill has been told how it is played */
export default function Briefing({ onStart }: { onStart: (timed: boolean) => Promise<void> }) {
  const view = useView();
  const session = useSession();
  const guided = view.guide !== undefined;
  const desks = view.consoles.length > 0;
  const { choices, choose, keep } = useChoices(guided);
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const firing = view.alerts.filter((alert) => alert.state === 'firing');
  const startWords = firing.length > 0 ? 'Take the page' : 'Begin your shift';
  const role = ROLE_CHOICES.find(({ value }) => value === choices.role);

  const start = async () => {
    setStarting(true);
    setProblem(undefined);
    try {
      await keep();
      // Refused only when it was said before, for which a second press is enough; then the first one counts.
      await session.append(beginning(choices, desks));
      await onStart(choices.timed);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setStarting(false);
    }
  };

  return (
    <main className="page">
      <header className="row-between">
        <div className="stack-tight">
          <Link href="/" className="small">
            Library
          </Link>
          <h1>{view.scenario.title}</h1>
          <p className="quiet">
            Story time {clockText(view.scenario.startsAtMs, view.nowUs)} · {spanWords(view.scenario.lengthUs - view.nowUs)} to play · seed{' '}
            {view.seed}
          </p>
        </div>
        <div className="row">
          <ThemeButton />
          <Button kind="primary" isDisabled={starting} onPress={() => void start()}>
            {startWords}
          </Button>
        </div>
      </header>
      {problem !== undefined && (
        <Notice tone="bad" title="The drill did not begin" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <div className="briefing-grid">
        <section className="card stack">
          <h2>{firing.length > 0 ? 'Your pager has just gone off' : 'You are on call'}</h2>
          <p className="prose">{view.scenario.summary}</p>
          <p className="prose">
            {role?.says} {firing.length === 0 && 'Whether anything needs doing at all is for you to find out.'}
          </p>
          {firing.length > 0 && (
            <ul className="stack-tight">
              {firing.map((alert) => (
                <li key={`${alert.alert} ${JSON.stringify(alert.labels)}`} className="row-fixed">
                  <Mark tone="bad">firing</Mark> <span className="grow">{alert.annotations['summary'] ?? alert.alert}</span>
                </li>
              ))}
            </ul>
          )}
          <h3>You practise to</h3>
          <ul className="bullets">
            {view.scenario.objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </section>
        <section className="card stack">
          <h2>How a drill works</h2>
          <ol className="numbered">
            <li>Look first. Every panel you open is noted, and can be pinned as evidence.</li>
            <li>Say what you believe as probabilities. They may change; that is the point.</li>
            <li>Act when you have a reason. Every action says what it touches and how it is undone.</li>
            <li>Keep those who wait informed, with figures and with what you do not know.</li>
            <li>Finish when the instruments are back to normal, review, and read the debrief.</li>
          </ol>
          <p className="quiet">
            The clock can be paused at any time. Ctrl-K finds everything; ? lists the keys. Everything is saved as you go.
          </p>
          {guided && <p>This drill is guided: the room says what to do next, and why.</p>}
        </section>
      </div>
      <section className="card stack" aria-labelledby="play-title">
        <h2 id="play-title">How you play</h2>
        <PlayChoices choices={choices} consoles={desks} onChange={choose} />
      </section>
      <section className="card stack" aria-labelledby="map-title">
        <h2 id="map-title">The system</h2>
        <Suspense fallback={<p className="empty">Drawing…</p>}>
          <TopologyMap view={view} selected={selected} onSelect={setSelected} motion={false} structureOnly />
        </Suspense>
      </section>
      <div className="briefing-grid">
        <section className="card stack" aria-labelledby="normal-title">
          <h2 id="normal-title">What is normal here</h2>
          <Baseline />
        </section>
        <section className="card stack" aria-labelledby="people-title">
          <h2 id="people-title">Who is there</h2>
          <Team view={view} />
        </section>
        <section className="card stack" aria-labelledby="papers-title">
          <h2 id="papers-title">Runbooks and papers</h2>
          <Papers view={view} />
        </section>
        <section className="card stack" aria-labelledby="matrix-title">
          <h2 id="matrix-title">How severe is what</h2>
          <Matrix view={view} />
        </section>
      </div>
      <div className="row briefing-end">
        <Button kind="primary" isDisabled={starting} onPress={() => void start()}>
          {startWords}
        </Button>
      </div>
    </main>
  );
}

const beginning = ({ level, timed, role, consoles }: Choices, desks: boolean): EntryDraft => ({
  kind: 'drill.begin',
  args: { level, timed, ...(role === 'none' ? {} : { role }), ...(desks ? { consoles } : {}) },
});
