// A half-written text that survives a reload, a crash and a change of panel. Clear it once it is recorded.
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { draftsOf } from '../../host/client/index.ts';
import { useApp } from './services.ts';

type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * A draft of one field, or of all fields of one form: any plain data. What is kept counts only where it has the shape of `initial`.
 * @returns the value, a setter, and `clear`, which goes back to `initial` and forgets the draft
 */
export function useDraft<T extends Plain | object>(
  drillId: string,
  field: string,
  initial: T,
): readonly [T, (next: T) => void, () => void] {
  const { store } = useApp();
  const drafts = draftsOf(store);
  // The first value counts, as with useState: callers write it in place.
  const [empty] = useState(initial);
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(drillId, field));
  useEffect(() => void drafts.load(drillId), [drafts, drillId]);
  const value = useMemo(() => (text === undefined ? empty : restored(text, empty)), [text, empty]);
  const set = useCallback(
    (next: T) => {
      const json = JSON.stringify(next);
      drafts.set(drillId, field, json === JSON.stringify(empty) ? undefined : json);
    },
    [drafts, drillId, field, empty],
  );
  const clear = useCallback(() => drafts.set(drillId, field, undefined), [drafts, drillId, field]);
  return [value, set, clear];
}

/** What was kept, as far as it still has the shape that is asked for. */
export function restored<T>(text: string, empty: T): T {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return empty;
  }
  if (Array.isArray(empty)) return Array.isArray(kept) ? (kept as T) : empty;
  if (typeof empty !== 'object' || empty === null) return typeof kept === typeof empty ? (kept as T) : empty;
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return empty;
  const known = kept as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(empty).map(([key, value]) => {
      const old = known[key];
      const fits =
        Object.hasOwn(known, key) && (value === undefined || (typeof old === typeof value && Array.isArray(old) === Array.isArray(value)));
      return [key, fits ? old : value];
    }),
  ) as T;
}
