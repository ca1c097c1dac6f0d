// Proposes texts for a form: empty fields are filled at once, written ones only when somebody agrees, and all of it can be taken back.
import { type ReactNode, useState } from 'react';
import { Button } from '../theme/index.ts';
import { conflictsOf, filled, undone } from './fill.ts';

export function FillBar<K extends string, D extends Record<K, string>>({
  action,
  draft,
  proposed,
  labels,
  onFill,
  isDisabled = false,
  children,
}: {
  action: string;
  draft: D;
  /** Asked for when the button is pressed: it says what holds then. */
  proposed: () => Readonly<Record<K, string>>;
  labels: Readonly<Record<K, string>>;
  onFill: (draft: D) => void;
  isDisabled?: boolean;
  children?: ReactNode;
}) {
  const [asking, setAsking] = useState<Readonly<Record<K, string>> | undefined>(undefined);
  const [done, setDone] = useState<{ before: D; after: D } | undefined>(undefined);
  const fill = (texts: Readonly<Record<K, string>>, mode: 'empty' | 'all') => {
    const after = filled<K, D>(draft, texts, mode);
    setDone({ before: draft, after });
    setAsking(undefined);
    onFill(after);
  };
  const press = () => {
    const texts = proposed();
    if (conflictsOf<K>(draft, texts).length > 0) setAsking(texts);
    else fill(texts, 'empty');
  };
  const written = asking === undefined ? [] : conflictsOf<K>(draft, asking).map((field) => labels[field]);
  return (
    <div className="fill-bar" role="group" aria-label={action}>
      <div className="row">
        <Button size="small" onPress={press} isDisabled={isDisabled}>
          {action}
        </Button>
        {done !== undefined && asking === undefined && (
          <Button
            size="small"
            kind="quiet"
            isDisabled={isDisabled}
            onPress={() => {
              onFill(undone<K, D>(draft, done.before, done.after, Object.keys(labels) as K[]));
              setDone(undefined);
            }}
          >
            Take it back
          </Button>
        )}
        {children}
      </div>
      {asking !== undefined && (
        <div className="fill-question stack-tight" role="alert">
          <p className="small">You have already written {written.map((label) => `“${label}”`).join(', ')}.</p>
          <div className="row">
            <Button size="small" kind="primary" onPress={() => fill(asking, 'empty')}>
              Keep mine, fill the rest
            </Button>
            <Button size="small" onPress={() => fill(asking, 'all')}>
              Replace mine
            </Button>
            <Button size="small" kind="quiet" onPress={() => setAsking(undefined)}>
              Cancel
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
