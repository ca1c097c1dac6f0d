// Before the clock runs: who you are, what is normal here, who is there, what you practise, how the drill works.
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { useView } from '../app/session-context.tsx';
import { ThemeButton } from '../app/ThemeButton.tsx';
import { Button, clockText, Mark, spanWords } from '../theme/index.ts';
import { Baseline } from './Baseline.tsx';
import './briefing.css';

const TopologyMap = lazy(() => import('../topology/TopologyMap.tsx').then(({ TopologyMap: component }) => ({ default: component })));

export default function Briefing({ onStart }: { onStart: (speed: number) => Promise<void> }) {
  const view = useView();
  const [starting, setStarting] = useState(false);
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const firing = view.alerts.filter((alert) => alert.state === 'firing');
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
          <Button
            kind="primary"
            isDisabled={starting}
            onPress={() => {
              setStarting(true);
              void onStart(1);
            }}
          >
            {firing.length > 0 ? 'Take the page' : 'Begin your shift'}
          </Button>
        </div>
      </header>
      <div className="briefing-grid">
        <section className="card stack">
          <h2>You are the incident commander</h2>
          <p className="prose">{view.scenario.summary}</p>
          <p className="prose">
            {firing.length > 0
              ? 'Your pager has just gone off. You decide what is looked at, what is done, and what is said, until it is over.'
              : 'You are on call. Decide whether anything needs doing at all.'}
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
        </section>
      </div>
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
          {view.people.length === 0 && <p className="empty">You are alone.</p>}
          <ul className="stack-tight">
            {view.people.map((person) => (
              <li key={person.id} className="person">
                <strong>{person.name}</strong>{' '}
                <span className="quiet">
                  {person.role}, in “{person.channel}”
                </span>
                {person.knows.length > 0 && <p className="small">Can speak about {person.knows.join(', ')}.</p>}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  );
}
