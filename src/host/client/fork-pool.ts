// "What if" over several seeds on several threads, so that the drill's own thread stays free: on each seed the drill's own journal and the
// edited one meet the same arrivals, and what is left is the difference that the edit makes. Seeds that are known are not run again, and
// the drill's own runs serve every fork. Entries keep their times of the clock, also where the page comes at another time.
import {
  FORK_WINDOW_US,
  type ForkEdit,
  type ForkProgress,
  type ForkRequest,
  type ForkResult,
  type HarmCurve,
  type ScenarioBundle,
  type SeedFork,
  type SimTimeUs,
} from '../../schema/index.ts';
import { cutAt, type ForkedDrill, mergeForks, windowOf } from './fork-merge.ts';
import { DrillPort, type WorkerLike } from './port.ts';

export type ForkListener = (ratio: number, text: string, state: ForkProgress) => void;

export interface ForkPoolOptions extends ForkedDrill {
  startWorker: () => WorkerLike;
  bundle: ScenarioBundle;
  seed: string;
  /** Somebody's run to look at; any other drill must have submitted its review. */
  readOnly: boolean;
  /** Default: one for each core, at most eight. */
  threads?: number;
}

const THREADS_MAX = 8;

interface Job {
  edit: ForkEdit;
  index: number;
  untilUs: SimTimeUs;
  ownToo: boolean;
}
type Known = Pick<SeedFork, 'fork' | 'problems'>;
interface Thread {
  port: DrillPort;
  opened: Promise<unknown>;
  /** Seeds whose past it keeps. */
  seeds: Set<number>;
}

export class ForkPool {
  readonly #options: ForkPoolOptions;
  /** By number of the seed, the longest known. */
  readonly #own = new Map<number, HarmCurve>();
  /** By edit and end, then by number of the seed. */
  readonly #forks = new Map<string, Map<number, Known>>();
  #threads: Thread[] = [];
  /** One fork at a time: two would share the same cores. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ForkPoolOptions) {
    this.#options = options;
  }

  /**
   * Runs what is not known of a fork and merges it with what is.
   * @param signal ends the threads at once; what was run until then stays known
   * @throws the signal's reason when it was cancelled
   */
  run(fork: ForkRequest, progress?: ForkListener, signal?: AbortSignal): Promise<ForkResult> {
    const result = this.#last.then(() => this.#run(fork, progress, signal));
    this.#last = result.catch(() => undefined);
    // Whoever still waits for another fork to end leaves at once.
    return orAborted(result, signal);
  }

  /** Ends the threads. */
  close(): void {
    for (const { port } of this.#threads.splice(0)) port.close();
  }

  async #run({ label, edit, seeds, windowUs = FORK_WINDOW_US }: ForkRequest, progress?: ForkListener, signal?: AbortSignal) {
    signal?.throwIfAborted();
    const window = windowOf(edit, windowUs, this.#options);
    const { untilUs } = window;
    const key = JSON.stringify([edit, untilUs]);
    const known = this.#forks.get(key) ?? new Map<number, Known>();
    this.#forks.set(key, known);
    const jobs: Job[] = [];
    for (let index = 0; index < seeds; index += 1) {
      const ownToo = this.#ownUntil(index, untilUs) === undefined;
      if (ownToo || !known.has(index)) jobs.push({ edit, index, untilUs, ownToo });
    }
    const say = progressOf(label, seeds, jobs.length, progress);
    await this.#work(jobs, signal, ({ index, own, fork, problems }) => {
      if (own !== undefined && (this.#own.get(index)?.atUs.length ?? 0) < own.atUs.length) this.#own.set(index, own);
      known.set(index, { fork, problems });
      say();
    });
    const runs = Array.from({ length: seeds }, (_, index) => ({ ...known.get(index)!, own: this.#ownUntil(index, untilUs)! }));
    return mergeForks({ label, edit, ...window, runs });
  }

  #ownUntil(index: number, untilUs: SimTimeUs): HarmCurve | undefined {
    const own = this.#own.get(index);
    return own === undefined ? undefined : cutAt(own, untilUs);
  }

  /** Every thread takes the next job when it is done with one. */
  async #work(jobs: Job[], signal: AbortSignal | undefined, done: (run: SeedFork) => void): Promise<void> {
    const waiting = [...jobs];
    const threads = this.#threadsFor(jobs.length);
    try {
      const work = threads.map(async (thread) => {
        await thread.opened;
        for (let job = this.#nextFor(thread, waiting); job !== undefined; job = this.#nextFor(thread, waiting)) {
          thread.seeds.add(job.index);
          done((await thread.port.request({ type: 'fork-seed', ...job })).run);
        }
      });
      await orAborted(Promise.all(work), signal);
    } catch (error) {
      // A thread in the middle of a run cannot be told to stop; the next fork starts new ones.
      this.close();
      throw error;
    }
  }

  /** A seed whose past this thread keeps, else one that no thread has met, else any. */
  #nextFor(thread: Thread, waiting: Job[]): Job | undefined {
    const own = waiting.findIndex(({ index }) => thread.seeds.has(index));
    const free = waiting.findIndex(({ index }) => !this.#threads.some(({ seeds }) => seeds.has(index)));
    return waiting.splice(own >= 0 ? own : Math.max(0, free), 1)[0];
  }

  #threadsFor(jobs: number): Thread[] {
    const { threads = Math.min(THREADS_MAX, globalThis.navigator?.hardwareConcurrency ?? 2) } = this.#options;
    while (this.#threads.length < Math.min(threads, jobs)) this.#threads.push(this.#startThread());
    return this.#threads;
  }

  #startThread(): Thread {
    const { startWorker, bundle, seed, journal, readOnly } = this.#options;
    const port = new DrillPort(startWorker());
    return { port, opened: port.request({ type: 'fork-open', bundle, seed, journal: [...journal], readOnly }), seeds: new Set() };
  }
}

/** What the promise gives, unless the signal comes first: then its reason is thrown. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let end = () => {};
  const aborted = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Says at once how much is known already, then after each seed; the time left is a guess from the seeds run in this request. */
function progressOf(label: string, seeds: number, jobs: number, progress: ForkListener | undefined): () => void {
  const startedMs = performance.now();
  let seedsDone = seeds - jobs;
  const say = (): void => {
    const run = seedsDone - (seeds - jobs);
    const leftMs = run === 0 ? undefined : ((performance.now() - startedMs) / run) * (seeds - seedsDone);
    const left = leftMs === undefined || seedsDone === seeds ? '' : `, about ${Math.ceil(leftMs / 1000)} s left`;
    progress?.(seedsDone / seeds, `${label}: ${seedsDone} of ${seeds} seeds${left}`, { seedsDone, seeds, leftMs });
  };
  say();
  return () => {
    seedsDone += 1;
    say();
  };
}
