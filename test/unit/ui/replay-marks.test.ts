// Looking back: marks to jump to, steps between instants, the address of an instant.
import { expect, test } from 'vitest';
import { DrillSession, memoryStore } from '../../../src/host/client/index.ts';
import { addressOf, entryInstants, instantOf, replayMarks, stepFrom } from '../../../src/ui/replay/marks.ts';
import { bundleOf, channel, ManualClock } from '../host/support.ts';

test('an address names an instant exactly, and nothing else is one', () => {
  for (const atUs of [0, 1, 754_000_000, 754_123_456, 3_600_000_001]) expect(instantOf(addressOf('d', atUs).split('/').at(-1))).toBe(atUs);
  for (const text of [undefined, '', 'soon', '-1', '1e9', '12345678', '1.1234567']) expect(instantOf(text)).toBeUndefined();
});

test('steps go to the next instant either way and stop at the ends', () => {
  const instants = [10, 20, 30];
  expect([stepFrom(instants, 10, 1), stepFrom(instants, 25, -1), stepFrom(instants, 30, 1), stepFrom(instants, 5, -1)]).toEqual([
    20,
    20,
    undefined,
    undefined,
  ]);
});

test('pages, actions, what was said and moments of a real run are marks, in order of time', async () => {
  const session = await DrillSession.open({
    worker: channel(new ManualClock()),
    store: memoryStore(),
    bundle: bundleOf('timeout-cascade'),
    id: 'drill',
    seed: 'marks',
  });
  const startUs = session.getState().live.nowUs;
  await session.append({ kind: 'incident.declare', args: { severity: 'SEV-1' } });
  await session.append({ kind: 'look.deployments', args: {} });
  await session.skipTo(startUs + 60e6);
  await session.append({ kind: 'command.rollback', args: { service: 'payment-service' } });
  const { live } = session.getState();
  const moment = { kind: 'costliest minute' as const, fromUs: startUs, toUs: startUs + 30e6, text: 'dear', visible: [] };
  const marks = replayMarks(live, [moment]);
  expect(marks.map(({ atUs }) => atUs)).toEqual([...marks.map(({ atUs }) => atUs)].sort((a, b) => a - b));
  expect(marks.filter(({ kind }) => kind === 'page')[0]?.atUs).toBe(live.tPlusZeroUs);
  expect(marks.filter(({ kind }) => kind !== 'page').map(({ kind, atUs }) => [kind, atUs])).toEqual([
    ['statement', startUs],
    ['moment', startUs + 30e6],
    ['action', startUs + 60e6],
  ]);
  expect(entryInstants(session.journal)).toEqual([startUs, startUs + 60e6]);
});
