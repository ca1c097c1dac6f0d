// What comes next: what was learnt is kept, written up, and tried again.
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { freshCard } from '../../host/client/index.ts';
import type { Scorecard } from '../../schema/index.ts';
import { freshSeed, useApp } from '../app/services.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { cardsOf } from './cards.ts';

export function Next({ card }: { card: Scorecard }) {
  const session = useSession();
  const view = useView();
  const { store } = useApp();
  const [kept, setKept] = useState<number | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [seed] = useState(freshSeed);
  const { slug } = session.bundle;
  const { title } = view.scenario;
  useEffect(() => {
    if (session.readOnly) return;
    let gone = false;
    const cards = cardsOf({ drillId: session.id, slug, title }, session.journal, card.patterns);
    store.addCards(cards.map((one) => freshCard(one))).then(
      () => !gone && setKept(cards.length),
      (error: unknown) => !gone && setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
    };
  }, [session, store, slug, title, card.patterns]);
  return (
    <section className="card stack no-print" aria-labelledby="next-title">
      <h2 id="next-title">What next?</h2>
      <ul className="next">
        <li>
          <Link href={`/drill/${session.id}/post-mortem`}>Write the post-mortem</Link>
          <span className="quiet">It is filled in from your journal already.</span>
        </li>
        {!session.readOnly && (
          <li>
            <Link href="/practice">Daily review</Link>
            <span className="quiet">
              {problem !== undefined
                ? `Your lessons could not be kept: ${problem}`
                : kept === undefined
                  ? 'Keeping your lessons…'
                  : kept === 0
                    ? 'You wrote no lesson this time.'
                    : kept === 1
                      ? 'One lesson or pattern of this drill is a card now.'
                      : `${kept} lessons and patterns of this drill are cards now.`}
            </span>
          </li>
        )}
        <li>
          <Link href="/progress">Your progress</Link>
          <span className="quiet">This drill beside your others, and how well your confidence is calibrated.</span>
        </li>
        <li>
          <Link href={`/start/${slug}/${seed}`}>Another seed</Link>
          <span className="quiet">The same scenario, with other chance.</span>
        </li>
        <li>
          <Link href={`/start/${slug}/${session.seed}`}>This seed again</Link>
          <span className="quiet">The same users at the same instants: see what you can save.</span>
        </li>
      </ul>
    </section>
  );
}
