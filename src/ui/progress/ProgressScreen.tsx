// The own history over all scored drills: how fast, how sure, at what cost, and what of it changes with practice.
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { DrillResult, SavedDrill } from '../../host/client/index.ts';
import { SiteHead } from '../app/SiteHead.tsx';
import type { ScenarioCardData } from '../app/scenario-source.ts';
import { useApp } from '../app/services.ts';
import { ChoiceField, Mark, Notice } from '../theme/index.ts';
import { Calibration } from './Calibration.tsx';
import { dayText, measureText } from './figures.ts';
import { Groups } from './Groups.tsx';
import { byPattern, byTag, MEASURES, meanOf } from './history.ts';
import { OwnData } from './OwnData.tsx';
import './progress.css';
import { TrendChart } from './TrendChart.tsx';

interface History {
  results: DrillResult[];
  drills: SavedDrill[];
  cards: ScenarioCardData[];
}

export default function ProgressScreen() {
  const { store, scenarios, keeper, storageProblem } = useApp();
  const [history, setHistory] = useState<History | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const refresh = useCallback(() => {
    Promise.all([store.results(), store.list(), scenarios.cards()]).then(
      ([results, drills, cards]) => {
        setHistory({ results, drills, cards });
        setProblem(undefined);
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, [store, scenarios]);
  useEffect(() => {
    keeper.close();
    refresh();
  }, [keeper, refresh]);
  return (
    <main className="page progress-page">
      <SiteHead here="progress" title="Your progress" />
      {storageProblem !== undefined && (
        <Notice tone="warn" title="This browser does not let Faultline save">
          <p>Results are lost when the page closes. ({storageProblem})</p>
        </Notice>
      )}
      {problem !== undefined && (
        <Notice tone="bad" title="Your history could not be read" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      {problem === undefined && history === undefined && <p className="empty">Reading your history…</p>}
      {history !== undefined && (history.results.length === 0 ? <Empty /> : <Filled {...history} />)}
      <OwnData onChange={refresh} />
    </main>
  );
}

function Empty() {
  return (
    <section className="card stack">
      <h2>Nothing is scored yet</h2>
      <p className="prose">
        After the debrief of a drill you will see here: how long you took to acknowledge, to find the true cause and to mitigate, over all
        your drills; whether what you call 80 % is so in 80 of 100 cases; what your incidents cost in error budget; and all of it by what
        went wrong.
      </p>
      <p>
        <Link href="/">Choose a drill</Link>
      </p>
    </section>
  );
}

function Filled({ results, drills, cards }: History) {
  const [shown, setShown] = useState(MEASURES[0]?.id ?? '');
  const measure = MEASURES.find(({ id }) => id === shown) ?? MEASURES[0];
  const tags = new Map(cards.map((card) => [card.slug, card.tags]));
  return (
    <>
      <section aria-label="In short">
        <dl className="tiles">
          {MEASURES.map((one) => {
            const { count, mean } = meanOf(results, one);
            return (
              <div key={one.id} className="card tile">
                <dt>{one.title}</dt>
                <dd className="figure-value tile-value">{measureText(mean, one.unit)}</dd>
                <dd className="small quiet">
                  {count === 0
                    ? 'in no drill yet'
                    : count === results.length
                      ? `mean of ${drillsText(count)}`
                      : `mean of ${count} of ${results.length} drills`}
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
      <section className="card stack" aria-labelledby="trend-title">
        <div className="row-between">
          <h2 id="trend-title">Over time</h2>
          <ChoiceField
            label="Show"
            value={shown}
            onChange={setShown}
            options={MEASURES.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </div>
        {measure !== undefined && <TrendChart key={measure.id} results={results} measure={measure} />}
      </section>
      <Calibration results={results} />
      <Groups
        id="by-tag"
        title="By what it was about"
        says="Means; in brackets over how many drills, where it did not happen in all. A drill counts under each of its tags."
        first="tag"
        groups={byTag(results, (slug) => tags.get(slug) ?? [])}
      />
      <Groups
        id="by-pattern"
        title="By how you worked"
        says="The patterns named in your debriefs."
        first="pattern"
        groups={byPattern(results)}
      />
      <Drills results={results} saved={new Set(drills.map(({ id }) => id))} />
    </>
  );
}

const drillsText = (count: number): string => (count === 1 ? '1 drill' : `${count} drills`);

function Drills({ results, saved }: { results: readonly DrillResult[]; saved: ReadonlySet<string> }) {
  return (
    <section className="card stack" aria-labelledby="drills-done">
      <h2 id="drills-done">Every drill</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="scroll-x" aria-label="Every drill: table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">drill</th>
              <th scope="col">finished</th>
              <th scope="col">level</th>
              <th scope="col" className="number">
                points
              </th>
              <th scope="col" className="number">
                hints
              </th>
              <th scope="col">look back</th>
            </tr>
          </thead>
          <tbody>
            {[...results].reverse().map((result) => (
              <tr key={result.id}>
                <th scope="row">{result.title}</th>
                <td>{dayText(result.finishedAt)}</td>
                <td>
                  {result.level}
                  {!result.timed && ', untimed'} {result.measures.falselyResolved && <Mark tone="bad">declared over too early</Mark>}
                </td>
                <td className="number">
                  {result.points} of {result.pointsMax}
                </td>
                <td className="number">{result.hintsTaken}</td>
                <td>
                  {saved.has(result.id) ? (
                    <Link href={`/drill/${result.id}/debrief`}>Debrief</Link>
                  ) : (
                    <span className="quiet">drill deleted</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
