// The separate numbers, before any total: times from the first page, harm beside that of nobody and of the reference, care taken.
import type { DrillView } from '../../schema/index.ts';
import { BarFigure } from '../room/BarFigure.tsx';
import { countText, moneyText, percentText, spanText, type Tone } from '../theme/index.ts';
import type { Scored } from './score-once.ts';

export function Numbers({ scored, view }: { scored: Scored; view: DrillView }) {
  const { measures } = scored.card;
  const time = (us: number | undefined) => (us === undefined ? 'never' : spanText(us));
  const idle = scored.comparisons.find((run) => run.label === 'idle');
  const reference = scored.comparisons.find((run) => run.label === 'reference');
  const tone = (bad: boolean): Tone => (bad ? 'bad' : 'plain');
  return (
    <section className="card stack" aria-labelledby="numbers-title">
      <h2 id="numbers-title">What happened, in numbers</h2>
      <dl className="numbers">
        <BarFigure label="First acknowledged, after the page" value={time(measures.timeToAcknowledgeUs)} tone="plain" />
        <BarFigure label="First action" value={time(measures.timeToFirstActionUs)} tone="plain" />
        <BarFigure label="True cause believed most, for good" value={time(measures.timeToTrueCauseUs)} tone="plain" />
        <BarFigure
          label="Users no longer hurt"
          value={time(measures.timeToMitigateUs)}
          tone={tone(measures.timeToMitigateUs === undefined)}
        />
        <BarFigure label="Declared resolved" value={time(measures.timeToResolveUs)} tone="plain" />
        <BarFigure label="Users affected" value={countText(measures.usersAffected)} tone="plain" />
        <BarFigure label="Revenue lost" value={moneyText(measures.revenueLost, view.impact.currency)} tone="plain" />
        {measures.harmVsIdle !== undefined && (
          <BarFigure
            label="Harm against doing nothing"
            value={percentText(measures.harmVsIdle)}
            note="mean of users affected and revenue lost, each as a share of those with nobody acting"
            tone="plain"
          />
        )}
        {measures.harmVsReference !== undefined && (
          <BarFigure
            label="Harm against the reference"
            value={percentText(measures.harmVsReference)}
            note="mean of users affected and revenue lost, each as a share of those with the reference response"
            tone="plain"
          />
        )}
        <BarFigure
          label="Brier score of beliefs over time"
          value={measures.brierTimeWeighted === undefined ? 'none stated' : measures.brierTimeWeighted.toFixed(2)}
          note="0 is certain and right, 2 certain and wrong"
          tone="plain"
        />
        <BarFigure
          label="Brier score at the end"
          value={measures.brierFinal === undefined ? 'none stated' : measures.brierFinal.toFixed(2)}
          tone="plain"
        />
        <BarFigure label="Rivals ruled out" value={`${measures.rivalsRuledOut} of ${measures.rivalsTotal}`} tone="plain" />
        {measures.hintsTaken > 0 && <BarFigure label="Hints taken" value={countText(measures.hintsTaken)} tone="plain" />}
        <BarFigure label="Actions that did harm" value={countText(measures.harmfulActions)} tone={tone(measures.harmfulActions > 0)} />
        <BarFigure label="Actions without evidence" value={countText(measures.blindActions)} tone={tone(measures.blindActions > 0)} />
      </dl>
      <div className="scroll-x">
        <table>
          <caption className="visually-hidden">This run beside the same seed with nobody acting and with the reference response</caption>
          <thead>
            <tr>
              <th scope="col">same seed, same users</th>
              <th scope="col" className="number">
                users affected
              </th>
              <th scope="col" className="number">
                revenue lost
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">you</th>
              <td className="number">{countText(measures.usersAffected)}</td>
              <td className="number">{moneyText(measures.revenueLost, view.impact.currency)}</td>
            </tr>
            {[
              { name: 'nobody acting', run: idle },
              { name: 'the reference response', run: reference },
            ].map(
              ({ name, run }) =>
                run !== undefined && (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td className="number">{countText(run.usersAffected)}</td>
                    <td className="number">{moneyText(run.revenueLost, view.impact.currency)}</td>
                  </tr>
                ),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
