// The one drill that is open across screens: what is left while it opens is closed, whatever is entered afterwards.
import { expect, test } from 'vitest';
import { DrillSession, memoryStore } from '../../../src/host/client/index.ts';
import { type OpenSession, SessionKeeper } from '../../../src/ui/app/services.ts';
import { bundleOf, channel, ManualClock } from '../host/support.ts';

const bundle = bundleOf('evening-shift');
const session = (): Promise<DrillSession> =>
  DrillSession.open({ worker: channel(new ManualClock()), store: memoryStore(), bundle, id: 'drill', seed: 'keeper' });

/** An opening that is through when the test says so. */
function opening(): { open: OpenSession; through: (session: DrillSession) => Promise<void> } {
  let resolve = (_: DrillSession): void => undefined;
  const promise = new Promise<DrillSession>((done) => {
    resolve = done;
  });
  return {
    open: () => promise,
    through: async (opened) => {
      resolve(opened);
      await promise;
      await Promise.resolve();
    },
  };
}

test('what is left has written its last when leaving is through, though it was still opening', async () => {
  const keeper = new SessionKeeper();
  const late = opening();
  keeper.ensure('drill/a', late.open);
  let left = false;
  const leaving = keeper.close().then(() => {
    left = true;
  });
  const opened = await session();
  let closed = false;
  opened.whenClosed(() => {
    closed = true;
  });
  expect(left).toBe(false);
  await late.through(opened);
  await leaving;
  expect(closed).toBe(true);
});

test('an address that is left and entered again while it opens keeps the second drill and closes the first', async () => {
  const keeper = new SessionKeeper();
  const [first, second] = [await session(), await session()];
  let firstClosed = false;
  first.whenClosed(() => {
    firstClosed = true;
  });
  const [left, entered] = [opening(), opening()];
  keeper.ensure('drill/a', left.open);
  keeper.close();
  keeper.ensure('drill/a', entered.open);
  await left.through(first);
  expect(firstClosed).toBe(true);
  expect(keeper.get().status).toBe('opening');
  await entered.through(second);
  expect(keeper.get()).toEqual({ status: 'open', session: second });
  keeper.close();
  expect(keeper.get().status).toBe('opening');
});
