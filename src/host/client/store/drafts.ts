// Half-written texts: at hand at once, in the database soon after, and noted synchronously when the page closes in between.
import type { DrillStore } from './drill-store.ts';
import { forgetDraft, rememberDraft, rememberedDrafts } from './notes.ts';

const WRITE_AFTER_MS = 400;
/** As the schema has it; a longer text stays on the screen but is not kept. */
const LENGTH_MAX = 50_000;
/** Noted for a draft that was recorded while the database could not be waited for. No JSON is empty. */
const FORGOTTEN = '';

const nothing = (): void => {};

const boxes = new WeakMap<DrillStore, DraftBox>();

/** The drafts of a store; every caller gets the same. */
export function draftsOf(store: DrillStore): DraftBox {
  const known = boxes.get(store) ?? new DraftBox(store);
  boxes.set(store, known);
  return known;
}

/** Deletes everything in the store, what is being typed too, and returns the way back. */
export const deleteEverything = (store: DrillStore): Promise<() => Promise<void>> => draftsOf(store).forgetAfter(() => store.deleteAll());

export class DraftBox {
  readonly #store: DrillStore;
  readonly #texts = new Map<string, string>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #dirty = new Map<string, { drillId: string; field: string }>();
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: DrillStore) {
    this.#store = store;
    globalThis.addEventListener?.('pagehide', this.#onPageHide);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads what was kept for a drill; what was typed meanwhile stays. */
  load(drillId: string): Promise<void> {
    const known = this.#loading.get(drillId) ?? this.#load(drillId);
    this.#loading.set(drillId, known);
    return known;
  }

  get(drillId: string, field: string): string | undefined {
    return this.#texts.get(`${drillId}/${field}`);
  }

  /** `undefined` forgets the draft: it was recorded, or emptied. */
  set(drillId: string, field: string, text: string | undefined): void {
    const key = `${drillId}/${field}`;
    if (text === undefined) this.#texts.delete(key);
    else this.#texts.set(key, text);
    this.#dirty.set(key, { drillId, field });
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS);
    this.#tell();
  }

  /** Resolves when everything typed so far is in the database, or could not be written. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const dirty = [...this.#dirty.entries()];
    this.#dirty.clear();
    this.#writing = this.#writing.then(async () => {
      for (const [key, { drillId, field }] of dirty) {
        const text = this.#texts.get(key);
        try {
          if (text === undefined) await this.#store.deleteDraft(drillId, field);
          else if (text.length <= LENGTH_MAX)
            await this.#store.putDraft({ version: 1, drillId, field, text, updatedAt: new Date().toISOString() });
          if (!this.#dirty.has(key)) forgetDraft(drillId, field);
        } catch {
          // The session says that saving fails; the text is still on the screen, and is noted when the page closes.
          this.#dirty.set(key, { drillId, field });
        }
      }
    });
    return this.#writing;
  }

  /** Runs `work` once everything typed is in the database, and knows of no text afterwards: no later write brings one back. */
  async forgetAfter<T>(work: () => Promise<T>): Promise<T> {
    const done = this.flush().then(work);
    this.#writing = done.then(nothing, nothing);
    const result = await done;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#dirty.clear();
    this.#texts.clear();
    this.#loading.clear();
    this.#tell();
    return result;
  }

  async #load(drillId: string): Promise<void> {
    const drafts = await this.#store.drafts(drillId).catch(() => []);
    for (const { field, text } of drafts) this.#take(drillId, field, text);
    // Noted when the page closed before the database had it: newer, and still to be written.
    for (const { field, text } of rememberedDrafts(drillId))
      if (this.#take(drillId, field, text === FORGOTTEN ? undefined : text)) this.#dirty.set(`${drillId}/${field}`, { drillId, field });
    if (this.#dirty.size > 0) this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS);
    this.#tell();
  }

  /** False when something was typed meanwhile, which is newer. */
  #take(drillId: string, field: string, text: string | undefined): boolean {
    const key = `${drillId}/${field}`;
    if (this.#dirty.has(key)) return false;
    if (text === undefined) this.#texts.delete(key);
    else this.#texts.set(key, text);
    return true;
  }

  readonly #onPageHide = (): void => {
    for (const [key, { drillId, field }] of this.#dirty) {
      rememberDraft(drillId, field, this.#texts.get(key) ?? FORGOTTEN);
    }
    void this.flush();
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
