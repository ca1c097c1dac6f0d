// The one writer of a journal (DESIGN D1): sequences entries, advances the run, keeps keyframes and checkpoints, projects views.
// The same class serves a browser's worker, a script, a game day and a test. Rules A1–A9 are in README.md.
import type { Attempt } from '../console/index.ts';
import { project, type RangeReading, readRange, roleFor, SloMeter } from '../drill/index.ts';
import {
  assert,
  type Checkpoint,
  type DrillView,
  type EntryDraft,
  type JournalEntry,
  type LookResult,
  type Outcome,
  type RunFile,
  type SafeguardPrompt,
  type Scenario,
  type Seed,
  type SimTimeUs,
  type TraceReader,
} from '../schema/index.ts';
import type { Span } from '../scoring/index.ts';
import type { Deed } from './director-state.ts';
import { DEFAULT_ACTOR, parseDraft } from './draft.ts';
import { closedSpans } from './health.ts';
import { InputError } from './input-error.ts';
import { Keyframes, keyframeEveryUs } from './keyframes.ts';
import { makeRunFile } from './make-run-file.ts';
import { Run } from './run.ts';

/** As many as a run file may hold. */
export const JOURNAL_MAX = 20_000;

export interface AuthorityOptions {
  /** Keeps keyframes for seeking and checkpoints for run files. `false` for runs of which only the end is read. Default true. */
  records?: boolean;
}

export class Authority {
  readonly scenario: Scenario;
  readonly seed: Seed;
  readonly #run: Run;
  readonly #journal: JournalEntry[] = [];
  readonly #outcomes = new Map<number, Outcome>();
  readonly #looks = new Map<number, LookResult>();
  readonly #looked = new Map<number, JournalEntry>();
  readonly #keyframes: Keyframes | undefined;
  readonly #checkpoints: Checkpoint[] = [];
  readonly #slos: SloMeter;
  #viewed: DrillView | undefined;

  private constructor(scenario: Scenario, seed: Seed, options: AuthorityOptions, run: Run = Run.open(scenario, seed)) {
    this.scenario = scenario;
    this.seed = seed;
    this.#run = run;
    this.#slos = new SloMeter(scenario);
    this.#keyframes = options.records === false ? undefined : new Keyframes();
    this.#keyframes?.keep(this.#run.state());
  }

  static open(scenario: Scenario, seed: Seed, options: AuthorityOptions = {}): Authority {
    return new Authority(scenario, seed, options);
  }

  /** An independent drill in the present state, for what-ifs that share a past. It keeps no records, so it has no run file and seeks from the start. */
  fork(): Authority {
    const twin = new Authority(this.scenario, this.seed, { records: false }, this.#run.forkAt(this.#run.state()));
    twin.#journal.push(...this.#journal);
    for (const [seq, outcome] of this.#outcomes) twin.#outcomes.set(seq, outcome);
    for (const [seq, look] of this.#looks) twin.#looks.set(seq, look);
    for (const [seq, looked] of this.#looked) twin.#looked.set(seq, looked);
    return twin;
  }

  /** From now on only harm is read of this run; see `Run.readHarmOnly`. A run that keeps records is read as a whole. */
  readHarmOnly(): void {
    assert(this.#keyframes === undefined, 'a run with records is not read for its harm only');
    this.#run.readHarmOnly();
  }

  get nowUs(): SimTimeUs {
    return this.#run.nowUs;
  }
  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }
  get tPlusZeroUs(): SimTimeUs | undefined {
    return this.#run.director.story.tPlusZeroUs;
  }
  get trace(): TraceReader {
    return this.#run.engine;
  }
  get outcomes(): ReadonlyMap<number, Outcome> {
    return this.#outcomes;
  }
  /** Commands that people carried out because they were asked to, oldest first. */
  get deeds(): readonly Deed[] {
    return this.#run.director.deeds;
  }
  /** Status updates, oldest first; plain ones of people with the `seq` of the entry that gave them the role, or 0. */
  get updates(): DrillView['updates'] {
    return this.#run.drill.updates;
  }
  /** When people took over a role that was handed to them, by `seq` of the hand-over. */
  get tookOver(): ReadonlyMap<number, SimTimeUs> {
    const { requests } = this.#run.director.story;
    return new Map(
      requests.flatMap(({ kind, status, seq, answeredAtUs }) =>
        kind === 'role' && status === 'done' && answeredAtUs !== undefined ? [[seq, answeredAtUs] as const] : [],
      ),
    );
  }
  /** Everything that was tried at consoles, oldest first; empty in a scenario without. */
  get attempts(): readonly Attempt[] {
    return this.#run.director.consoles?.room.attempts ?? [];
  }
  /** Which consoles are played, and routine work that was handed over. */
  workAtConsoles(): Pick<DrillView, 'consoleVariant' | 'routine'> {
    const { consoleVariant, routine } = this.#run.consoles();
    return { consoleVariant, routine };
  }
  /** What the safeguard in front of somebody at a console asks now; undefined when nothing does. */
  promptAt(desk: string, by: string): SafeguardPrompt | undefined {
    return this.#run.promptAt(desk, by);
  }
  /** Hash at each keyframe; empty without records. */
  get checkpoints(): readonly Checkpoint[] {
    return this.#checkpoints;
  }
  /** When users were hurt, ascending, ends exclusive; an open stretch includes now. */
  get brokenSpans(): Span[] {
    return closedSpans(this.#run.director.brokenSpans, this.nowUs);
  }

  /**
   * Moves the drill on. Instants beyond the scenario's length stop at the length; earlier ones than now do nothing.
   * @param stop asked at every instant where something may have happened; true ends the advance there
   */
  advanceTo(atUs: SimTimeUs, stop?: () => boolean): void {
    const endUs = Math.min(atUs, this.scenario.meta.length);
    const everyUs = keyframeEveryUs(this.scenario.meta.length);
    let stopped = false;
    while (this.nowUs < endUs && !stopped) {
      const recordUs = (Math.floor(this.nowUs / everyUs) + 1) * everyUs;
      this.#run.advanceTo(Math.min(endUs, recordUs), () => {
        stopped = stop?.() === true;
        return stopped;
      });
      if (this.nowUs === recordUs) this.#record();
    }
  }

  /**
   * Appends an entry at the present instant. A refused or mistaken one is an entry too, with its outcome.
   * @param meta.drawAs the number whose delays people draw; of a fork that of the entry before it was renumbered, default its own
   * @throws InputError when the draft itself is malformed
   */
  append(
    draft: EntryDraft,
    meta: { recordedAt?: string; drawAs?: number } = {},
  ): { entry: JournalEntry; outcome?: Outcome; look?: LookResult } {
    if (this.#journal.length >= JOURNAL_MAX)
      throw new InputError([
        {
          code: 'journal/full',
          file: '',
          line: undefined,
          column: undefined,
          path: [],
          found: `${JOURNAL_MAX} entries`,
          expected: `a journal of at most ${JOURNAL_MAX} entries`,
          hint: 'Submit the review',
        },
      ]);
    const entry = parseDraft(
      { ...draft, role: draft.role ?? this.#roleOf(draft) } as EntryDraft,
      this.#journal.length + 1,
      this.nowUs,
      meta.recordedAt,
    );
    const { outcome, look, looked } = this.#run.append(entry, meta.drawAs);
    this.#journal.push(entry);
    if (outcome !== undefined) this.#outcomes.set(entry.seq, outcome);
    if (look !== undefined) this.#looks.set(entry.seq, look);
    if (looked !== undefined) this.#looked.set(entry.seq, looked);
    return { entry, ...(outcome !== undefined && { outcome }), ...(look !== undefined && { look }) };
  }

  outcomeOf(seq: number): Outcome | undefined {
    return this.#outcomes.get(seq);
  }

  lookOf(seq: number): LookResult | undefined {
    return this.#looks.get(seq);
  }

  /** What a line of a prompt looked at, as an entry of its own would say it; undefined for any other entry. */
  lookedAt(seq: number): JournalEntry | undefined {
    return this.#looked.get(seq);
  }

  /** What the trainee sees now. */
  view(): DrillView {
    if (this.#viewed === undefined || this.#viewed.nowUs !== this.nowUs || this.#viewed.seq !== this.#run.seq)
      this.#viewed = this.#project(this.#run);
    return this.#viewed;
  }

  /** What the trainee saw at an earlier instant, with the entries up to then. The live drill does not notice. */
  seek(atUs: SimTimeUs): DrillView {
    const targetUs = Math.min(Math.max(0, Math.floor(atUs)), this.nowUs);
    if (targetUs === this.nowUs) return this.view();
    const keyframe = this.#keyframes?.before(targetUs);
    const past = keyframe === undefined ? Run.open(this.scenario, this.seed) : this.#run.forkAt(keyframe);
    for (const entry of this.#journal) {
      if (entry.seq <= past.seq || entry.atUs > targetUs) continue;
      past.advanceTo(entry.atUs);
      past.append(entry);
    }
    past.advanceTo(targetUs);
    return this.#project(past);
  }

  /** One expression over a stretch of the run, for a chart. Watching a chart is not a look: it leaves no entry. */
  chart(expr: string, fromUs: SimTimeUs, toUs: SimTimeUs, stepUs: SimTimeUs): RangeReading {
    return readRange(
      this.scenario,
      this.trace.series,
      { expr, legend: '' },
      { fromUs: Math.max(0, fromUs), toUs: Math.min(toUs, this.nowUs), stepUs },
    );
  }

  /** Equal inputs give equal hashes; wall times of entries do not enter. */
  hash(): string {
    return this.#run.hash();
  }

  runFile(): RunFile {
    assert(this.#keyframes !== undefined, 'a run file needs the checkpoints of a run with records');
    return makeRunFile(this);
  }

  /** In which role somebody acts who does not say: the fitting one of those they hold. */
  #roleOf({ kind, args, actor = DEFAULT_ACTOR }: EntryDraft): string | undefined {
    if ((kind === 'role.take' || kind === 'drill.begin') && args?.role !== undefined) return args.role;
    return roleFor(this.#run.drill, actor, kind);
  }

  #record(): void {
    // Recorded once: a second arrival at the same instant cannot happen, since time only moves on.
    if (this.#keyframes === undefined) return;
    this.#checkpoints.push({ atUs: this.nowUs, seq: this.#run.seq, hash: this.#run.hash() });
    this.#keyframes.keep(this.#run.state());
  }

  #project(run: Run): DrillView {
    return project({
      scenario: this.scenario,
      seed: this.seed,
      trace: run.engine,
      drill: run.drill,
      story: run.director.story,
      seq: run.seq,
      slos: this.#slos.read(run.engine),
      alerting: run.alerting(),
      consoles: run.consoles(),
    });
  }
}
