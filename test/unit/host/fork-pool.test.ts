// Forks on a pool of real hosts: the result is that of whole runs one after the other, seeds and own runs are not run twice, and it can be cancelled.
import { beforeAll, describe, expect, it } from 'vitest';
import { playScript, replay, runFork } from '../../../src/authority/index.ts';
import { spread, windowOf } from '../../../src/host/client/fork-merge.ts';
import { ForkPool, type ForkPoolOptions } from '../../../src/host/client/fork-pool.ts';
import type { WorkerLike } from '../../../src/host/client/index.ts';
import {
  type ForkEdit,
  type ForkProgress,
  isCommand,
  type JournalEntry,
  type Outcome,
  parseScript,
  type RequestEnvelope,
  type Scenario,
  type TimelineItem,
} from '../../../src/schema/index.ts';
import { SMALL_FILES, smallScenario } from '../../support/worlds.ts';
import { channel, ManualClock } from './support.ts';

const MINUTE_US = 60_000_000;
const SEED = 'pool';
const endUs = 12 * MINUTE_US;
let scenario: Scenario;
let journal: readonly JournalEntry[];
let act: JournalEntry;
let timeline: readonly TimelineItem[];
let tPlusZeroUs: number | undefined;

beforeAll(() => {
  scenario = smallScenario();
  const script = parseScript(scenario.files['journals/reference.yaml']!, 'reference.yaml');
  if (!script.ok) throw new Error('the reference does not parse');
  const played = playScript(scenario, SEED, script.value, { untilUs: endUs }).authority;
  played.append({ kind: 'review.submit', args: {} });
  ({ journal, tPlusZeroUs } = played);
  ({ timeline } = played.view());
  act = journal.find(({ kind }) => kind === 'command.rollback')!;
});

/** Hosts that answer in a later turn of the event loop, and what was asked of them. */
function threads() {
  const asked: (RequestEnvelope['request'] & { thread: number })[] = [];
  let started = 0;
  let ended = 0;
  const startWorker = (): WorkerLike => {
    const worker = channel(new ManualClock());
    const thread = started++;
    let alive = true;
    return {
      ...worker,
      postMessage: (message: RequestEnvelope) => {
        asked.push({ ...message.request, thread });
        setImmediate(() => alive && worker.postMessage(message));
      },
      terminate: () => {
        alive = false;
        ended += 1;
      },
    };
  };
  const seedsAsked = () =>
    asked.flatMap((request) =>
      request.type === 'fork-seed' ? [{ seed: request.index, own: request.ownToo, thread: request.thread }] : [],
    );
  return { startWorker, asked, seedsAsked, count: () => ({ started, ended }) };
}

function pool(startWorker: () => WorkerLike, options: Partial<ForkPoolOptions> = {}): ForkPool {
  const bundle = { slug: 'small-shop', files: { ...SMALL_FILES } };
  return new ForkPool({ startWorker, bundle, seed: SEED, journal, timeline, tPlusZeroUs, endUs, readOnly: false, threads: 3, ...options });
}

const seedOf = (index: number) => (index === 0 ? SEED : `${SEED}-f${index}`);

describe('a fork over seeds', () => {
  it('says what whole runs one after the other say, on every seed and at every instant', async () => {
    const { startWorker, seedsAsked, count } = threads();
    const edit: ForkEdit = { kind: 'shift', seq: act.seq, byUs: 2 * MINUTE_US };
    const result = await pool(startWorker).run({ label: 'later', edit, seeds: 5, windowUs: 3 * MINUTE_US });

    expect(count().started).toBe(3);
    expect(new Set(seedsAsked().map(({ thread }) => thread)).size).toBe(3);
    expect(result.fromUs).toBe(act.atUs + 2 * MINUTE_US);
    expect(result.untilUs).toBeGreaterThanOrEqual(result.fromUs + 3 * MINUTE_US);
    expect(result.untilUs - result.fromUs).toBeLessThan(3.5 * MINUTE_US);
    const runs = Array.from({ length: 5 }, (_, index) => ({
      own: replay(scenario, seedOf(index), journal, result.untilUs).trace,
      fork: runFork(scenario, seedOf(index), journal, edit, result.untilUs).authority.trace,
    }));
    const end = (whose: 'own' | 'fork', field: 'usersAffected' | 'revenueLost') => runs.map((run) => run[whose].harm()[field]);
    expect(result.usersAffected).toEqual(spread(end('fork', 'usersAffected')));
    expect(result.revenueLost).toEqual(spread(end('fork', 'revenueLost')));
    expect(result.own).toEqual({ usersAffected: spread(end('own', 'usersAffected')), revenueLost: spread(end('own', 'revenueLost')) });
    const differences = end('fork', 'usersAffected').map((users, index) => users - end('own', 'usersAffected')[index]!);
    expect(result.usersDifference).toEqual(spread(differences));
    const curves = runs.map(({ fork }) => fork.harmSeries());
    expect(result.curves.atUs).toEqual(curves[0]!.map(({ atUs }) => atUs));
    expect(result.curves.revenueLost).toEqual(curves[0]!.map(({ revenueLost }) => revenueLost));
    result.curves.atUs.forEach((_, place) => {
      const { median, low, high } = spread(curves.map((curve) => curve[place]!.usersAffected));
      const { usersAffected } = result.bands.fork;
      expect([usersAffected.median[place], usersAffected.low[place], usersAffected.high[place]]).toEqual([median, low, high]);
    });
    expect(result.usersDifference.low).toBeGreaterThan(0);
  });

  it('runs only the seeds that are not known, and the own journal once for all forks', async () => {
    const { startWorker, seedsAsked } = threads();
    const forks = pool(startWorker);
    const without = { label: 'without', edit: { kind: 'without', seq: act.seq } as const, windowUs: Number.POSITIVE_INFINITY };
    const three = await forks.run({ ...without, seeds: 3 });
    const five = await forks.run({ ...without, seeds: 5 });
    expect(
      seedsAsked()
        .map(({ seed }) => seed)
        .sort(),
    ).toEqual([0, 1, 2, 3, 4]);
    expect(five).toEqual(await pool(threads().startWorker).run({ ...without, seeds: 5 }));
    expect(three.untilUs).toBe(endUs);

    const asked = seedsAsked().length;
    const earlier = await forks.run({
      label: 'earlier',
      edit: { kind: 'shift', seq: act.seq, byUs: -MINUTE_US },
      seeds: 5,
      windowUs: 2 * MINUTE_US,
    });
    expect(earlier.untilUs).toBeLessThan(endUs);
    const later = seedsAsked().slice(asked);
    expect(later.map(({ own }) => own)).toEqual([false, false, false, false, false]);
    // A seed goes back to the thread that keeps its past.
    const threadOf = new Map(
      seedsAsked()
        .slice(0, asked)
        .map(({ seed, thread }) => [seed, thread]),
    );
    expect(later.filter(({ seed, thread }) => threadOf.get(seed) === thread).length).toBeGreaterThanOrEqual(4);
  });

  it('tells how far it is, and the time left', async () => {
    const said: (ForkProgress & { ratio: number; text: string })[] = [];
    const forks = pool(threads().startWorker, { threads: 2 });
    await forks.run({ label: 'idle', edit: { kind: 'idle' }, seeds: 2 });
    await forks.run({ label: 'idle', edit: { kind: 'idle' }, seeds: 4 }, (ratio, text, state) => said.push({ ratio, text, ...state }));
    expect(said.map(({ seedsDone, seeds, ratio }) => [seedsDone, seeds, ratio])).toEqual([
      [2, 4, 0.5],
      [3, 4, 0.75],
      [4, 4, 1],
    ]);
    expect(said[0]).toMatchObject({ text: 'idle: 2 of 4 seeds', leftMs: undefined });
    expect(said[1]!.text).toMatch(/^idle: 3 of 4 seeds, about \d+ s left$/);
    expect(said[1]!.leftMs).toBeGreaterThan(0);
    expect(said[2]!.leftMs).toBe(0);
  });

  it('ends at once when it is cancelled, keeps what was run, and goes on when asked again', async () => {
    const { startWorker, seedsAsked, count } = threads();
    const forks = pool(startWorker, { threads: 2 });
    const cancel = new AbortController();
    const request = { label: 'idle', edit: { kind: 'idle' } as const, seeds: 6 };
    await expect(forks.run(request, (_, __, { seedsDone }) => seedsDone === 2 && cancel.abort(), cancel.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(count()).toEqual({ started: 2, ended: 2 });
    const before = seedsAsked().length;
    expect(before).toBeLessThan(6);
    await new Promise((resolve) => setImmediate(resolve));
    expect(seedsAsked().length).toBe(before);

    const result = await forks.run(request);
    expect(result).toEqual(await pool(threads().startWorker).run(request));
    expect(seedsAsked().slice(before).length).toBe(4);
    await expect(forks.run(request, undefined, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('whoever waits behind another fork leaves at once, and the other goes on', async () => {
    const forks = pool(threads().startWorker, { threads: 2 });
    const cancel = new AbortController();
    const first = forks.run({ label: 'idle', edit: { kind: 'idle' }, seeds: 3 });
    const waiting = forks.run({ label: 'without', edit: { kind: 'without', seq: act.seq }, seeds: 3 }, undefined, cancel.signal);
    let firstIsOver = false;
    const over = first.then(() => {
      firstIsOver = true;
    });
    cancel.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(firstIsOver).toBe(false);
    await over;
  });

  it('is refused by its threads before the review is submitted, and a mistake ends it with its reason', async () => {
    const early = pool(threads().startWorker, { journal: journal.filter(({ kind }) => kind !== 'review.submit') });
    await expect(early.run({ label: 'idle', edit: { kind: 'idle' }, seeds: 1 })).rejects.toThrow(/review is submitted/);
    const forks = pool(threads().startWorker);
    await expect(forks.run({ label: 'none', edit: { kind: 'without', seq: 999 }, seeds: 1 })).rejects.toThrow(/no entry 999/);
    expect((await forks.run({ label: 'idle', edit: { kind: 'idle' }, seeds: 1 })).seeds).toBe(1);
  });
});

describe('the window of a fork', () => {
  it('counts from the first action when nobody acts, else from the later instant of the entry', async () => {
    const forks = pool(threads().startWorker);
    const from = async (edit: ForkEdit) => (await forks.run({ label: 'w', edit, seeds: 1, windowUs: 0 })).fromUs;
    expect(await from({ kind: 'idle' })).toBe(act.atUs);
    expect(await from({ kind: 'shift', seq: act.seq, byUs: -MINUTE_US })).toBe(act.atUs);
    expect(await from({ kind: 'shift', seq: act.seq, byUs: MINUTE_US })).toBe(act.atUs + MINUTE_US);
    const looked = pool(threads().startWorker, { timeline: timeline.filter(({ kind }) => !isCommand(kind)) });
    expect((await looked.run({ label: 'w', edit: { kind: 'reference' }, seeds: 1, windowUs: 0 })).fromUs).toBe(tPlusZeroUs);
  });

  it('does not begin at a command that was refused, nor at a request, but at what a person then did', () => {
    const play = (atUs: number, kind: JournalEntry['kind'], status: 'done' | 'refused') => {
      const outcome: Outcome = status === 'done' ? { status, text: '' } : { status, code: 'drill/agreement', reason: '' };
      return { atUs, kind, outcome };
    };
    const drill = {
      journal: [],
      timeline: [
        play(2 * MINUTE_US, 'command.delete', 'refused'),
        { atUs: 3 * MINUTE_US, kind: 'people.delegate' as const, outcome: undefined },
        play(5 * MINUTE_US, 'command.rollback', 'done'),
      ],
      tPlusZeroUs: MINUTE_US,
      endUs,
    };
    expect(windowOf({ kind: 'idle' }, MINUTE_US, drill)).toEqual({ fromUs: 5 * MINUTE_US, untilUs: 6 * MINUTE_US });
    expect(windowOf({ kind: 'idle' }, 0, { ...drill, timeline: drill.timeline.slice(0, 2) }).fromUs).toBe(MINUTE_US);
  });
});
