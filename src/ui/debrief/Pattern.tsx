// The way of working, named: structured or panic, with the moments it is read from.
import type { Scorecard } from '../../schema/index.ts';
import { Mark } from '../theme/index.ts';
import { EvidenceList } from './EvidenceList.tsx';

export function Pattern({ patterns, onShow }: { patterns: Scorecard['patterns']; onShow: (atUs: number) => Promise<void> }) {
  return (
    <section className="card stack" aria-labelledby="pattern-title">
      <h2 id="pattern-title">How you worked</h2>
      {patterns.length === 0 ? (
        <p className="empty">No pattern of working stands out in this run.</p>
      ) : (
        <ul className="criteria">
          {patterns.map((pattern) => (
            <li key={pattern.id} className="stack-tight">
              <div>
                <Mark tone="change">{pattern.title}</Mark>
              </div>
              <p className="prose">{pattern.says}</p>
              <EvidenceList evidence={pattern.evidence} onShow={onShow} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
