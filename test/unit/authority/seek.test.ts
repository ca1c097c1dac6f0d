// Seeking (src/authority/README.md, A7): an earlier instant shows what was seen then, and the live drill does not notice.
import { beforeAll, describe, expect, it } from 'vitest';
import { Authority } from '../../../src/authority/index.ts';
import type { DrillView } from '../../../src/schema/index.ts';
import { Drill, MIN, S } from '../../support/drills.ts';
import { smallScenario } from '../../support/worlds.ts';

/** A drill with entries between and on keyframes, and what was seen on the way. */
function played(): { drill: Drill; seen: Map<number, DrillView> } {
  const drill = new Drill().paged();
  const seen = new Map<number, DrillView>();
  const t0 = drill.t0;
  const acts: [number, () => void][] = [
    [7 * S, () => drill.add('alert.acknowledge', { alert: 'WebErrors' })],
    [11 * S, () => drill.add('people.ask', { person: 'bank-contact', about: 'bank' })],
    [20 * S, () => drill.add('look.diff', { service: 'payments' })],
    [21 * S, () => drill.add('hypothesis.pin', { cause: { component: 'payments', kind: 'configuration' }, look: 3, supports: 'for' })],
    [25 * S, () => drill.add('command.rollback', { service: 'payments' })],
    [3 * MIN, () => drill.add('comms.status-update', { audience: 'executive', state: 'monitoring', nextUpdateMinutes: 1 })],
    [5 * MIN, () => drill.add('incident.resolve')],
  ];
  for (const [afterUs, act] of acts) {
    drill.at(t0 + afterUs);
    act();
    drill.at(t0 + afterUs + 1);
    seen.set(drill.authority.nowUs, structuredClone(drill.view));
  }
  const keyframe = Math.ceil(drill.authority.nowUs / (30 * S)) * 30 * S;
  drill.at(keyframe);
  drill.add('note.timeline', { text: 'on a keyframe' });
  drill.at(keyframe + 1);
  seen.set(keyframe + 1, structuredClone(drill.view));
  drill.at(14 * MIN);
  return { drill, seen };
}

describe('seek', () => {
  let drill: Drill;
  let seen: Map<number, DrillView>;
  beforeAll(() => {
    ({ drill, seen } = played());
  });

  it('A7 shows exactly what was seen', () => {
    for (const [atUs, view] of [...seen].reverse()) expect(drill.authority.seek(atUs), `at ${atUs}`).toEqual(view);
    expect(drill.authority.seek(0)).toMatchObject({ nowUs: 0, seq: 0, phase: 'briefing', messages: [] });
  });

  it('A7 leaves the live drill alone', () => {
    const before = { hash: drill.authority.hash(), view: structuredClone(drill.view), nowUs: drill.authority.nowUs };
    drill.authority.seek(4 * MIN + 12_345);
    expect({ hash: drill.authority.hash(), view: drill.view, nowUs: drill.authority.nowUs }).toEqual(before);
    drill.at(15 * MIN);
    expect(drill.authority.hash()).toBe(
      played()
        .drill.at(15 * MIN)
        .authority.hash(),
    );
  });

  it('A7 works without keyframes, only slower, and not beyond now', () => {
    const bare = Authority.open(smallScenario(), 'test-1', { records: false });
    bare.advanceTo(5 * MIN);
    expect(bare.checkpoints).toEqual([]);
    expect(bare.seek(3 * MIN)).toEqual(new Drill().at(3 * MIN).view);
    expect(bare.seek(99 * MIN).nowUs).toBe(5 * MIN);
  });

  it('A7 keeps keyframes further apart in a run longer than two hours', () => {
    const small = smallScenario();
    const long = Authority.open({ ...small, meta: { ...small.meta, length: 5 * 60 * MIN } }, 'test-1');
    long.advanceTo(4 * MIN);
    expect(long.checkpoints.map(({ atUs }) => atUs)).toEqual([90 * S, 180 * S]);
    expect(long.seek(2 * MIN).nowUs).toBe(2 * MIN);
  });
});
