// Criteria no machine can read, judged against anchors: apart from the machine's, with the anchor that was chosen beside the others.
import type { Scorecard } from '../../schema/index.ts';
import { Mark } from '../theme/index.ts';
import { EvidenceList } from './EvidenceList.tsx';

export function Judged({ card, onShow }: { card: Scorecard; onShow: (atUs: number) => Promise<void> }) {
  const judged = card.categories.flatMap(({ criteria }) => criteria).filter(({ by }) => by !== 'machine');
  if (judged.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="judged-title">
      <h2 id="judged-title">What you judged yourself</h2>
      <p className="quiet prose">These count apart from what the machine decided.</p>
      <ul className="criteria">
        {judged.map((criterion) => (
          <li key={criterion.id}>
            <div className="row-between">
              <div className="row">
                <Mark>
                  {criterion.by === 'pending' ? 'not judged' : `judged by ${criterion.by === 'self' ? 'yourself' : 'the instructor'}`}
                </Mark>
                <strong>{criterion.title}</strong>
              </div>
              <span className="figure-value">
                {criterion.points} <span className="quiet">of {criterion.pointsMax}</span>
              </span>
            </div>
            {criterion.judged !== undefined && (
              <>
                <p>{criterion.judged.question}</p>
                <ul className="anchors small">
                  {Object.entries(criterion.judged.anchors)
                    .sort(([a], [b]) => Number(a) - Number(b))
                    .map(([points, text]) => (
                      <li
                        key={points}
                        {...(criterion.by !== 'pending' && Number(points) === criterion.points ? { 'aria-current': 'true' as const } : {})}
                      >
                        <span className="figure-value">{points}</span> {text}
                      </li>
                    ))}
                </ul>
              </>
            )}
            <EvidenceList evidence={criterion.evidence} onShow={onShow} />
          </li>
        ))}
      </ul>
    </section>
  );
}
