// One drill as the page sees it: the latest view, requests as promises, and saving on every accepted entry.
// Holds no copy of the world and never advances it; the journal kept here is only what storage needs.
import type {
  ComparisonRun,
  ConsoleDebrief,
  DrillView,
  EntryDraft,
  Exemplar,
  ForkRequest,
  ForkResult,
  HostResponse,
  JournalEntry,
  LogFilter,
  LogIndex,
  LogPage,
  LookResult,
  QueryProblem,
  RunFile,
  SavedDrill,
  ScenarioBundle,
  Scorecard,
} from '../../schema/index.ts';
import { type Claim, claimDrill } from './claim.ts';
import type { ForkListener, ForkPool } from './fork-pool.ts';
import { Pacer } from './pacer.ts';
import { DrillPort, type Progress, type WorkerLike } from './port.ts';
import type { DrillStore } from './store/drill-store.ts';
import { rememberInstant } from './store/notes.ts';
import { resultOf } from './store/result-of.ts';

export type Appended = Extract<HostResponse, { type: 'appended' }>;
export type ChartReply = Extract<HostResponse, { type: 'chart' }>;

/** An immutable picture of the session, replaced on every change, so that views can compare by identity. */
export interface SessionState {
  /** What to show: the live view, or the one at the instant that is being replayed. */
  view: DrillView;
  live: DrillView;
  /** The instant shown while looking back, else undefined. */
  replayAtUs: number | undefined;
  /** Set when the drill cannot go on: our mistake. */
  stopped: string | undefined;
  /** Set when the browser refused to save. */
  saveProblem: string | undefined;
  /** Another tab plays this drill and this one only shows it; `freed` once the other has closed it. */
  elsewhere: 'playing' | 'freed' | undefined;
}

export interface OpenOptions {
  worker: WorkerLike;
  /** Starts more threads of the same kind, for forks. */
  startWorker?: (() => WorkerLike) | undefined;
  store: DrillStore;
  bundle: ScenarioBundle;
  id: string;
  seed: string;
  /** A saved drill to go on with. */
  saved?: SavedDrill | undefined;
  /** Someone else's run to look at: never saved. */
  run?: RunFile | undefined;
  progress?: Progress | undefined;
}

const SAVE_INSTANT_EVERY_MS = 5_000;

export class DrillSession {
  readonly id: string;
  readonly bundle: ScenarioBundle;
  readonly seed: string;
  readonly readOnly: boolean;
  /** The run file this session shows, when it shows one. */
  readonly run: RunFile | undefined;
  readonly #port: DrillPort;
  readonly #store: DrillStore;
  readonly #listeners = new Set<() => void>();
  readonly #journal: JournalEntry[];
  readonly #closing: (() => void)[] = [];
  readonly #createdAt: string;
  readonly #claim: Claim | undefined;
  readonly #startWorker: (() => WorkerLike) | undefined;
  /** Loaded with the first fork. */
  #forks: Promise<ForkPool> | undefined;
  #score: SavedDrill['score'];
  #verdict: Promise<{ ok: boolean; reason: string }> | undefined;
  #state: SessionState;
  /** Views come four times a second and with every entry; a page that draws more slowly skips some. */
  readonly #pacer = new Pacer(() => this.#tell());
  #lastSaveMs = 0;
  #saving: Promise<void> = Promise.resolve();
  #closed = false;

  /** Opens a fresh drill, a saved one, or a run file, in a worker of its own. */
  static async open(options: OpenOptions): Promise<DrillSession> {
    const claim = options.run === undefined ? await claimDrill(options.id) : undefined;
    const port = new DrillPort(options.worker);
    const inputs = options.run ?? options.saved;
    const request = {
      type: 'open' as const,
      bundle: options.bundle,
      seed: options.seed,
      ...(inputs === undefined ? {} : { journal: inputs.journal, untilUs: inputs.untilUs }),
      readOnly: options.run !== undefined,
    };
    const crashed = new Promise<never>((_, reject) => port.onCrash(reject));
    try {
      const { view } = await Promise.race([port.request(request, options.progress), crashed]);
      if (options.saved !== undefined && options.saved.scenarioHash !== view.scenario.hash)
        throw new Error(
          'The scenario has changed since this drill was saved, so what you did would meet another world. The saved drill is kept; start a new one to play the changed scenario.',
        );
      return new DrillSession(options, port, view, claim);
    } catch (error) {
      claim?.release();
      port.close();
      throw error;
    }
  }

  private constructor(options: OpenOptions, port: DrillPort, view: DrillView, claim: Claim | undefined) {
    this.id = options.id;
    this.bundle = options.bundle;
    this.seed = options.seed;
    this.run = options.run;
    this.readOnly = options.run !== undefined;
    this.#port = port;
    this.#startWorker = options.startWorker;
    this.#store = options.store;
    this.#journal = [...(options.run?.journal ?? options.saved?.journal ?? [])];
    this.#createdAt = options.saved?.createdAt ?? new Date().toISOString();
    this.#score = options.saved?.score;
    this.#claim = claim;
    const elsewhere = claim?.held === false ? 'playing' : undefined;
    this.#state = { view, live: view, replayAtUs: undefined, stopped: undefined, saveProblem: undefined, elsewhere };
    void claim?.freed.then(() => this.#set({ elsewhere: 'freed' }));
    port.onPush((push) => {
      if (push.type === 'view') {
        this.#state = { ...this.#state, live: push.view, ...(this.#state.replayAtUs === undefined ? { view: push.view } : {}) };
        this.#pacer.announce();
      }
      if (push.type === 'view' && performance.now() - this.#lastSaveMs > SAVE_INSTANT_EVERY_MS) void this.save();
      if (push.type === 'entries') {
        this.#journal.push(...push.entries);
        void this.save();
      }
    });
    port.onCrash((error) => this.#set({ stopped: error.message }));
    globalThis.addEventListener?.('pagehide', this.#onPageHide);
    globalThis.addEventListener?.('pageshow', this.#onPageShow);
  }

  readonly getState = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }

  append(draft: EntryDraft): Promise<Appended> {
    if (this.#state.elsewhere !== undefined)
      return Promise.reject(new Error('This drill is open in another tab: play it there, or close that tab and load this page again.'));
    if (this.readOnly || this.#state.replayAtUs !== undefined)
      return Promise.reject(new Error('You are looking back: return to the present to act.'));
    return this.#port.request({ type: 'append', draft });
  }

  async pace(paused: boolean, speed: number): Promise<void> {
    if (this.#onlyLooks) return;
    await this.#port.request({ type: 'pace', paused, speed });
  }

  async skipTo(toUs: number, progress?: Progress): Promise<void> {
    if (this.#onlyLooks) return;
    await this.#port.request({ type: 'skip', toUs }, progress);
    await this.save();
  }

  /** A range query for a live chart; not a look, because the panel it refreshes was one. */
  chart(expr: string, fromUs: number, toUs: number, stepUs: number): Promise<ChartReply> {
    return this.#port.request({ type: 'chart', expr, fromUs, toUs, stepUs });
  }

  /** Lines of a search that was looked at, for scrolling and live tail. */
  async logs(filter: LogFilter): Promise<LogPage> {
    return (await this.#port.request({ type: 'logs', filter })).page;
  }

  /** Which lines of such a search there are, oldest first. */
  async logIndex(filter: LogFilter): Promise<LogIndex> {
    return (await this.#port.request({ type: 'log-index', filter })).index;
  }

  /** Label sets of what is scraped, for completion; at most 10,000. */
  async series(): Promise<readonly Readonly<Record<string, string>>[]> {
    return (await this.#port.request({ type: 'series', matchers: [] })).labels;
  }

  /** Kept traces behind the points of a chart, ascending. */
  async exemplars(service: string, fromUs: number, toUs: number): Promise<readonly Exemplar[]> {
    return (await this.#port.request({ type: 'exemplars', service, fromUs, toUs })).exemplars;
  }

  /** Mistakes of a query that is still being written. */
  async checkQuery(language: 'promql' | 'logs', text: string): Promise<readonly QueryProblem[]> {
    return (await this.#port.request({ type: 'check', language, text })).problems;
  }

  /** What a recorded look showed; undefined when entry `seq` is no look. */
  async look(seq: number): Promise<LookResult | undefined> {
    return (await this.#port.request({ type: 'look', seq })).look;
  }

  /** Shows an earlier instant, read-only, until `live`. */
  async seek(atUs: number): Promise<void> {
    const { view } = await this.#port.request({ type: 'seek', atUs });
    this.#set({ view, replayAtUs: view.nowUs });
  }

  async live(): Promise<void> {
    const { view } = await this.#port.request({ type: 'live' });
    this.#set({ view, live: view, replayAtUs: undefined });
  }

  async score(progress?: Progress): Promise<{ card: Scorecard; comparisons: ComparisonRun[]; consoles: ConsoleDebrief | undefined }> {
    const { card, comparisons, consoles } = await this.#port.request({ type: 'score' }, progress);
    this.#score = { points: card.total.points, pointsMax: card.total.pointsMax };
    void this.save();
    await this.#keepResult(card);
    return { card, comparisons, consoles };
  }

  /**
   * What if, over several seeds, on threads of its own.
   * @param signal ends it at once; seeds that were run stay known to the next request
   */
  async fork(fork: ForkRequest, progress?: ForkListener, signal?: AbortSignal): Promise<ForkResult> {
    const { live } = this.#state;
    if (!this.readOnly && live.phase !== 'scored') throw new Error('The debrief opens when the review is submitted.');
    const startWorker = this.#startWorker;
    if (startWorker === undefined) throw new Error('This page was given no way to start threads for a fork.');
    const { bundle, seed, journal, readOnly } = this;
    const { timeline, tPlusZeroUs, nowUs: endUs } = live;
    const inputs = { bundle, seed, journal: [...journal], timeline, tPlusZeroUs, endUs, readOnly };
    this.#forks ??= import('./fork-pool.ts').then((pool) => new pool.ForkPool({ startWorker, ...inputs }));
    return (await this.#forks).run(fork, progress, signal);
  }

  async exportRun(): Promise<RunFile> {
    return (await this.#port.request({ type: 'export' })).run;
  }

  /** Whether a run runs again to its hashes. Of the run this session shows it is found out once. */
  verify(run: RunFile): Promise<{ ok: boolean; reason: string }> {
    if (run !== this.run) return this.#port.request({ type: 'verify', run });
    this.#verdict ??= this.#port.request({ type: 'verify', run });
    return this.#verdict;
  }

  /** Writes the three inputs and the instant; one write at a time, so that an older one never lands last. */
  save(): Promise<void> {
    // A drill in which nothing was done yet is not worth a place in the library.
    if (this.#onlyLooks || this.#journal.length === 0) return Promise.resolve();
    this.#lastSaveMs = performance.now();
    return this.#write(async () => {
      const { live } = this.#state;
      await this.#store.put({
        version: 1,
        id: this.id,
        slug: this.bundle.slug,
        scenarioHash: live.scenario.hash,
        title: live.scenario.title,
        seed: this.seed,
        journal: [...this.#journal],
        // An entry comes before the view of its instant.
        untilUs: Math.max(live.nowUs, this.#journal.at(-1)?.atUs ?? 0),
        tPlusZeroUs: live.tPlusZeroUs,
        phase: live.phase,
        createdAt: this.#createdAt,
        updatedAt: new Date().toISOString(),
        score: this.#score,
      });
      if (this.#state.saveProblem !== undefined) this.#set({ saveProblem: undefined });
    });
  }

  /** Calls back once, when the drill is left. */
  whenClosed(listener: () => void): void {
    this.#closing.push(listener);
  }

  /** Resolves when what was still to be saved is saved; nothing is written after that. */
  close(): Promise<void> {
    this.#closed = true;
    for (const listener of this.#closing.splice(0)) listener();
    globalThis.removeEventListener?.('pagehide', this.#onPageHide);
    globalThis.removeEventListener?.('pageshow', this.#onPageShow);
    this.#onPageHide();
    this.#port.close();
    void this.#forks?.then((pool) => pool.close());
    this.#pacer.stop();
    this.#listeners.clear();
    return this.#saving;
  }

  readonly #onPageHide = (): void => {
    if (!this.#onlyLooks && this.#journal.length > 0) rememberInstant(this.id, this.#state.live.nowUs);
    this.#claim?.release();
  };

  /** A page that comes back from the browser's memory gave its lock away: another tab may have played on. */
  readonly #onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#claim?.held === true) this.#set({ elsewhere: 'freed' });
  };

  /** Somebody else's run, or a drill that another tab plays: nothing of it is written from here. */
  get #onlyLooks(): boolean {
    return this.readOnly || this.#state.elsewhere !== undefined;
  }

  async #keepResult(card: Scorecard): Promise<void> {
    const { live } = this.#state;
    if (this.#onlyLooks || live.phase !== 'scored') return;
    const { id, bundle, journal } = this;
    await this.#write(() =>
      this.#store.putResult(resultOf({ id, slug: bundle.slug, view: live, journal, card, now: new Date().toISOString() })),
    );
  }

  /** One after the other. */
  #write(work: () => Promise<void>): Promise<void> {
    if (this.#closed) return this.#saving;
    this.#saving = this.#saving
      .then(work)
      .catch((error: unknown) => this.#set({ saveProblem: error instanceof Error ? error.message : String(error) }));
    return this.#saving;
  }

  #set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
