// A recorded look shows again what it showed, also in a drill that was resumed; showing it again is no look.
import { expect, test } from 'vitest';
import { DrillSession, memoryStore } from '../../../src/host/client/index.ts';
import { bundleOf, channel, ManualClock } from './support.ts';

const bundle = bundleOf('evening-shift');

test('H9 what a look showed can be asked for again, and asking leaves no entry', async () => {
  const store = memoryStore();
  const session = await DrillSession.open({ worker: channel(new ManualClock()), store, bundle, id: 'drill', seed: 'host' });
  const joinedUs = session.getState().live.nowUs;
  const { entry, look } = await session.append({ kind: 'look.deployments', args: {} });
  await session.append({ kind: 'note.fact', args: { text: 'quiet', status: 'known' } });
  await session.skipTo(joinedUs + 120e6);
  const { seq } = session.getState().live;
  expect(look?.kind).toBe('deployments');
  expect(await session.look(entry.seq)).toEqual(look);
  await session.seek(joinedUs + 1e6);
  expect(await session.look(entry.seq)).toEqual(look);
  expect(await session.look(entry.seq + 1)).toBeUndefined();
  expect(await session.look(999)).toBeUndefined();
  await session.live();
  expect(session.getState().live.seq).toBe(seq);
  await session.save();

  const saved = await store.get('drill');
  const again = await DrillSession.open({ worker: channel(new ManualClock()), store, bundle, id: 'drill', seed: 'host', saved });
  expect(await again.look(entry.seq)).toEqual(look);
});
