// Which cards of the library are shown. Pure.
import type { ScenarioCardData } from '../app/scenario-source.ts';

export interface Filter {
  text: string;
  difficulty: 'any' | '1' | '2' | '3' | '4' | '5';
  length: 'any' | 'short' | 'medium' | 'long';
  tag: string;
  played: 'any' | 'played' | 'new';
  proved: boolean;
}

export const NO_FILTER: Filter = { text: '', difficulty: 'any', length: 'any', tag: 'any', played: 'any', proved: false };

/** Minutes of story time. */
const LENGTHS: Readonly<Record<Filter['length'], readonly [number, number]>> = {
  any: [0, Number.POSITIVE_INFINITY],
  short: [0, 30],
  medium: [30, 60],
  long: [60, Number.POSITIVE_INFINITY],
};

/** Every word has to be in the title, the text, the objectives, the tags or the names of its systems. */
export function shownCards(cards: readonly ScenarioCardData[], filter: Filter, played: ReadonlySet<string>): ScenarioCardData[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const [from, to] = LENGTHS[filter.length];
  return cards.filter((card) => {
    const minutes = card.lengthMinutes;
    return (
      (words.length === 0 || words.every((word) => textOf(card).includes(word))) &&
      (filter.difficulty === 'any' || levelOf(card) === Number(filter.difficulty)) &&
      (filter.length === 'any' || (minutes !== undefined && minutes > from && minutes <= to)) &&
      (filter.tag === 'any' || card.tags.includes(filter.tag)) &&
      (filter.played === 'any' || played.has(card.slug) === (filter.played === 'played')) &&
      (!filter.proved || card.proof.state === 'proved')
    );
  });
}

export const levelOf = ({ difficulty }: ScenarioCardData): number => Math.max(1, Math.min(5, Math.round(difficulty)));

export const isFiltered = (filter: Filter): boolean => JSON.stringify(filter) !== JSON.stringify(NO_FILTER);

export const tagsOf = (cards: readonly ScenarioCardData[]): string[] => [...new Set(cards.flatMap(({ tags }) => tags))].sort();

const textOf = ({ title, summary, objectives, tags, systems }: ScenarioCardData): string =>
  [title, summary, ...objectives, ...tags, ...systems.services, ...systems.pools, ...systems.databases, ...systems.providers]
    .join(' ')
    .toLowerCase();
