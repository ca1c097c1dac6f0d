// What was believed when, and how far from the truth: curves of probability with the Brier score of each statement.
import { useMemo } from 'react';
import type { DrillView, Scorecard } from '../../schema/index.ts';
import { Chart } from '../charts/Chart.tsx';
import { Button, percentText, sincePage, spanText } from '../theme/index.ts';
import { brierSentence } from './brier-words.ts';

export function Beliefs({ card, view, onShow }: { card: Scorecard; view: DrillView; onShow: (atUs: number) => Promise<void> }) {
  const { startsAtMs } = view.scenario;
  const series = useMemo(() => {
    const names = [...new Set(card.beliefs.flatMap((point) => point.beliefs.map((belief) => `${belief.component}: ${belief.kind}`)))];
    const truths = new Set(
      card.beliefs.flatMap((point) =>
        point.beliefs.filter((belief) => belief.isTruth).map((belief) => `${belief.component}: ${belief.kind}`),
      ),
    );
    const endMs = startsAtMs + view.nowUs / 1000;
    return names.map((name) => {
      const timesMs: number[] = [];
      const values: number[] = [];
      // Beliefs hold until they are changed, so the curve is a staircase.
      for (const point of card.beliefs) {
        const value = point.beliefs.find((belief) => `${belief.component}: ${belief.kind}` === name)?.probability ?? 0;
        const atMs = startsAtMs + point.atUs / 1000;
        const last = values.at(-1);
        if (last !== undefined) {
          timesMs.push(atMs - 1);
          values.push(last);
        }
        timesMs.push(atMs);
        values.push(value);
      }
      timesMs.push(endMs);
      values.push(values.at(-1) ?? 0);
      return { name: truths.has(name) ? `${name} (the truth)` : name, timesMs, values };
    });
  }, [card.beliefs, startsAtMs, view.nowUs]);
  return (
    <section className="stack" aria-labelledby="beliefs-title">
      <h2 id="beliefs-title">What you believed</h2>
      {card.beliefs.length === 0 ? (
        <p className="empty">No hypothesis was recorded, so there is nothing to compare with the truth.</p>
      ) : (
        <>
          <p className="prose">{brierSentence(card.measures.brierTimeWeighted, card.measures.brierFinal)}</p>
          <Chart title="Probability of each hypothesis" unit="ratio" series={series} height={200} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
          <div className="scroll-x" role="region" aria-label="Statements of belief, table" tabIndex={0}>
            <table>
              <caption className="visually-hidden">Statements of belief with their Brier score</caption>
              <thead>
                <tr>
                  <th scope="col">when</th>
                  <th scope="col">beliefs</th>
                  <th scope="col" className="number">
                    Brier
                  </th>
                </tr>
              </thead>
              <tbody>
                {card.beliefs.map((point) => (
                  <tr key={point.seq}>
                    <th scope="row">
                      <Button kind="link" onPress={() => void onShow(point.atUs)}>
                        {sincePage(point.atUs, view.tPlusZeroUs) ?? spanText(point.atUs)}
                      </Button>
                    </th>
                    <td>
                      {point.beliefs
                        .map((belief) => `${belief.component}: ${belief.kind} ${percentText(belief.probability)}`)
                        .join(' · ') || 'something else 100 %'}
                    </td>
                    <td className="number">{point.brier.toFixed(2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
