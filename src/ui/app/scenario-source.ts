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
  /** Minutes of story time; undefined when the file does not say. */
  lengthMinutes: number | undefined;
  startsAt: string;
  tags: string[];
  /** Names of what the scenario runs on, by kind. */
  systems: { services: string[]; pools: string[]; databases: string[]; providers: string[] };
  /** It is played at consoles, each as it was and safe. */
  consoles: boolean;
  proof: ProofState;
  /** Set when the file cannot be read: the card then says so instead of hiding it. */
  problem: string | undefined;
}

/**
 * What the proof beside a scenario says of the file as it is now. `stale`: it is the proof of another version of the scenario or the engine;
 * `failed`: claims did not hold; `none`: there is no proof, or nobody can tell what it is of.
 */
export type ProofState = { state: 'proved'; seeds: number } | { state: 'stale' | 'failed' | 'none' };

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
    .sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || a.difficulty - b.difficulty || (a.title < b.title ? -1 : 1));
}

/** The drill that somebody who has never seen the room is sent to. */
export const isFirst = ({ tags }: ScenarioCardData): boolean => tags.includes('first drill');

/** Lenient on purpose: the strict schema runs in the worker when the drill opens, with every problem and its line. */
function cardOf(slug: string, read: () => unknown): ScenarioCardData {
  const card: ScenarioCardData = {
    slug,
    title: slug,
    summary: '',
    objectives: [],
    difficulty: 1,
    lengthText: '',
    lengthMinutes: undefined,
    startsAt: '',
    tags: [],
    systems: { services: [], pools: [], databases: [], providers: [] },
    consoles: false,
    proof: { state: 'none' },
    problem: undefined,
  };
  try {
    const file = read() as {
      meta?: Record<string, unknown>;
      world?: Record<string, unknown>;
      consoles?: unknown;
      proofStamp?: unknown;
      now?: unknown;
    };
    const { meta = {}, world = {}, consoles } = file;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    const texts = (value: unknown) => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);
    const names = (value: unknown) => (typeof value === 'object' && value !== null ? Object.keys(value) : []);
    return {
      ...card,
      title: text(meta['title']) || slug,
      summary: text(meta['summary']),
      objectives: texts(meta['objectives']),
      difficulty: typeof meta['difficulty'] === 'number' ? meta['difficulty'] : 1,
      lengthText: lengthWords(text(meta['length'])),
      lengthMinutes: minutesOf(text(meta['length'])),
      startsAt: text(meta['startsAt']),
      tags: texts(meta['tags']),
      systems: {
        services: names(world['services']),
        pools: names(world['pools']),
        databases: names(world['databases']),
        providers: names(world['providers']),
      },
      consoles: consoles !== undefined,
      proof: proofState(file.proofStamp, file.now),
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

function minutesOf(text: string): number | undefined {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(text);
  return text === '' || parts === null ? undefined : Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0);
}

/**
 * @param stamp `expected/proof.json` as it lies beside the scenario
 * @param now hash of the scenario and version of the engine in this build
 */
export function proofState(stamp: unknown, now: unknown): ProofState {
  const { scenarioHash, engineVersion, seeds, proved } = (stamp ?? {}) as Record<string, unknown>;
  const current = (now ?? {}) as Record<string, unknown>;
  if (typeof scenarioHash !== 'string' || typeof current['scenarioHash'] !== 'string') return { state: 'none' };
  if (scenarioHash !== current['scenarioHash'] || engineVersion !== current['engineVersion']) return { state: 'stale' };
  if (proved !== true) return { state: 'failed' };
  return { state: 'proved', seeds: typeof seeds === 'number' ? seeds : 0 };
}
