// What only a browser has: a database of version 1 brought up to date, a tab that holds on to it, locks between tabs, a page that closes while one types.
import { afterEach, describe, expect, test } from 'vitest';
import { claimDrill } from '../../src/host/client/claim.ts';
import { draftsOf, openDrillStore } from '../../src/host/client/index.ts';
import { drillResult, savedDrill } from '../support/learner.ts';

let serial = 0;
const names: string[] = [];
const freshName = (): string => {
  serial += 1;
  const name = `faultline-store-test-${serial}`;
  names.push(name);
  return name;
};
const opened: IDBDatabase[] = [];

/** As version 1 of the store made it: one store, drills by their id. */
function versionOne(name: string, drills: readonly unknown[]): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore('drills', { keyPath: 'id' });
      for (const drill of drills) store.put(drill);
    };
    request.onsuccess = () => {
      opened.push(request.result);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  for (const name of names.splice(0)) indexedDB.deleteDatabase(name);
  localStorage.clear();
});

describe('the database', () => {
  test('of version 1 keeps its drills, and the instant that was noted beside them', async () => {
    const name = freshName();
    const { score: _, ...without } = savedDrill({ id: 'no-score' });
    const old = await versionOne(name, [
      savedDrill({ score: { points: 61, pointsMax: 130 }, phase: 'scored' }),
      without,
      { id: 'damaged', version: 1 },
    ]);
    old.close();
    localStorage.setItem('faultline/instant/aaaaaaaa-0001', '99000000');
    const store = await openDrillStore(name);
    const drills = await store.list();
    expect(drills.map(({ id }) => id).sort()).toEqual(['aaaaaaaa-0001', 'no-score']);
    expect(drills.find(({ id }) => id === 'aaaaaaaa-0001')).toMatchObject({ untilUs: 99_000_000, score: { points: 61 } });
    expect((await store.setAside()).map(({ key }) => key)).toEqual(['damaged']);
    await store.putResult(drillResult());
    expect(await (await openDrillStore(name)).results()).toEqual([drillResult()]);
  });

  test('that an older tab holds open is refused with what to do, instead of waiting for ever', async () => {
    const name = freshName();
    await versionOne(name, []);
    await expect(openDrillStore(name)).rejects.toThrow('Close that tab');
  });

  test('of a newer Faultline is left alone', async () => {
    const name = freshName();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 99);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await expect(openDrillStore(name)).rejects.toThrow('newer version');
  });

  test('lets go when a newer version comes', async () => {
    const name = freshName();
    const store = await openDrillStore(name);
    await store.put(savedDrill());
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name, 3);
      request.onblocked = () => reject(new Error('blocked'));
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  });
});

describe('two tabs on one drill', () => {
  test('the second only looks, and learns when the first lets go', async () => {
    const first = await claimDrill('locked');
    const second = await claimDrill('locked');
    expect([first.held, second.held]).toEqual([true, false]);
    let freed = false;
    void second.freed.then(() => {
      freed = true;
    });
    expect((await claimDrill('another')).held).toBe(true);
    expect(freed).toBe(false);
    first.release();
    await expect.poll(() => freed).toBe(true);
    expect((await claimDrill('locked')).held).toBe(true);
  });

  test('one that leaves before its turn waits no longer', async () => {
    const first = await claimDrill('left');
    const second = await claimDrill('left');
    second.release();
    first.release();
    await expect.poll(async () => (await navigator.locks.query()).pending?.filter((lock) => lock.name?.endsWith('left'))).toEqual([]);
  });
});

describe('a text that is being written', () => {
  test('survives the closing of the page, though the database had no time', async () => {
    const name = freshName();
    const store = await openDrillStore(name);
    draftsOf(store).set('drill', 'update', '"half a sent"');
    window.dispatchEvent(new Event('pagehide'));
    expect(localStorage.getItem('faultline/draft/drill/update')).toBe('"half a sent"');
    const again = draftsOf(await openDrillStore(name));
    await again.load('drill');
    expect(again.get('drill', 'update')).toBe('"half a sent"');
    await again.flush();
    expect(localStorage.getItem('faultline/draft/drill/update')).toBeNull();
  });

  test('that was recorded as the page closed does not come back', async () => {
    const name = freshName();
    const store = await openDrillStore(name);
    const drafts = draftsOf(store);
    drafts.set('drill', 'update', '"sent"');
    await drafts.flush();
    localStorage.setItem('faultline/draft/drill/update', '');
    const again = draftsOf(await openDrillStore(name));
    await again.load('drill');
    expect(again.get('drill', 'update')).toBeUndefined();
    await again.flush();
    expect(await store.drafts('drill')).toEqual([]);
  });
});
