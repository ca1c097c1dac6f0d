// Own data leaving and coming back: what of a file is newer than what is here. Pure, so that a mistake in it can be tested without a browser.
import type { LearnerFile, LearningCard } from '../../../schema/index.ts';
import type { Change } from './backend.ts';
import { keyOf, type RecordStore, type Records } from './records.ts';

/** How many records of a file were taken, and how many were already here or older than what is. */
export interface ImportCounts {
  taken: Record<RecordStore, number>;
  kept: number;
}

/** Of two versions of a record the greater stays. */
const LATER: { [K in RecordStore]: (record: Records[K]) => string } = {
  drills: (drill) => drill.updatedAt,
  results: (result) => result.finishedAt,
  cards: (card) => `${String(card.schedule.reviews).padStart(8, '0')} ${lastReview(card)}`,
  postmortems: (postMortem) => postMortem.updatedAt,
  drafts: (draft) => draft.updatedAt,
  // Choices of the browser one sits at win over imported ones.
  preferences: () => '',
};
const lastReview = (card: LearningCard): string => card.schedule.lastReviewAt ?? '';

export function changesOf(own: LearnerFile, file: LearnerFile): { changes: Change[]; counts: ImportCounts } {
  const counts: ImportCounts = {
    taken: { drills: 0, results: 0, cards: 0, postmortems: 0, drafts: 0, preferences: 0 },
    kept: 0,
  };
  const changes: Change[] = [];
  const add = <K extends RecordStore>(store: K, here: readonly Records[K][], there: readonly Records[K][]): void => {
    const key = keyOf[store] as (record: Records[K]) => string;
    const later = LATER[store] as (record: Records[K]) => string;
    const known = new Map(here.map((record) => [key(record), later(record)]));
    for (const record of there) {
      const current = known.get(key(record));
      if (current !== undefined && current >= later(record)) {
        counts.kept += 1;
        continue;
      }
      known.set(key(record), later(record));
      changes.push({ store, key: key(record), value: record });
      counts.taken[store] += 1;
    }
  };
  add('drills', own.drills, file.drills);
  add('results', own.results, file.results);
  add('cards', own.cards, file.cards);
  add('postmortems', own.postMortems, file.postMortems);
  add('drafts', own.drafts, file.drafts);
  add('preferences', own.preferences, file.preferences);
  return { changes, counts };
}
