// Drills saved in this browser: go on, look at the result, or delete.
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SavedDrill } from '../../host/client/index.ts';
import { useApp } from '../app/services.ts';
import { Button, Mark, Modal, spanText } from '../theme/index.ts';

const OVER = ['review', 'scored'];

export function SavedDrills({
  drills,
  onChange,
}: {
  drills: readonly SavedDrill[];
  titles: readonly { slug: string; title: string }[];
  onChange: () => void;
}) {
  const { store } = useApp();
  const [, navigate] = useLocation();
  const [deleting, setDeleting] = useState<SavedDrill | undefined>(undefined);
  return (
    <section aria-labelledby="saved-title" className="stack">
      <h2 id="saved-title">Go on</h2>
      <ul className="card saved-list">
        {drills.map((drill) => (
          <li key={drill.id} className="row-between">
            <div className="stack-tight">
              <strong>{drill.title}</strong>
              <span className="small quiet">
                played to {spanText(drill.untilUs)} · seed {drill.seed} ·{' '}
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
      <Modal title="Delete this drill?" role="alertdialog" isOpen={deleting !== undefined} onClose={() => setDeleting(undefined)}>
        <p>
          “{deleting?.title}” and everything you noted in it is removed from this browser. There is no way back, unless you exported its run
          file.
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
