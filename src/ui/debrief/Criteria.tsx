// Every criterion the machine decided, with its verdict, its reason and its evidence, by category; harm charged.
import type { CriterionResult, Scorecard, Verdict } from '../../schema/index.ts';
import { Mark, type Tone } from '../theme/index.ts';
import { EvidenceList } from './EvidenceList.tsx';

const TONE: Record<Verdict, Tone> = { met: 'ok', partly: 'warn', unmet: 'bad', undetermined: 'plain' };

/** The evidence without what the reason has said already. */
const beyond = ({ because, evidence }: CriterionResult) =>
  evidence.filter((piece) => piece.kind !== 'absence' || !because.includes(piece.text));

export function Criteria({ card, onShow }: { card: Scorecard; onShow: (atUs: number) => Promise<void> }) {
  return (
    <section className="stack" aria-labelledby="criteria-title">
      <h2 id="criteria-title">What the machine decided</h2>
      {card.categories.map((category) => {
        const criteria = category.criteria.filter(({ by }) => by === 'machine');
        if (criteria.length === 0) return null;
        const points = criteria.reduce((sum, one) => sum + one.points, 0);
        const pointsMax = criteria.reduce((sum, one) => sum + one.pointsMax, 0);
        return (
          <article key={category.id} className="card stack">
            <div className="row-between">
              <h3>
                {category.title} {category.bonus && <span className="quiet">(bonus)</span>}
              </h3>
              <span className="figure-value">
                {points} <span className="quiet">of {pointsMax}</span>
              </span>
            </div>
            <ul className="criteria">
              {criteria.map((criterion) => (
                <li key={criterion.id}>
                  <div className="row-between">
                    <div className="row">
                      <Mark tone={TONE[criterion.verdict]}>{criterion.verdict}</Mark>
                      <strong>{criterion.title}</strong>
                    </div>
                    <span className="figure-value">
                      {criterion.points} <span className="quiet">of {criterion.pointsMax}</span>
                    </span>
                  </div>
                  <p className="small">{criterion.because}</p>
                  <EvidenceList evidence={beyond(criterion)} onShow={onShow} />
                </li>
              ))}
            </ul>
          </article>
        );
      })}
      {card.deductions.some((deduction) => deduction.points !== 0) && (
        <article className="card stack">
          <h3>Charged for harm</h3>
          <ul className="criteria">
            {card.deductions
              .filter((deduction) => deduction.points !== 0)
              .map((deduction) => (
                <li key={deduction.id}>
                  <div className="row-between">
                    <strong>{deduction.title}</strong>
                    <span className="figure-value">−{Math.abs(deduction.points)}</span>
                  </div>
                  <EvidenceList evidence={deduction.evidence} onShow={onShow} />
                </li>
              ))}
          </ul>
        </article>
      )}
    </section>
  );
}
