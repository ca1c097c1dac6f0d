// Drills saved in this browser, by IndexedDB. What is kept is the three inputs and how far they were played, never derived state.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JournalEntry, Phase } from '../../schema/index.ts';

/** One saved drill; `version` is the version of this record's shape. */
export interface SavedDrill {
  version: 1;
  id: string;
  slug: string;
  scenarioHash: string;
  title: string;
  seed: string;
  journal: JournalEntry[];
  untilUs: number;
  phase: Phase;
  createdAt: string;
  updatedAt: string;
  score: { points: number; pointsMax: number } | undefined;
}

export interface DrillStore {
  list(): Promise<SavedDrill[]>;
  get(id: string): Promise<SavedDrill | undefined>;
  put(drill: SavedDrill): Promise<void>;
  delete(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  drills: { key: string; value: SavedDrill };
}

/** A page that is closing cannot wait for IndexedDB, so its last instant goes here synchronously. */
const INSTANT_KEY = 'faultline/instant/';

/** @throws when the browser refuses storage (a private window of some browsers); callers then use `memoryStore` and say so */
export async function openDrillStore(name = 'faultline'): Promise<DrillStore> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('drills', { keyPath: 'id' });
    },
  });
  return {
    list: async () => (await db.getAll('drills')).map(withLastInstant).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
    get: async (id) => {
      const drill = await db.get('drills', id);
      return drill && withLastInstant(drill);
    },
    put: async (drill) => {
      await db.put('drills', drill);
    },
    delete: async (id) => {
      localStorage.removeItem(INSTANT_KEY + id);
      await db.delete('drills', id);
    },
  };
}

/** For a browser without storage: everything is lost with the page. */
export function memoryStore(): DrillStore {
  const drills = new Map<string, SavedDrill>();
  return {
    list: async () => [...drills.values()],
    get: async (id) => drills.get(id),
    put: async (drill) => {
      drills.set(drill.id, structuredClone(drill));
    },
    delete: async (id) => {
      drills.delete(id);
    },
  };
}

/** Remembers how far a drill was played, at once, while the page is closing. */
export function rememberInstant(id: string, untilUs: number): void {
  try {
    localStorage.setItem(INSTANT_KEY + id, String(untilUs));
  } catch {
    // Storage full or refused: the drill then resumes at its last saved entry, which is in IndexedDB.
  }
}

function withLastInstant(drill: SavedDrill): SavedDrill {
  const remembered = Number(localStorage.getItem(INSTANT_KEY + drill.id) ?? 0);
  return remembered > drill.untilUs ? { ...drill, untilUs: remembered } : drill;
}
