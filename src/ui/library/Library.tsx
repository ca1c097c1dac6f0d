// The library: drills to start, drills to go on with, and other people's runs to look at.
import { type DragEvent, useCallback, useEffect, useState } from 'react';
import type { DrillResult, SavedDrill, SetAside } from '../../host/client/index.ts';
import { SiteHead } from '../app/SiteHead.tsx';
import { isFirst, type ScenarioCardData } from '../app/scenario-source.ts';
import { useApp } from '../app/services.ts';
import { bestBySlug } from '../progress/history.ts';
import { Button, Notice } from '../theme/index.ts';
import { type Filter, isFiltered, NO_FILTER, shownCards, tagsOf } from './filters.ts';
import { LibraryFilters } from './LibraryFilters.tsx';
import './library.css';
import { OpenRun } from './OpenRun.tsx';
import { SavedDrills } from './SavedDrills.tsx';
import { type Best, ScenarioCard } from './ScenarioCard.tsx';
import { SetAsideNotice } from './SetAsideNotice.tsx';
import { useOpenRun } from './use-open-run.ts';

interface Own {
  saved: SavedDrill[];
  results: DrillResult[];
  aside: SetAside[];
}
const NOTHING: Own = { saved: [], results: [], aside: [] };

export function Library() {
  const { scenarios, store, storageProblem, keeper } = useApp();
  const [cards, setCards] = useState<ScenarioCardData[] | undefined>(undefined);
  const [own, setOwn] = useState<Own>(NOTHING);
  const [problem, setProblem] = useState<{ title: string; text: string } | undefined>(undefined);
  const [over, setOver] = useState(false);
  const { opening, openFile } = useOpenRun();
  const refresh = useCallback(() => {
    const read = async (): Promise<Own> => {
      const [saved, results] = await Promise.all([store.list(), store.results()]);
      return { saved, results, aside: await store.setAside() };
    };
    read().then(setOwn, (error: unknown) => setProblem({ title: 'Your saved drills could not be read', text: messageOf(error) }));
  }, [store]);
  useEffect(() => {
    keeper.close();
    scenarios.cards().then(setCards, (error: unknown) => setProblem({ title: 'The scenarios could not be read', text: messageOf(error) }));
    // Closing the last drill writes its instant; the list is read after that write.
    const timer = setTimeout(refresh, 30);
    return () => clearTimeout(timer);
  }, [keeper, scenarios, refresh]);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) openFile(file);
  };
  return (
    <main
      className="page library"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <SiteHead here="library" title="Faultline">
        <p className="library-lead">
          Practise incident response on a simulated system. What you see is what its instruments would show; what you do changes it.
        </p>
      </SiteHead>
      {storageProblem !== undefined && (
        <Notice tone="warn" title="This browser does not let Faultline save">
          <p>Drills are lost when the page closes. Export a run file to keep one. ({storageProblem})</p>
        </Notice>
      )}
      {problem !== undefined && (
        <Notice tone="bad" title={problem.title} role="alert">
          <p>{problem.text}</p>
        </Notice>
      )}
      <SetAsideNotice records={own.aside} onChange={refresh} />
      {own.saved.length > 0 && <SavedDrills drills={own.saved} onChange={refresh} />}
      <Drills cards={cards} own={own} failed={problem !== undefined} />
      <OpenRun opening={opening} over={over} onFile={openFile} />
      <footer className="quiet small">
        Runs in this browser only; nothing leaves your machine. Works without a network after the first visit.
      </footer>
    </main>
  );
}

function Drills({ cards, own, failed }: { cards: ScenarioCardData[] | undefined; own: Own; failed: boolean }) {
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const best = bestOf(own);
  const played = new Set([...own.saved.map(({ slug }) => slug), ...own.results.map(({ slug }) => slug)]);
  const shown = shownCards(cards ?? [], filter, played);
  return (
    <section aria-labelledby="drills-title" className="stack">
      <div className="row-between">
        <h2 id="drills-title">Drills</h2>
        {cards !== undefined && cards.length > 0 && (
          <span className="small quiet" role="status">
            {isFiltered(filter) ? `${shown.length} of ${cards.length}` : cards.length}
          </span>
        )}
      </div>
      {cards === undefined && !failed && <p className="empty">Reading the scenarios…</p>}
      {cards?.length === 0 && <p className="empty">This build carries no scenarios. Put one into scenarios/ and build again.</p>}
      {cards !== undefined && cards.length > 1 && <LibraryFilters filter={filter} tags={tagsOf(cards)} onChange={setFilter} />}
      {cards !== undefined && cards.length > 0 && shown.length === 0 && (
        <div className="empty stack">
          <p>No drill fits.</p>
          <div>
            <Button onPress={() => setFilter(NO_FILTER)}>Show all {cards.length}</Button>
          </div>
        </div>
      )}
      <ul className="library-cards">
        {shown.map((card) => (
          <li key={card.slug}>
            <ScenarioCard card={card} best={best.get(card.slug)} first={played.size === 0 && isFirst(card)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From the results; drills scored before results were kept count by the score that was saved with them. */
function bestOf({ saved, results }: Own): Map<string, Best> {
  const best = new Map<string, Best>([...bestBySlug(results)].map(([slug, { points, pointsMax }]) => [slug, { points, pointsMax }]));
  for (const { slug, score } of saved) {
    const known = best.get(slug);
    if (score !== undefined && (known === undefined || score.points * known.pointsMax > known.points * score.pointsMax))
      best.set(slug, score);
  }
  return best;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
