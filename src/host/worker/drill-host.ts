// One drill behind a message port: opens or resumes an authority, paces it against the wall clock, answers requests in order.
// Guarantees: every request gets exactly one response with its id; long work lets other messages through and reports progress.
import { type Authority, comparisonRuns, compileIssues, consoleDebrief, replay, scoreRun, verifyRun } from '../../authority/index.ts';
import {
  type EntryDraft,
  type HostRequest,
  type HostResponse,
  InvariantError,
  type JournalEntry,
  loadScenario,
  type RequestEnvelope,
  type ResponseEnvelope,
  RunawayError,
  type Scenario,
  type ScenarioBundle,
  type SimTimeUs,
  withPlaces,
} from '../../schema/index.ts';
import type { HostClock } from './clock.ts';
import { ForkThread } from './forks.ts';
import { openAtJoin } from './join.ts';
import { read } from './reads.ts';
import { unsealFiles } from './sealed.ts';

const NOT_YET = 'The debrief opens when the review is submitted.';
const TICK_MS = 50;
const VIEW_EVERY_MS = 250;
/** A sleeping laptop wakes with a huge gap: no tick plays more than this. */
const TICK_MS_MAX = 1_000;

/** Bad input, with every line of what is wrong; anything else that throws is our mistake. */
class HostError extends Error {
  readonly details: string[];
  constructor(message: string, details: string[] = []) {
    super(message);
    this.details = details;
  }
}

export class DrillHost {
  readonly #post: (envelope: ResponseEnvelope) => void;
  readonly #clock: HostClock;
  #authority: Authority | undefined;
  #forks: ForkThread | undefined;
  #paused = true;
  #speed = 1;
  #seeking = false;
  #readOnly = false;
  #stopTicking: (() => void) | undefined;
  #lastTickMs = 0;
  #lastViewMs = 0;
  #entriesSent = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(post: (envelope: ResponseEnvelope) => void, clock: HostClock) {
    this.#post = post;
    this.#clock = clock;
  }

  /** Answers one request. Requests are handled in the order received, but for scores, which take long and change nothing. */
  receive({ id, request }: RequestEnvelope): Promise<void> {
    const answer = async () => {
      try {
        this.#post({ id, response: await this.#handle(id, request) });
      } catch (error) {
        this.#post({ id, response: { type: 'error', message: messageOf(error), details: detailsOf(error) } });
        if (error instanceof InvariantError || error instanceof RunawayError) this.#stop();
      }
    };
    if (request.type === 'score') return this.#queue.then(answer);
    this.#queue = this.#queue.then(answer);
    return this.#queue;
  }

  async #handle(id: number, request: HostRequest): Promise<HostResponse> {
    if (request.type === 'open') return this.#open(id, request);
    if (request.type === 'fork-open') return this.#openForks(request);
    if (request.type === 'fork-seed') {
      if (this.#forks === undefined) throw new HostError('This thread was not opened for forks.');
      return { type: 'fork-seed', run: this.#forks.run(request) };
    }
    const authority = this.#authority;
    if (authority === undefined) throw new HostError('No drill is open. Open one first.');
    if (this.#readOnly && (request.type === 'append' || request.type === 'pace' || request.type === 'skip'))
      throw new HostError('This run was opened to look at: it cannot be played on.');
    // It tells the truth: who is still looking for it does not get it.
    if (request.type === 'score' && !this.#readOnly && authority.view().phase !== 'scored') throw new HostError(NOT_YET);
    switch (request.type) {
      case 'append':
        return this.#append(authority, request.draft);
      case 'pace':
        return this.#pace(authority, request.paused, request.speed);
      case 'skip':
        await this.#advance(id, authority, Math.min(request.toUs, authority.scenario.meta.length));
        this.#pushView(authority);
        return { type: 'done' };
      case 'chart':
      case 'logs':
      case 'log-index':
      case 'series':
      case 'exemplars':
      case 'check':
      case 'look':
        return read(authority, request);
      case 'seek':
        this.#seeking = true;
        return { type: 'view', view: authority.seek(Math.max(0, Math.min(request.atUs, authority.nowUs))) };
      case 'live':
        this.#seeking = false;
        return { type: 'view', view: this.#view(authority) };
      case 'score':
        return this.#score(id, authority);
      case 'export':
        return { type: 'exported', run: authority.runFile() };
      case 'verify': {
        // What was opened to look at was played from its journal just now, and never on.
        const verdict = verifyRun(authority.scenario, request.run, undefined, this.#readOnly ? authority : undefined);
        return { type: 'verified', ok: verdict.ok, reason: verdict.ok ? 'Runs again to the same hashes.' : verdict.reason };
      }
    }
  }

  async #open(id: number, request: Extract<HostRequest, { type: 'open' }>): Promise<HostResponse> {
    this.#stop();
    this.#readOnly = request.readOnly === true;
    const scenario = await parse(request.bundle);
    const progress = this.#progress(id);
    progress(0, 'Building the world');
    await this.#clock.breathe();
    let authority: Authority;
    if (request.journal === undefined) {
      authority = await openAtJoin(scenario, request.seed, progress, this.#clock.breathe);
    } else {
      // A page that crashed may have saved an entry before it saved the instant.
      const untilUs = Math.max(request.untilUs ?? 0, lastInstantUs(request.journal));
      authority = replay(scenario, request.seed, request.journal, untilUs, (atUs) =>
        progress(untilUs === 0 ? 1 : Math.min(1, atUs / untilUs), 'Playing the drill again up to where you left'),
      );
    }
    this.#authority = authority;
    this.#entriesSent = authority.journal.length;
    this.#paused = true;
    this.#speed = lastSpeed(authority.journal);
    this.#seeking = false;
    this.#lastTickMs = this.#clock.nowMs();
    this.#stopTicking = this.#clock.repeat(TICK_MS, () => this.#tick());
    return { type: 'opened', view: this.#view(authority) };
  }

  /** Forks tell the truth too. */
  async #openForks({ bundle, seed, journal, readOnly }: Extract<HostRequest, { type: 'fork-open' }>): Promise<HostResponse> {
    if (readOnly !== true && !journal.some(({ kind }) => kind === 'review.submit')) throw new HostError(NOT_YET);
    this.#forks = new ForkThread(await parse(bundle), seed, journal);
    return { type: 'done' };
  }

  #append(authority: Authority, draft: EntryDraft): HostResponse {
    const { entry, outcome, look } = authority.append(draft, { recordedAt: this.#clock.stamp() });
    this.#pushEntries(authority);
    this.#pushView(authority);
    return { type: 'appended', entry, outcome, look };
  }

  /** Pausing and speed are part of the journal; only what changes is written. */
  #pace(authority: Authority, paused: boolean, speed: number): HostResponse {
    const recordedAt = this.#clock.stamp();
    if (speed !== this.#speed) authority.append({ kind: 'control.speed', args: { factor: speed } }, { recordedAt });
    if (paused !== this.#paused) authority.append({ kind: paused ? 'control.pause' : 'control.resume', args: {} }, { recordedAt });
    this.#speed = speed;
    this.#paused = paused;
    this.#lastTickMs = this.#clock.nowMs();
    this.#pushEntries(authority);
    this.#pushView(authority);
    return { type: 'done' };
  }

  #tick(): void {
    const authority = this.#authority;
    const nowMs = this.#clock.nowMs();
    const passedMs = Math.min(nowMs - this.#lastTickMs, TICK_MS_MAX);
    this.#lastTickMs = nowMs;
    if (authority === undefined || this.#paused) return;
    const endUs = authority.scenario.meta.length;
    try {
      if (authority.nowUs < endUs) authority.advanceTo(Math.min(endUs, authority.nowUs + Math.round(passedMs * 1000 * this.#speed)));
    } catch (error) {
      // Uncaught on purpose: the page then says that the drill stopped, and offers its inputs.
      this.#stop();
      throw error;
    }
    if (authority.nowUs >= endUs) this.#paused = true;
    if (nowMs - this.#lastViewMs >= VIEW_EVERY_MS || this.#paused) this.#pushView(authority);
  }

  async #advance(id: number, authority: Authority, toUs: SimTimeUs): Promise<void> {
    const progress = this.#progress(id);
    const fromUs = authority.nowUs;
    while (authority.nowUs < toUs) {
      authority.advanceTo(Math.min(toUs, authority.nowUs + 30_000_000));
      progress((authority.nowUs - fromUs) / (toUs - fromUs), 'Running ahead');
      await this.#clock.breathe();
    }
    this.#lastTickMs = this.#clock.nowMs();
  }

  async #score(id: number, authority: Authority): Promise<HostResponse> {
    const progress = this.#progress(id);
    progress(0.05, 'Running the same seed with nobody acting and with the reference response');
    await this.#clock.breathe();
    const comparisons = comparisonRuns(authority.scenario, authority.seed, authority.nowUs, authority.journal);
    progress(0.8, 'Reading the journal against the rubric');
    await this.#clock.breathe();
    return { type: 'score', card: scoreRun(authority, comparisons), comparisons, consoles: consoleDebrief(authority) };
  }

  #view(authority: Authority) {
    return { ...authority.view(), speed: this.#speed, paused: this.#paused };
  }

  #pushView(authority: Authority): void {
    this.#lastViewMs = this.#clock.nowMs();
    if (!this.#seeking) this.#post({ id: 0, push: { type: 'view', view: this.#view(authority) } });
  }

  #pushEntries(authority: Authority): void {
    const entries = authority.journal.slice(this.#entriesSent) as JournalEntry[];
    this.#entriesSent = authority.journal.length;
    this.#post({ id: 0, push: { type: 'entries', entries, nowUs: authority.nowUs } });
  }

  #progress(forId: number) {
    return (ratio: number, text: string) => this.#post({ id: 0, push: { type: 'progress', forId, ratio, text } });
  }

  #stop(): void {
    this.#stopTicking?.();
    this.#stopTicking = undefined;
    this.#paused = true;
  }
}

async function parse(bundle: ScenarioBundle): Promise<Scenario> {
  const files = await unsealFiles(bundle.files);
  const parsed = loadScenario(bundle.slug, files);
  const issues = parsed.ok ? withPlaces(compileIssues(parsed.value), files) : parsed.issues;
  if (parsed.ok && issues.length === 0) return parsed.value;
  throw new HostError(
    `The scenario “${bundle.slug}” has ${issues.length} ${issues.length === 1 ? 'problem' : 'problems'}.`,
    issues.map(
      (issue) =>
        `${issue.file}:${issue.line ?? '?'}: ${issue.path.join('.')}: expected ${issue.expected}, found ${issue.found}. ${issue.hint}`,
    ),
  );
}

const lastInstantUs = (journal: readonly JournalEntry[]): SimTimeUs => journal.at(-1)?.atUs ?? 0;

function lastSpeed(journal: readonly JournalEntry[]): number {
  const entry = journal.findLast((candidate) => candidate.kind === 'control.speed');
  return entry?.kind === 'control.speed' ? entry.args.factor : 1;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function detailsOf(error: unknown): string[] {
  if (error instanceof HostError) return error.details;
  if (error instanceof InvariantError) return ['This is a mistake in Faultline, not in your drill.', JSON.stringify(error.context)];
  const issues = (error as { issues?: { path?: unknown[]; expected?: string; message?: string }[] }).issues;
  return issues?.map((issue) => `${issue.path?.join('.') ?? ''}: ${issue.expected ?? issue.message ?? ''}`) ?? [];
}
