// Every criterion with its verdict, its reason and its evidence, by category; harm charged, patterns named.
import type { Scorecard, Verdict } from '../../schema/index.ts';
import { Mark, type Tone } from '../theme/index.ts';
import { EvidenceList } from './EvidenceList.tsx';

const TONE: Record<Verdict, Tone> = { met: 'ok', partly: 'warn', unmet: 'bad', undetermined: 'plain' };

export function Criteria({ card, onShow }: { card: Scorecard; onShow: (atUs: number) => Promise<void> }) {
  return (
    <section className="stack" aria-labelledby="criteria-title">
      <h2 id="criteria-title">Criteria</h2>
      {card.categories.map((category) => (
        <article key={category.id} className="card stack">
          <div className="row-between">
            <h3>
              {category.title} {category.bonus && <span className="quiet">(bonus)</span>}
            </h3>
            <span className="figure-value">
              {category.points} <span className="quiet">of {category.pointsMax}</span>
            </span>
          </div>
          <ul className="criteria">
            {category.criteria.map((criterion) => (
              <li key={criterion.id}>
                <div className="row-between">
                  <div className="row">
                    <Mark tone={criterion.by === 'pending' ? 'plain' : TONE[criterion.verdict]}>
                      {criterion.by === 'pending' ? 'waits for your judgement' : criterion.verdict}
                    </Mark>
                    <strong>{criterion.title}</strong>
                    {criterion.by !== 'machine' && criterion.by !== 'pending' && (
                      <Mark>judged by {criterion.by === 'self' ? 'yourself' : 'the instructor'}</Mark>
                    )}
                  </div>
                  <span className="figure-value">
                    {criterion.points} <span className="quiet">of {criterion.pointsMax}</span>
                  </span>
                </div>
                <p className="small">{criterion.because}</p>
                <EvidenceList evidence={criterion.evidence} onShow={onShow} />
              </li>
            ))}
          </ul>
        </article>
      ))}
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
      {card.patterns.length > 0 && (
        <article className="card stack">
          <h3>Patterns recognised</h3>
          <ul className="criteria">
            {card.patterns.map((pattern) => (
              <li key={pattern.id} className="stack-tight">
                <Mark tone="change">{pattern.title}</Mark>
                <p>{pattern.says}</p>
                <EvidenceList evidence={pattern.evidence} onShow={onShow} />
              </li>
            ))}
          </ul>
        </article>
      )}
    </section>
  );
}
