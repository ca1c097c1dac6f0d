// The instant under the pointer, shared by charts that stand together: pointing at one shows the same instant in all.
import { useSyncExternalStore } from 'react';

export class CursorStore {
  #atMs: number | undefined;
  readonly #listeners = new Set<() => void>();

  readonly get = (): number | undefined => this.#atMs;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(atMs: number | undefined): void {
    if (atMs === this.#atMs) return;
    this.#atMs = atMs;
    for (const listener of this.#listeners) listener();
  }
}

export const useCursor = (store: CursorStore): number | undefined => useSyncExternalStore(store.subscribe, store.get);
