// The scenarios this build carries, by folder. Cards read only `meta`; a folder's other files are loaded when its drill opens.
import type { ScenarioBundle } from '../../schema/index.ts';

/** Lazily loaded text files by path, as `import.meta.glob` gives them. */
export type FileLoaders = Record<string, () => Promise<string>>;

export interface ScenarioCardData {
  slug: string;
  title: string;
  summary: string;
  objectives: string[];
  difficulty: number;
  lengthText: string;
  startsAt: string;
  tags: string[];
  /** Set when the file cannot be read: the card then says so instead of hiding it. */
  problem: string | undefined;
}

export interface ScenarioSource {
  cards(): Promise<ScenarioCardData[]>;
  bundle(slug: string): Promise<ScenarioBundle | undefined>;
}

/** Scenarios with this tag measure the engine and are not meant to be played. */
const HIDDEN_TAG = 'bench';

/**
 * @param loaders every file of every scenario; they may be sealed, as only the worker reads them
 * @param cards scenario files of which only what a card shows is left; default: the files themselves
 */
export function scenarioSource(loaders: FileLoaders, cards: FileLoaders = loaders): ScenarioSource {
  const bySlug = byFolder(loaders);
  const cardsBySlug = byFolder(cards);
  let read: Promise<ScenarioCardData[]> | undefined;
  return {
    cards() {
      read ??= readCards(cardsBySlug);
      return read;
    },
    async bundle(slug) {
      const folder = bySlug.get(slug);
      if (folder === undefined) return undefined;
      const files = await Promise.all([...folder].map(async ([path, load]) => [path, await load()] as const));
      return { slug, files: Object.fromEntries(files) };
    },
  };
}

function byFolder(loaders: FileLoaders): Map<string, Map<string, () => Promise<string>>> {
  const bySlug = new Map<string, Map<string, () => Promise<string>>>();
  for (const [path, load] of Object.entries(loaders)) {
    const match = /(?:^|\/)scenarios\/([^/]+)\/(.+)$/.exec(path);
    if (match === null || match[1] === undefined || match[2] === undefined) continue;
    const folder = bySlug.get(match[1]) ?? new Map<string, () => Promise<string>>();
    bySlug.set(match[1], folder.set(match[2], load));
  }
  return bySlug;
}

async function readCards(bySlug: ReadonlyMap<string, ReadonlyMap<string, () => Promise<string>>>): Promise<ScenarioCardData[]> {
  const { parse } = await import('yaml');
  const cards = await Promise.all(
    [...bySlug].flatMap(([slug, folder]) => {
      const load = folder.get('scenario.yaml');
      return load === undefined ? [] : [load().then((text) => cardOf(slug, () => parse(text, { maxAliasCount: 0 }) as unknown))];
    }),
  );
  return cards
    .filter((card) => !card.tags.includes(HIDDEN_TAG))
    .sort((a, b) => a.difficulty - b.difficulty || (a.title < b.title ? -1 : 1));
}

/** Lenient on purpose: the strict schema runs in the worker when the drill opens, with every problem and its line. */
function cardOf(slug: string, read: () => unknown): ScenarioCardData {
  const card: ScenarioCardData = {
    slug,
    title: slug,
    summary: '',
    objectives: [],
    difficulty: 1,
    lengthText: '',
    startsAt: '',
    tags: [],
    problem: undefined,
  };
  try {
    const meta = (read() as { meta?: Record<string, unknown> }).meta ?? {};
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    const texts = (value: unknown) => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);
    return {
      ...card,
      title: text(meta['title']) || slug,
      summary: text(meta['summary']),
      objectives: texts(meta['objectives']),
      difficulty: typeof meta['difficulty'] === 'number' ? meta['difficulty'] : 1,
      lengthText: lengthWords(text(meta['length'])),
      startsAt: text(meta['startsAt']),
      tags: texts(meta['tags']),
    };
  } catch (error) {
    return { ...card, problem: error instanceof Error ? error.message : String(error) };
  }
}

const lengthWords = (text: string): string =>
  text
    .replace(/(\d+)h/, '$1 h ')
    .replace(/(\d+)m$/, '$1 min')
    .trim();
