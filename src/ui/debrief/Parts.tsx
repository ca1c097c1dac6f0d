// The four parts of a debrief in their order, and a way to each.
import type { ReactNode } from 'react';

const TITLES = { reactions: 'Reactions', description: 'Description', analysis: 'Analysis', summary: 'Summary' } as const;
type PartId = keyof typeof TITLES;

export function Parts() {
  const go = (id: string) => {
    const part = document.getElementById(`part-${id}`);
    part?.scrollIntoView({ block: 'start' });
    part?.focus({ preventScroll: true });
  };
  return (
    <nav className="parts no-print" aria-label="Parts of the debrief">
      <ol>
        {(Object.keys(TITLES) as PartId[]).map((id, index) => (
          <li key={id}>
            <button type="button" onClick={() => go(id)}>
              <span className="quiet">{index + 1}</span> {TITLES[id]}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Part({ id, title, children }: { id: PartId; title: string; children: ReactNode }) {
  return (
    <div className="debrief-part" id={`part-${id}`} tabIndex={-1}>
      <p className="part-title">{title}</p>
      {children}
    </div>
  );
}
