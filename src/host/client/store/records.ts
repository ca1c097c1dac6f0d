// What a stored value must be before anybody uses it: checked by its schema, and set aside with a reason when it is something else.
import type { Draft, DrillResult, LearningCard, PostMortem, Preference, SavedDrill } from '../../../schema/index.ts';
import type { Backend, StoreName } from './backend.ts';

export interface Records {
  drills: SavedDrill;
  results: DrillResult;
  cards: LearningCard;
  postmortems: PostMortem;
  drafts: Draft;
  preferences: Preference;
}
export type RecordStore = keyof Records;

/** A record that could not be read: kept as it was, out of the way. */
export interface SetAside {
  version: 1;
  store: StoreName;
  key: string;
  problem: string;
  setAsideAt: string;
  value: unknown;
}

/** The newest version of each record that this code can read. */
const VERSION = 1;

export const keyOf = {
  drills: (drill: SavedDrill) => drill.id,
  results: (result: DrillResult) => result.id,
  cards: (card: LearningCard) => card.id,
  postmortems: (postMortem: PostMortem) => postMortem.drillId,
  drafts: (draft: Draft) => `${draft.drillId}/${draft.field}`,
  preferences: (preference: Preference) => preference.name,
} satisfies { [K in RecordStore]: (record: Records[K]) => string };

export type Checked<T> = { ok: true; record: T } | { ok: false; newer: boolean; problem: string };

/** The schemas are loaded when something is first read, not with the page. */
export async function checker<K extends RecordStore>(store: K): Promise<(key: string, value: unknown) => Checked<Records[K]>> {
  const schema = await import('../../../schema/index.ts');
  const schemas = {
    drills: schema.SavedDrillSchema,
    results: schema.DrillResultSchema,
    cards: schema.LearningCardSchema,
    postmortems: schema.PostMortemSchema,
    drafts: schema.DraftSchema,
    preferences: schema.PreferenceSchema,
  };
  return (key, value) => {
    const version = typeof value === 'object' && value !== null ? (value as { version?: unknown }).version : undefined;
    if (typeof version === 'number' && version > VERSION)
      return { ok: false, newer: true, problem: `It was written by a newer version of Faultline (record version ${version}).` };
    const parsed = schemas[store].safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue === undefined || issue.path.length === 0 ? 'the record' : issue.path.join('.');
      return { ok: false, newer: false, problem: `${where}: ${issue?.message ?? 'not readable'}` };
    }
    const record = parsed.data as Records[K];
    // A record under a key that is not its own would be written twice.
    if ((keyOf[store] as (record: Records[K]) => string)(record) !== key)
      return { ok: false, newer: false, problem: 'It lies under the name of another record.' };
    return { ok: true, record };
  };
}

/** The readable ones of a store. Damaged ones are moved aside; newer ones stay where they are, for the version that can read them. */
export async function readAll<K extends RecordStore>(backend: Backend, store: K): Promise<Records[K][]> {
  const raw = await backend.all(store);
  if (raw.length === 0) return [];
  const check = await checker(store);
  const records: Records[K][] = [];
  for (const { key, value } of raw) {
    const checked = check(key, value);
    if (checked.ok) records.push(checked.record);
    else if (!checked.newer) await setAside(backend, store, key, value, checked.problem);
  }
  return records;
}

export async function readOne<K extends RecordStore>(backend: Backend, store: K, key: string): Promise<Records[K] | undefined> {
  const value = await backend.get(store, key);
  if (value === undefined) return undefined;
  const checked = (await checker(store))(key, value);
  if (checked.ok) return checked.record;
  if (!checked.newer) await setAside(backend, store, key, value, checked.problem);
  return undefined;
}

async function setAside(backend: Backend, store: StoreName, key: string, value: unknown, problem: string): Promise<void> {
  const record: SetAside = { version: 1, store, key, problem, setAsideAt: new Date().toISOString(), value };
  try {
    await backend.write([
      { store: 'aside', key: `${store}/${key}`, value: record },
      { store, key, value: undefined },
    ]);
  } catch (error) {
    // A full disk must not keep anybody from the records that are well: the next reading tries again.
    reportError(error);
  }
}
