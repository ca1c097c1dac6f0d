// Drills saved in this browser: go on, look at the result, or delete.
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SavedDrill } from '../../host/client/index.ts';
import { useApp } from '../app/services.ts';
import { Button, Mark, Modal, sincePage, spanText } from '../theme/index.ts';

const OVER = ['review', 'scored'];

/** More than these are shown on demand. */
const SHOWN = 4;

export function SavedDrills({ drills, onChange }: { drills: readonly SavedDrill[]; onChange: () => void }) {
  const { store } = useApp();
  const [, navigate] = useLocation();
  const [deleting, setDeleting] = useState<SavedDrill | undefined>(undefined);
  const [all, setAll] = useState(false);
  // What is not finished comes first: that is what one came back for.
  const sorted = [...drills].sort((a, b) => Number(a.phase === 'scored') - Number(b.phase === 'scored'));
  return (
    <section aria-labelledby="saved-title" className="stack">
      <h2 id="saved-title">Go on</h2>
      <ul className="card saved-list">
        {(all ? sorted : sorted.slice(0, SHOWN)).map((drill) => (
          <li key={drill.id} className="row-between">
            <div className="stack-tight">
              <strong>{drill.title}</strong>
              <span className="small quiet">
                played to {sincePage(drill.untilUs, drill.tPlusZeroUs) ?? `${spanText(drill.untilUs)} after the start`} · seed {drill.seed}{' '}
                ·{' '}
                <time dateTime={drill.updatedAt}>
                  {new Date(drill.updatedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}
                </time>
              </span>
            </div>
            <div className="row">
              {drill.phase === 'scored' ? (
                <Mark tone="accent">{drill.score === undefined ? 'finished' : `${drill.score.points} of ${drill.score.pointsMax}`}</Mark>
              ) : (
                <Mark>{drill.phase}</Mark>
              )}
              <Button
                kind={drill.phase === 'scored' ? 'default' : 'primary'}
                onPress={() => navigate(addressOf(drill))}
                aria-label={`${wordFor(drill)}: ${drill.title}, seed ${drill.seed}`}
              >
                {wordFor(drill)}
              </Button>
              <Button kind="quiet" onPress={() => setDeleting(drill)} aria-label={`Delete ${drill.title}, seed ${drill.seed}`}>
                Delete
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {!all && sorted.length > SHOWN && (
        <div>
          <Button kind="quiet" onPress={() => setAll(true)}>
            Show all {sorted.length}
          </Button>
        </div>
      )}
      <Modal title="Delete this drill?" role="alertdialog" isOpen={deleting !== undefined} onClose={() => setDeleting(undefined)}>
        <p>
          “{deleting?.title}”, everything you noted in it and its post-mortem are removed from this browser. Its result stays in your
          progress. There is no way back, unless you exported its run file.
        </p>
        <div className="dialog-actions">
          <Button onPress={() => setDeleting(undefined)}>Keep it</Button>
          <Button
            kind="danger"
            onPress={async () => {
              if (deleting !== undefined) await store.delete(deleting.id);
              setDeleting(undefined);
              onChange();
            }}
          >
            Delete
          </Button>
        </div>
      </Modal>
    </section>
  );
}

function addressOf(drill: SavedDrill): string {
  if (drill.phase === 'scored') return `/drill/${drill.id}/debrief`;
  return OVER.includes(drill.phase) ? `/drill/${drill.id}/review` : `/drill/${drill.id}`;
}

function wordFor(drill: SavedDrill): string {
  if (drill.phase === 'scored') return 'Debrief';
  return OVER.includes(drill.phase) ? 'Go on with the review' : 'Continue';
}
