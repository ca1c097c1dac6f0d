// The daily review: a question, the answer on demand, and how well it was known. Lessons and patterns come from one's own debriefs.
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { LearningCard } from '../../host/client/index.ts';
import { SiteHead } from '../app/SiteHead.tsx';
import { useApp } from '../app/services.ts';
import { Button, Notice } from '../theme/index.ts';
import { AskedCard } from './AskedCard.tsx';
import { CardList } from './CardList.tsx';
import { intervalText, nextDueMs } from './due.ts';
import './practice.css';
import type { AnswerGrade } from './schedule.ts';
import { answer, begin, current, leftOver, type Sitting, takeBack } from './session.ts';

export default function PracticeScreen() {
  const { store, keeper } = useApp();
  const [sitting, setSitting] = useState<Sitting | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const failed = useCallback((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)), []);
  const start = useCallback(() => {
    store.cards().then((cards) => {
      setProblem(undefined);
      setSitting(begin(cards, Date.now()));
    }, failed);
  }, [store, failed]);
  useEffect(() => {
    keeper.close();
    start();
  }, [keeper, start]);

  /** Shown at once; should the browser refuse to keep it, that is said, and the sitting goes on. */
  const go = (step: { sitting: Sitting; card: LearningCard } | undefined) => {
    if (step === undefined) return;
    setSitting(step.sitting);
    store.putCards([step.card]).then(() => setProblem(undefined), failed);
  };
  const remove = async (id: string) => {
    await store.deleteCard(id).then(start, failed);
  };

  return (
    <main className="page practice">
      <SiteHead here="practice" title="Daily review" />
      {problem !== undefined && (
        <Notice tone="bad" title={sitting === undefined ? 'Your cards could not be read' : 'Your answer could not be saved'} role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      {sitting === undefined && problem === undefined && <p className="empty">Reading your cards…</p>}
      {sitting?.cards.length === 0 && <Empty />}
      {sitting !== undefined && sitting.cards.length > 0 && (
        <>
          <Asked
            sitting={sitting}
            onAnswer={(grade) => go(answer(sitting, grade, Date.now()))}
            onMore={start}
            onUndo={() => go(takeBack(sitting))}
          />
          <CardList cards={sitting.cards} onDelete={(id) => void remove(id)} />
        </>
      )}
    </main>
  );
}

function Asked({
  sitting,
  onAnswer,
  onUndo,
  onMore,
}: {
  sitting: Sitting;
  onAnswer: (grade: AnswerGrade) => void;
  onUndo: () => void;
  onMore: () => void;
}) {
  const card = current(sitting);
  const { done, queue } = sitting;
  const total = done.length + queue.length;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'u' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        document.querySelector('[role="alertdialog"]') !== null
      )
        return;
      event.preventDefault();
      onUndo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onUndo]);
  const nowMs = Date.now();
  return (
    <section className="stack practice-sitting" aria-label="Review">
      <div className="row-between">
        <p role="status" className="quiet">
          {card === undefined ? `${done.length} answered` : `${done.length + 1} of ${total}`}
        </p>
        <Button kind="quiet" size="small" isDisabled={done.length === 0} onPress={onUndo}>
          Undo the last answer <kbd>u</kbd>
        </Button>
      </div>
      {card === undefined ? (
        <Rest cards={sitting.cards} more={leftOver(sitting, nowMs)} answers={done.length} nowMs={nowMs} onMore={onMore} />
      ) : (
        <AskedCard key={`${card.id} ${done.length}`} card={card} onAnswer={onAnswer} />
      )}
    </section>
  );
}

function Rest({
  cards,
  more,
  answers,
  nowMs,
  onMore,
}: {
  cards: readonly LearningCard[];
  more: number;
  answers: number;
  nowMs: number;
  onMore: () => void;
}) {
  const nextMs = nextDueMs(cards, nowMs);
  return (
    <div className="card practice-card practice-rest">
      <h2>{answers > 0 ? 'That is all for now' : 'Nothing is due'}</h2>
      <p className="quiet">{nextMs === undefined ? '' : `The next card comes back in ${intervalText(nextMs - nowMs)}.`}</p>
      {more > 0 && <Button onPress={onMore}>Go on with {more} more</Button>}
      <p>
        <Link href="/">To the library</Link>
      </p>
    </div>
  );
}

function Empty() {
  return (
    <section className="card stack">
      <h2>No cards yet</h2>
      <p className="prose">
        What you write down as a lesson in a debrief, and the patterns it names, become cards here: a question and an answer. Each comes
        back just before you would forget it, so that a few minutes a day are enough.
      </p>
      <p>
        <Link href="/">Choose a drill</Link>
      </p>
    </section>
  );
}
