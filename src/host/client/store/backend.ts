// Where records lie: named stores of raw values by key, in IndexedDB or, where a browser refuses storage, in memory.
// Knows nothing of what the values mean; a batch of changes lands as a whole or not at all.
import { type IDBPDatabase, openDB } from 'idb';

export const STORES = ['drills', 'results', 'cards', 'postmortems', 'drafts', 'preferences', 'aside'] as const;
export type StoreName = (typeof STORES)[number];

/** A value to put under a key; `undefined` deletes. */
export interface Change {
  store: StoreName;
  key: string;
  value: unknown;
}

export interface Backend {
  /** Every record with its key, by key. */
  all(store: StoreName): Promise<{ key: string; value: unknown }[]>;
  get(store: StoreName, key: string): Promise<unknown>;
  write(changes: readonly Change[]): Promise<void>;
}

/** Version 1 held `drills` alone, by their `id`; version 2 adds the other stores and leaves the drills as they are. */
export const DATABASE_VERSION = 2;

/**
 * Opens the database and brings an older one up to date.
 * @throws when the browser refuses storage, when a newer Faultline wrote it, or when a tab with an older one holds it
 */
export function openDatabase(name: string): Promise<Backend> {
  return new Promise((resolve, reject) => {
    let refused = false;
    openDB(name, DATABASE_VERSION, {
      upgrade(database, from) {
        if (from < 1) database.createObjectStore('drills', { keyPath: 'id' });
        if (from < 2) for (const store of STORES) if (store !== 'drills') database.createObjectStore(store);
      },
      // An older tab does not know that it should let go, and this one must not wait for it without a word.
      blocked() {
        refused = true;
        reject(new Error('Faultline is open in another tab that has an older version. Close that tab and load this page again.'));
      },
      blocking(_from, _to, event) {
        (event.target as IDBDatabase).close();
      },
    }).then(
      (database) => (refused ? database.close() : resolve(databaseBackend(database))),
      (error: unknown) => {
        const newer = error instanceof DOMException && error.name === 'VersionError';
        reject(newer ? new Error('What is saved here was written by a newer version of Faultline. Load the page again to get it.') : error);
      },
    );
  });
}

function databaseBackend(database: IDBPDatabase): Backend {
  return {
    async all(store) {
      const { store: records } = database.transaction(store);
      const [keys, values] = await Promise.all([records.getAllKeys(), records.getAll()]);
      return keys.map((key, index) => ({ key: String(key), value: values[index] as unknown }));
    },
    get: (store, key) => database.get(store, key) as Promise<unknown>,
    async write(changes) {
      if (changes.length === 0) return;
      const transaction = database.transaction([...new Set(changes.map(({ store }) => store))], 'readwrite');
      const done = changes.map(({ store, key, value }) => {
        const records = transaction.objectStore(store);
        if (value === undefined) return records.delete(key);
        return store === 'drills' ? records.put(value) : records.put(value, key);
      });
      await Promise.all([...done, transaction.done]);
    },
  };
}

/** Everything is lost with the page. */
export function memoryBackend(): Backend {
  const stores = new Map<StoreName, Map<string, unknown>>(STORES.map((store) => [store, new Map()]));
  const of = (store: StoreName) => stores.get(store) ?? new Map<string, unknown>();
  return {
    all: async (store) =>
      [...of(store)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => ({ key, value: structuredClone(value) })),
    get: async (store, key) => structuredClone(of(store).get(key)),
    async write(changes) {
      for (const { store, key, value } of structuredClone([...changes])) {
        if (value === undefined) of(store).delete(key);
        else of(store).set(key, value);
      }
    },
  };
}
