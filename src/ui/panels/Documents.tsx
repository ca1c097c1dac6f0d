// Runbooks, diagrams and notes. Reading one is a look; some appear only later.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Mark } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

const Markdown = lazy(() => import('../theme/Markdown.tsx'));

export default function Documents() {
  const view = useView();
  const { target } = useRoom();
  const [chosen, setChosen] = useState<string | undefined>(target);
  useEffect(() => {
    if (target !== undefined) setChosen(target);
  }, [target]);
  const looked = useLook(
    chosen === undefined ? undefined : { kind: 'look.artefact', args: { artefact: chosen } },
    `document ${chosen ?? ''}`,
  );
  const document = looked.result?.kind === 'artefact' ? looked.result : undefined;
  if (view.artefacts.length === 0) return <p className="empty">There are no documents.</p>;
  return (
    <div className="documents">
      <ul className="stack-tight">
        {view.artefacts.map((artefact) => (
          <li key={artefact.name}>
            <button
              type="button"
              className="document-link"
              aria-pressed={artefact.name === chosen}
              onClick={() => setChosen(artefact.name)}
            >
              <span>{artefact.title}</span>
              <Mark>{artefact.kind}</Mark>
            </button>
          </li>
        ))}
      </ul>
      <div className="stack">
        {chosen === undefined && <p className="empty">Choose a document. What you read is noted in the timeline.</p>}
        {chosen !== undefined && <LookBar looked={looked} />}
        {chosen !== undefined && document === undefined && <LookState looked={looked} empty="Empty." />}
        {document !== undefined && (
          <article className="card">
            <Suspense fallback={<p className="empty">Loading…</p>}>
              <Markdown text={document.markdown} />
            </Suspense>
          </article>
        )}
      </div>
    </div>
  );
}
