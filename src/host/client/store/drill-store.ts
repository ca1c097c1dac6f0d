// What a learner keeps in this browser, by what it is: drills, results, cards, post-mortems, drafts, preferences.
// Reading checks; writing is one transaction; nothing derived is kept but results, which outlive their drill.
import type { Draft, DrillResult, LearnerFile, LearningCard, PostMortem, SavedDrill } from '../../../schema/index.ts';
import { type Backend, type Change, memoryBackend, openDatabase, STORES } from './backend.ts';
import { allNotes, forgetInstant, forgetNotes, rememberedInstant, restoreNotes } from './notes.ts';
import { keyOf, type RecordStore, type Records, readAll, readOne, type SetAside } from './records.ts';
import { changesOf, type ImportCounts } from './transfer.ts';

export interface DrillStore {
  /** Saved drills, the last played first. */
  list(): Promise<SavedDrill[]>;
  get(id: string): Promise<SavedDrill | undefined>;
  put(drill: SavedDrill): Promise<void>;
  /** With its drafts and its post-mortem; its result stays in the history. */
  delete(id: string): Promise<void>;

  /** Oldest first. */
  results(): Promise<DrillResult[]>;
  putResult(result: DrillResult): Promise<void>;

  cards(): Promise<LearningCard[]>;
  /** A card whose id is known keeps its schedule: adding a lesson twice does not make it new again. */
  addCards(cards: readonly LearningCard[]): Promise<void>;
  /** Replaces cards, schedule and all. */
  putCards(cards: readonly LearningCard[]): Promise<void>;
  deleteCard(id: string): Promise<void>;

  postMortems(): Promise<PostMortem[]>;
  postMortem(drillId: string): Promise<PostMortem | undefined>;
  putPostMortem(postMortem: PostMortem): Promise<void>;

  drafts(drillId: string): Promise<Draft[]>;
  putDraft(draft: Draft): Promise<void>;
  deleteDraft(drillId: string, field: string): Promise<void>;

  /** What was remembered under a name, as plain data; undefined when nothing was or it is no longer readable. */
  preference(name: string): Promise<unknown>;
  setPreference(name: string, value: unknown): Promise<void>;

  /** Records that could not be read. */
  setAside(): Promise<SetAside[]>;
  forgetSetAside(): Promise<void>;

  exportAll(): Promise<LearnerFile>;
  /** Adds what a parsed file holds; of two versions of one record the later stays. */
  importAll(file: LearnerFile): Promise<ImportCounts>;
  /** Deletes everything, and returns the way back. */
  deleteAll(): Promise<() => Promise<void>>;
}

/** @throws when the browser refuses storage (a private window of some browsers); callers then use `memoryStore` and say so */
export async function openDrillStore(name = 'faultline'): Promise<DrillStore> {
  return storeOver(await openDatabase(name));
}

/** For a browser without storage: everything is lost with the page. */
export const memoryStore = (): DrillStore => storeOver(memoryBackend());

export function storeOver(backend: Backend): DrillStore {
  const put = <K extends RecordStore>(store: K, records: readonly Records[K][]): Promise<void> =>
    backend.write(records.map((value) => ({ store, key: (keyOf[store] as (record: Records[K]) => string)(value), value })));
  const aside = async (): Promise<SetAside[]> => (await backend.all('aside')).map(({ value }) => value as SetAside);
  const store: DrillStore = {
    list: async () => (await readAll(backend, 'drills')).map(withLastInstant).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
    async get(id) {
      const drill = await readOne(backend, 'drills', id);
      return drill && withLastInstant(drill);
    },
    put: (drill) => put('drills', [drill]),
    async delete(id) {
      forgetInstant(id);
      const drafts = (await backend.all('drafts')).filter(({ key }) => key.startsWith(`${id}/`));
      await backend.write([
        { store: 'drills', key: id, value: undefined },
        { store: 'postmortems', key: id, value: undefined },
        ...drafts.map(({ key }): Change => ({ store: 'drafts', key, value: undefined })),
      ]);
    },

    results: async () => (await readAll(backend, 'results')).sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1)),
    putResult: (result) => put('results', [result]),

    cards: () => readAll(backend, 'cards'),
    async addCards(cards) {
      const known = new Map((await readAll(backend, 'cards')).map((card) => [card.id, card]));
      await put(
        'cards',
        cards.map((card) => ({ ...card, schedule: known.get(card.id)?.schedule ?? card.schedule })),
      );
    },
    putCards: (cards) => put('cards', cards),
    deleteCard: (key) => backend.write([{ store: 'cards', key, value: undefined }]),

    postMortems: () => readAll(backend, 'postmortems'),
    postMortem: (drillId) => readOne(backend, 'postmortems', drillId),
    putPostMortem: (postMortem) => put('postmortems', [postMortem]),

    drafts: async (drillId) => (await readAll(backend, 'drafts')).filter((draft) => draft.drillId === drillId),
    putDraft: (draft) => put('drafts', [draft]),
    deleteDraft: (drillId, field) => backend.write([{ store: 'drafts', key: `${drillId}/${field}`, value: undefined }]),

    async preference(name) {
      const preference = await readOne(backend, 'preferences', name);
      return preference === undefined ? undefined : parsedOr(preference.text);
    },
    setPreference: (name, value) => put('preferences', [{ version: 1, name, text: JSON.stringify(value) }]),

    setAside: aside,
    forgetSetAside: async () => backend.write((await backend.all('aside')).map(({ key }) => ({ store: 'aside', key, value: undefined }))),

    async exportAll() {
      const [drills, results, cards, postMortems, drafts, preferences] = await Promise.all([
        readAll(backend, 'drills'),
        readAll(backend, 'results'),
        readAll(backend, 'cards'),
        readAll(backend, 'postmortems'),
        readAll(backend, 'drafts'),
        readAll(backend, 'preferences'),
      ]);
      return {
        format: 'faultline-learner',
        version: 1,
        exportedAt: new Date().toISOString(),
        drills: drills.map(withLastInstant),
        results,
        cards,
        postMortems,
        drafts,
        preferences,
      };
    },
    async importAll(file) {
      const { changes, counts } = changesOf(await store.exportAll(), file);
      await backend.write(changes);
      return counts;
    },
    async deleteAll() {
      const notes = allNotes();
      const records = (
        await Promise.all(STORES.map(async (name) => (await backend.all(name)).map((record): Change => ({ store: name, ...record }))))
      ).flat();
      await backend.write(records.map((record) => ({ ...record, value: undefined })));
      forgetNotes();
      return async () => {
        await backend.write(records);
        restoreNotes(notes);
      };
    },
  };
  return store;
}

function withLastInstant(drill: SavedDrill): SavedDrill {
  const remembered = rememberedInstant(drill.id);
  return remembered > drill.untilUs ? { ...drill, untilUs: remembered } : drill;
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
