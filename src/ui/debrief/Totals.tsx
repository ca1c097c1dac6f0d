// The total, last: the machine's points, judged points apart, then both.
import type { Scorecard } from '../../schema/index.ts';

export function Totals({ card }: { card: Scorecard }) {
  return (
    <section className="card stack" aria-labelledby="total-title">
      <h2 id="total-title">Altogether</h2>
      <dl className="totals">
        <div>
          <dt>Decided by the machine</dt>
          <dd>
            {card.machine.points} <span className="quiet">of {card.machine.pointsMax}</span>
          </dd>
        </div>
        <div>
          <dt>Judged against anchors</dt>
          <dd>
            {card.judged.points} <span className="quiet">of {card.judged.pointsMax}</span>
          </dd>
          {card.judged.pending > 0 && (
            <dd className="small quiet">
              {card.judged.pending === 1 ? 'One criterion was' : `${card.judged.pending} criteria were`} not judged
            </dd>
          )}
        </div>
        <div className="total">
          <dt>Together</dt>
          <dd data-testid="total">
            {card.total.points} <span className="quiet">of {card.total.pointsMax}</span>
          </dd>
        </div>
      </dl>
      <p className="small quiet">The number matters less than the moments above.</p>
    </section>
  );
}
