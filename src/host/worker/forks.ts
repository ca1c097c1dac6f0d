// A thread of a pool for forks: it holds a drill's inputs and, seed by seed, the past that its runs share; no drill of its own.
import { SeedForks } from '../../authority/index.ts';
import type { ForkEdit, JournalEntry, Scenario, Seed, SeedFork, SimTimeUs } from '../../schema/index.ts';

/** Pasts of so many seeds are kept; a past holds one state of the world, a few megabytes at most. */
const SEEDS_KEPT_MAX = 32;

export class ForkThread {
  readonly #scenario: Scenario;
  readonly #seed: Seed;
  readonly #journal: readonly JournalEntry[];
  /** By number of the seed; the one used last is last. */
  readonly #seeds = new Map<number, SeedForks>();

  constructor(scenario: Scenario, seed: Seed, journal: readonly JournalEntry[]) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#journal = journal;
  }

  run({ edit, index, untilUs, ownToo }: { edit: ForkEdit; index: number; untilUs: SimTimeUs; ownToo: boolean }): SeedFork {
    const forks = this.#seeds.get(index) ?? new SeedForks(this.#scenario, seedOf(this.#seed, index), this.#journal);
    this.#seeds.delete(index);
    this.#seeds.set(index, forks);
    const oldest = this.#seeds.keys().next();
    if (this.#seeds.size > SEEDS_KEPT_MAX && oldest.done !== true) this.#seeds.delete(oldest.value);
    const { own, fork } = forks.run(edit, untilUs, ownToo);
    return { index, own, fork: fork.curve, problems: fork.problems };
  }
}

/** The drill's own seed, and others derived from it by number. */
export const seedOf = (seed: Seed, index: number): Seed => (index === 0 ? seed : `${seed.slice(0, 34)}-f${index}`);
