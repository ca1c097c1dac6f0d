// The library: drills to start, drills to go on with, and other people's run files to look at.
import { useCallback, useEffect, useState } from 'react';
import type { SavedDrill } from '../../host/client/index.ts';
import type { ScenarioCardData } from '../app/scenario-source.ts';
import { useApp } from '../app/services.ts';
import { ThemeButton } from '../app/ThemeButton.tsx';
import { Notice } from '../theme/index.ts';
import './library.css';
import { OpenRun } from './OpenRun.tsx';
import { SavedDrills } from './SavedDrills.tsx';
import { ScenarioCard } from './ScenarioCard.tsx';

export function Library() {
  const { scenarios, store, storageProblem, keeper } = useApp();
  const [cards, setCards] = useState<ScenarioCardData[] | undefined>(undefined);
  const [saved, setSaved] = useState<SavedDrill[]>([]);
  const refresh = useCallback(() => void store.list().then(setSaved), [store]);
  useEffect(() => {
    keeper.close();
    void scenarios.cards().then(setCards);
    // Closing the last drill writes its instant; the list is read after that write.
    const timer = setTimeout(refresh, 30);
    return () => clearTimeout(timer);
  }, [keeper, scenarios, refresh]);
  return (
    <main className="page library">
      <header className="row-between">
        <div className="stack-tight">
          <h1>Faultline</h1>
          <p className="library-lead">
            Practise incident response on a simulated system. What you see is what its instruments would show; what you do changes it.
          </p>
        </div>
        <ThemeButton />
      </header>
      {storageProblem !== undefined && (
        <Notice tone="warn" title="This browser does not let Faultline save">
          <p>Drills are lost when the page closes. Export a run file to keep one. ({storageProblem})</p>
        </Notice>
      )}
      {saved.length > 0 && <SavedDrills drills={saved} titles={cards ?? []} onChange={refresh} />}
      <section aria-labelledby="drills-title" className="stack">
        <h2 id="drills-title">Drills</h2>
        {cards === undefined && <p className="empty">Reading the scenarios…</p>}
        {cards?.length === 0 && <p className="empty">This build carries no scenarios. Put one into scenarios/ and build again.</p>}
        <ul className="library-cards">
          {cards?.map((card) => (
            <li key={card.slug}>
              <ScenarioCard card={card} best={bestOf(saved, card.slug)} />
            </li>
          ))}
        </ul>
      </section>
      <OpenRun />
      <footer className="quiet small">
        Runs in this browser only; nothing leaves your machine. Works without a network after the first visit.
      </footer>
    </main>
  );
}

function bestOf(saved: readonly SavedDrill[], slug: string): SavedDrill['score'] {
  const scores = saved.flatMap((drill) => (drill.slug === slug && drill.score !== undefined ? [drill.score] : []));
  return scores.sort((a, b) => b.points - a.points)[0];
}
