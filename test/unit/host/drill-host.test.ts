// The worker's host and the page's session together, over a real scenario: ordering, pacing, saving, resuming, looking back, files.
import { describe, expect, test } from 'vitest';
import { spread } from '../../../src/host/client/fork-merge.ts';
import { DrillSession, HostRequestError, memoryStore, readRunFile } from '../../../src/host/client/index.ts';
import { DrillPort } from '../../../src/host/client/port.ts';
import type { EntryDraft, SavedDrill } from '../../../src/schema/index.ts';
import { SMALL_FILES } from '../../support/worlds.ts';
import { bundleOf, channel, ManualClock } from './support.ts';

const bundle = bundleOf('evening-shift');

async function open(overrides: Partial<Parameters<typeof DrillSession.open>[0]> = {}) {
  const clock = new ManualClock();
  const store = overrides.store ?? memoryStore();
  const startWorker = () => channel(new ManualClock());
  const session = await DrillSession.open({ worker: channel(clock), startWorker, store, bundle, id: 'drill', seed: 'host', ...overrides });
  return { clock, store, session };
}

describe('host and session', () => {
  test('H4 C2 a fresh drill waits for its trainee, and a saved one resumes at the instant it was left, paused', async () => {
    const { clock, store, session } = await open();
    const joinedUs = session.getState().live.nowUs;
    expect(session.getState().live.paused).toBe(true);
    clock.pass(1_000);
    expect(session.getState().live.nowUs).toBe(joinedUs);
    expect(await store.get('drill')).toBeUndefined();

    await session.pace(false, 4);
    clock.pass(2_000);
    await session.append({ kind: 'look.deployments', args: {} });
    await session.pace(true, 4);
    await session.save();
    const left = session.getState().live;
    expect(left.nowUs).toBe(joinedUs + 8_000_000);

    const saved = await store.get('drill');
    expect(saved?.untilUs).toBe(left.nowUs);
    expect(saved?.journal.map((entry) => entry.kind)).toEqual(['control.speed', 'control.resume', 'look.deployments', 'control.pause']);
    const again = await open({ store, saved });
    expect(again.session.getState().live).toEqual(left);
    again.clock.pass(1_000);
    expect(again.session.getState().live.nowUs).toBe(left.nowUs);
  });

  test('C2 a drill whose page crashed between an entry and its instant goes on with that entry', async () => {
    const { clock, store, session } = await open();
    await session.pace(false, 4);
    clock.pass(1_000);
    await session.append({ kind: 'note.fact', args: { text: 'seen before the crash', status: 'known' } });
    await session.save();
    const saved = (await store.get('drill'))!;
    const lastUs = saved.journal.at(-1)!.atUs;
    const again = await open({ store, saved: { ...saved, untilUs: lastUs - 1 } });
    expect(again.session.getState().live).toMatchObject({ nowUs: lastUs, facts: [{ text: 'seen before the crash' }] });
    await again.session.append({ kind: 'look.deployments', args: {} });
    expect(again.session.journal.map(({ seq }) => seq)).toEqual(again.session.journal.map((_, index) => index + 1));
  });

  test('C14 a drill that is closed lands its last save and then writes nothing', async () => {
    const store = memoryStore();
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow = { ...store, put: (drill: SavedDrill) => held.then(() => store.put(drill)) };
    const { session } = await open({ store: slow });
    await session.append({ kind: 'look.deployments', args: {} });
    let closed = false;
    const closing = session.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    go();
    await closing;
    expect((await store.get('drill'))?.journal).toHaveLength(1);
    await store.deleteAll();
    await session.save();
    expect(await store.list()).toEqual([]);
  });

  test('H3 a sleeping machine loses at most one second of the drill', async () => {
    const { clock, session } = await open();
    const joinedUs = session.getState().live.nowUs;
    await session.pace(false, 1);
    clock.pass(50);
    Object.assign(clock, { nowMs: () => 3_600_000 });
    clock.pass(50);
    await session.pace(true, 1);
    expect(session.getState().live.nowUs - joinedUs).toBe(50_000 + 1_000_000);
  });

  test('H1 every request is answered once and in order; a malformed entry is refused with its reason and leaves no trace', async () => {
    const { session } = await open();
    const kinds = ['look.deployments', 'look.logs', 'note.fact'] as const;
    const answers = await Promise.all([
      session.append({ kind: 'look.deployments', args: {} }),
      session.append({ kind: 'look.logs', args: { query: 'timeout' } }),
      session.append({ kind: 'note.fact', args: { text: 'calm', status: 'known' } }),
    ]);
    expect(answers.map((answer) => [answer.entry.seq, answer.entry.kind])).toEqual(kinds.map((kind, index) => [index + 1, kind]));
    expect(answers[1]?.look?.kind).toBe('logs');
    await expect(session.append({ kind: 'note.fact', args: { text: 'x'.repeat(501), status: 'known' } })).rejects.toBeInstanceOf(
      HostRequestError,
    );
    expect(session.journal).toHaveLength(3);
  });

  test('C4 while looking back nothing can be appended; the present returns unchanged', async () => {
    const { session } = await open();
    const { live } = session.getState();
    await session.skipTo(live.nowUs + 60_000_000);
    const present = session.getState().live;
    await session.seek(live.nowUs);
    expect(session.getState().view.nowUs).toBe(live.nowUs);
    await expect(session.append({ kind: 'look.deployments', args: {} })).rejects.toThrow(/looking back/);
    await session.live();
    expect(session.getState().view).toEqual(present);
    expect(session.getState().replayAtUs).toBeUndefined();
  });

  test('a chart answers with values, and with the reason when its expression is wrong', async () => {
    const { session } = await open();
    const { nowUs } = session.getState().live;
    const good = await session.chart('sum(up)', 0, nowUs, 15_000_000);
    expect(good.series[0]?.values.at(-1)).toBeGreaterThan(0);
    expect((await session.chart('sum(', 0, nowUs, 15_000_000)).error).toBeTruthy();
  });

  test('an exported run verifies, opens read-only elsewhere, and an altered one does not verify', async () => {
    const { session } = await open();
    await session.skipTo(session.getState().live.nowUs + 60_000_000);
    await session.append({ kind: 'incident.stand-down', args: { reason: 'nothing is wrong' } });
    const run = await session.exportRun();
    const other = await open({ run, id: 'other' });
    expect(other.session.getState().live.nowUs).toBe(session.getState().live.nowUs);
    expect(await other.session.verify({ ...run, resultHash: '0123456789abcdef' })).toMatchObject({ ok: false });
    expect(await other.session.verify(run)).toMatchObject({ ok: true });
    await expect(other.session.append({ kind: 'look.deployments', args: {} })).rejects.toThrow();
    expect(await other.store.list()).toEqual([]);
    const altered = await session.verify({ ...run, resultHash: run.resultHash === '0'.repeat(16) ? '1'.repeat(16) : '0'.repeat(16) });
    expect(altered.ok).toBe(false);
    expect(altered.reason).not.toBe('');
  });

  test('a scenario whose rules no Prometheus would take is refused', async () => {
    const rules = `${bundle.files['rules.yaml']}  - { name: odd, rules: [ { alert: Odd, expr: up, for: soon } ] }\n`;
    const failure = await open({ bundle: { ...bundle, files: { ...bundle.files, 'rules.yaml': rules } } }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ details: [expect.stringMatching(/^rules\.yaml:\d+: groups\.\d+\.rules\.0\.for: /)] });
  });

  test('a broken scenario is refused with every problem and its place', async () => {
    const broken = { slug: 'evening-shift', files: { ...bundle.files, 'scenario.yaml': 'version: 1\nmeta: { title: 3 }\n' } };
    const failure = await open({ bundle: broken }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HostRequestError);
    expect((failure as HostRequestError).details.some((line) => line.startsWith('scenario.yaml:2'))).toBe(true);
  });

  test('a run file is read with every problem and its place', async () => {
    const { session } = await open();
    await session.append({ kind: 'note.timeline', args: { text: 'here' } });
    const run = await session.exportRun();
    const file = (text: string) => new File([text], 'mine.run.json');
    expect(await readRunFile(file(JSON.stringify(run)))).toEqual({ ok: true, run });
    const gap = JSON.stringify({ ...run, journal: run.journal.map((entry) => ({ ...entry, seq: entry.seq + 1 })) }, null, 1);
    expect(await readRunFile(file(gap))).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/^mine\.run\.json:\d+:\d+: run\/seq/)],
    });
    expect(await readRunFile(file('hello'))).toMatchObject({ ok: false, problems: [expect.stringContaining('mine.run.json')] });
  });

  test('C6 leaving while the drill is being scored is no error', async () => {
    const { session } = await open();
    await session.append({ kind: 'review.submit', args: {} });
    const settled: string[] = [];
    for (const request of [session.score(), session.chart('up', 0, 0, 5_000_000)])
      request.then(
        () => settled.push('answered'),
        (error: Error) => settled.push(error.message),
      );
    session.close();
    // A whole turn of the event loop: every rejection would have arrived.
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toEqual([]);
  });

  test('H7 nothing of the truth is told before the review is submitted', async () => {
    const { session } = await open();
    await expect(session.score()).rejects.toThrow(/review is submitted/);
    await expect(session.fork({ label: 'idle', edit: { kind: 'idle' }, seeds: 1 })).rejects.toThrow(/review is submitted/);
  });

  test('score and forks report progress and change nothing', async () => {
    const { session } = await open();
    await session.append({ kind: 'review.submit', args: {} });
    const before = session.getState().live;
    const said: string[] = [];
    const fork = await session.fork({ label: 'idle', edit: { kind: 'idle' }, seeds: 2 }, (_, text) => said.push(text));
    expect(fork.seeds).toBe(2);
    expect(fork.curves.atUs.length).toBe(fork.curves.usersAffected.length);
    expect(said).toEqual(['idle: 0 of 2 seeds', expect.stringMatching(/^idle: 1 of 2 seeds, about \d+ s left$/), 'idle: 2 of 2 seeds']);
    expect(session.getState().live).toEqual(before);
  });
});

describe('forks of a drill in which somebody stopped early', () => {
  const small = { slug: 'small-shop', files: { ...SMALL_FILES } };
  const MINUTE_US = 60_000_000;

  async function stopped(drafts: EntryDraft[]) {
    const { session } = await open({ bundle: small });
    await session.skipTo(session.getState().live.nowUs + MINUTE_US);
    for (const draft of drafts) await session.append(draft);
    // "I stop here": the rest of the time passes and nothing is declared.
    await session.skipTo(session.getState().live.scenario.lengthUs);
    await expect(session.score()).rejects.toThrow(/review is submitted/);
    await session.append({ kind: 'review.submit', args: {} });
    return session;
  }
  const ROLLBACK: EntryDraft = { kind: 'command.rollback', args: { service: 'payments' } };

  test('H7 it can be scored, and so can its run file elsewhere, but nothing more is played there', async () => {
    const session = await stopped([]);
    expect((await session.score()).card.total.pointsMax).toBeGreaterThan(0);
    const other = await open({ bundle: small, run: await session.exportRun() });
    expect((await other.session.score()).card.total).toEqual((await session.score()).card.total);
    const worker = channel(new ManualClock());
    const port = new DrillPort(worker);
    const run = await session.exportRun();
    await port.request({ type: 'open', bundle: small, seed: run.seed, journal: run.journal, untilUs: MINUTE_US, readOnly: true });
    await expect(port.request({ type: 'append', draft: ROLLBACK })).rejects.toThrow(/opened to look at/);
    await expect(port.request({ type: 'skip', toUs: 2 * MINUTE_US })).rejects.toThrow(/opened to look at/);
  });

  test('H8 a change that changes nothing makes no difference on any seed, though the seeds end apart', async () => {
    const session = await stopped([ROLLBACK]);
    const same = await session.fork({ label: 'same', edit: { kind: 'shift', seq: 1, byUs: 0 }, seeds: 3 });
    expect(same.usersDifference).toEqual({ median: 0, low: 0, high: 0 });
    expect(same.revenueDifference).toEqual({ median: 0, low: 0, high: 0 });
    expect(same.usersAffected.high).toBeGreaterThan(same.usersAffected.low);
    const idle = await session.fork({ label: 'idle', edit: { kind: 'idle' }, seeds: 3 });
    expect(idle.usersDifference.low).toBeGreaterThan(0);
    expect(idle.revenueDifference.low).toBeGreaterThan(0);
    expect(idle.usersAffected.low).toBeGreaterThan(same.usersAffected.high);
  });
});

test('the middle of a handful of runs: median, and a twentieth put aside at each end', () => {
  expect(spread([5, 1, 3])).toEqual({ median: 3, low: 1, high: 5 });
  expect(spread([7])).toEqual({ median: 7, low: 7, high: 7 });
  const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
  expect(spread(twenty)).toEqual({ median: 10.5, low: 2, high: 19 });
  expect(spread(twenty.map((value) => -value))).toEqual({ median: -10.5, low: -19, high: -2 });
});
