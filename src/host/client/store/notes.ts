// The few things that must be written at once because the page is closing and cannot wait for a database.

export const NOTE_PREFIX = 'faultline/';

const INSTANT = `${NOTE_PREFIX}instant/`;
const DRAFT = `${NOTE_PREFIX}draft/`;

const storage = (): Storage | undefined => {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined; // refused by the browser
  }
};

function write(key: string, text: string): void {
  try {
    storage()?.setItem(key, text);
  } catch {
    // Full: what was saved before in the database is then the last that is known.
  }
}

/** Remembers how far a drill was played. */
export const rememberInstant = (id: string, untilUs: number): void => write(INSTANT + id, String(untilUs));
export const rememberedInstant = (id: string): number => Number(storage()?.getItem(INSTANT + id) ?? 0);
export const forgetInstant = (id: string): void => storage()?.removeItem(INSTANT + id);

/** Remembers a half-written text until the database has it. */
export const rememberDraft = (drillId: string, field: string, text: string): void => write(`${DRAFT}${drillId}/${field}`, text);
export const forgetDraft = (drillId: string, field: string): void => storage()?.removeItem(`${DRAFT}${drillId}/${field}`);
export function rememberedDrafts(drillId: string): { field: string; text: string }[] {
  const prefix = `${DRAFT}${drillId}/`;
  return keysOf()
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ field: key.slice(prefix.length), text: storage()?.getItem(key) ?? '' }));
}

/** Everything Faultline noted outside the database, choices of the theme among it. */
export const allNotes = (): { key: string; text: string }[] =>
  keysOf()
    .filter((key) => key.startsWith(NOTE_PREFIX))
    .map((key) => ({ key, text: storage()?.getItem(key) ?? '' }));
export function forgetNotes(): void {
  for (const { key } of allNotes()) storage()?.removeItem(key);
}
export function restoreNotes(notes: readonly { key: string; text: string }[]): void {
  for (const { key, text } of notes) write(key, text);
}

const keysOf = (): string[] => Object.keys(storage() ?? {});
