// What a learner keeps: checked when read, set aside when damaged, merged when imported, deleted with a way back.
import { describe, expect, test } from 'vitest';
import { deleteEverything, draftsOf, memoryStore, storeOver } from '../../../src/host/client/index.ts';
import { type Backend, memoryBackend } from '../../../src/host/client/store/backend.ts';
import { restored } from '../../../src/ui/app/use-draft.ts';
import { draft, drillResult, learningCard, postMortem, savedDrill } from '../../support/learner.ts';

async function filled(backend: Backend = memoryBackend()) {
  const store = storeOver(backend);
  await store.put(savedDrill());
  await store.putResult(drillResult());
  await store.putCards([learningCard()]);
  await store.putPostMortem(postMortem());
  await store.putDraft(draft());
  await store.setPreference('briefing', { level: 'expert' });
  return store;
}

describe('records', () => {
  test('come back as they were put', async () => {
    const store = await filled();
    expect(await store.list()).toEqual([savedDrill()]);
    expect(await store.get('aaaaaaaa-0001')).toEqual(savedDrill());
    expect(await store.results()).toEqual([drillResult()]);
    expect(await store.cards()).toEqual([learningCard()]);
    expect(await store.postMortem('aaaaaaaa-0001')).toEqual(postMortem());
    expect(await store.drafts('aaaaaaaa-0001')).toEqual([draft()]);
    expect(await store.preference('briefing')).toEqual({ level: 'expert' });
    expect(await store.preference('never set')).toBeUndefined();
  });

  test('drills are listed with the last played first, results with the oldest first', async () => {
    const store = memoryStore();
    for (const [id, day] of [
      ['a', '02'],
      ['b', '04'],
      ['c', '03'],
    ] as const) {
      await store.put(savedDrill({ id, updatedAt: `2026-01-${day}T00:00:00Z` }));
      await store.putResult(drillResult({ id, finishedAt: `2026-01-${day}T00:00:00Z` }));
    }
    expect((await store.list()).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect((await store.results()).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  test('a damaged record is set aside with its reason, and the others are read as ever', async () => {
    const backend = memoryBackend();
    const store = await filled(backend);
    await backend.write([
      { store: 'drills', key: 'torn', value: { ...savedDrill({ id: 'torn' }), journal: [{ seq: 1, kind: 'look.unheard-of' }] } },
      { store: 'drills', key: 'other', value: savedDrill({ id: 'not-other' }) },
      { store: 'results', key: 'nan', value: { ...drillResult({ id: 'nan' }), points: 'many' } },
      { store: 'cards', key: 'text', value: 'no card' },
    ]);
    expect((await store.list()).map(({ id }) => id)).toEqual(['aaaaaaaa-0001']);
    expect(await store.results()).toHaveLength(1);
    expect(await store.cards()).toHaveLength(1);
    const aside = await store.setAside();
    expect(aside.map(({ store: name, key, problem }) => `${name}/${key}: ${problem}`)).toEqual([
      'cards/text: the record: Invalid input: expected object, received string',
      'drills/other: It lies under the name of another record.',
      'drills/torn: journal.0: a journal entry of a known kind',
      'results/nan: points: Invalid input: expected number, received string',
    ]);
    expect(await backend.get('drills', 'torn')).toBeUndefined();
    expect(aside[2]?.value).toMatchObject({ id: 'torn', title: 'Timeout cascade' });
    await store.forgetSetAside();
    expect(await store.setAside()).toEqual([]);
  });

  test('a record of a newer version stays where it is for the version that can read it', async () => {
    const backend = memoryBackend();
    const store = storeOver(backend);
    await backend.write([{ store: 'drills', key: 'new', value: { version: 2, id: 'new', shape: 'unknown' } }]);
    expect(await store.list()).toEqual([]);
    expect(await store.get('new')).toBeUndefined();
    expect(await store.setAside()).toEqual([]);
    expect(await backend.get('drills', 'new')).toMatchObject({ shape: 'unknown' });
  });

  test('when setting aside fails the readable records still come', async () => {
    const backend = memoryBackend();
    await filled(backend);
    await backend.write([{ store: 'cards', key: 'bad', value: 1 }]);
    const reported: unknown[] = [];
    Object.assign(globalThis, { reportError: (error: unknown) => reported.push(error) });
    const full = storeOver({ ...backend, write: () => Promise.reject(new Error('disk full')) });
    expect(await full.cards()).toEqual([learningCard()]);
    expect(reported).toEqual([new Error('disk full')]);
  });

  test('deleting a drill takes its drafts and its post-mortem with it, and leaves its result', async () => {
    const store = await filled();
    await store.putDraft(draft({ drillId: 'other' }));
    await store.delete('aaaaaaaa-0001');
    expect(await store.list()).toEqual([]);
    expect(await store.postMortems()).toEqual([]);
    expect(await store.drafts('aaaaaaaa-0001')).toEqual([]);
    expect(await store.drafts('other')).toHaveLength(1);
    expect(await store.results()).toHaveLength(1);
  });

  test('a card that is added again keeps its schedule and takes the new words', async () => {
    const store = memoryStore();
    const learnt = learningCard({ schedule: { ...learningCard().schedule, reviews: 3, state: 'review', stabilityDays: 12 } });
    await store.putCards([learnt]);
    await store.addCards([learningCard({ answer: 'Who holds it.' }), learningCard({ id: 'second' })]);
    expect(await store.cards()).toEqual([{ ...learnt, answer: 'Who holds it.' }, learningCard({ id: 'second' })]);
  });
});

describe('own data as one file', () => {
  test('what is exported can be imported elsewhere, after a journey as text', async () => {
    const { parseLearnerFile } = await import('../../../src/schema/index.ts');
    const file = await (await filled()).exportAll();
    const parsed = parseLearnerFile(JSON.stringify(file));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const elsewhere = memoryStore();
    const counts = await elsewhere.importAll(parsed.value);
    expect(counts).toEqual({ taken: { drills: 1, results: 1, cards: 1, postmortems: 1, drafts: 1, preferences: 1 }, kept: 0 });
    const again = await elsewhere.exportAll();
    expect({ ...again, exportedAt: '' }).toEqual({ ...parsed.value, exportedAt: '' });
  });

  test('of two versions of a record the later stays; own choices are never replaced', async () => {
    const store = await filled();
    await store.setPreference('briefing', { level: 'beginner' });
    const file = await store.exportAll();
    await store.setPreference('briefing', { level: 'expert' });
    await store.put(savedDrill({ updatedAt: '2026-02-01T00:00:00Z', title: 'played on' }));
    const counts = await store.importAll({
      ...file,
      results: [drillResult({ finishedAt: '2026-03-01T00:00:00Z', points: 99 })],
      cards: [learningCard({ schedule: { ...learningCard().schedule, reviews: 1, lastReviewAt: '2026-01-02T00:00:00Z' } })],
    });
    expect(counts).toEqual({ taken: { drills: 0, results: 1, cards: 1, postmortems: 0, drafts: 0, preferences: 0 }, kept: 4 });
    expect((await store.list())[0]?.title).toBe('played on');
    expect((await store.results())[0]?.points).toBe(99);
    expect((await store.cards())[0]?.schedule.reviews).toBe(1);
    expect(await store.preference('briefing')).toEqual({ level: 'expert' });
  });

  test('a hostile file is refused as a whole, with what is wrong with it', async () => {
    const { LEARNER_LIMITS, parseLearnerFile } = await import('../../../src/schema/index.ts');
    const file = await (await filled()).exportAll();
    const codes = (text: string) => {
      const parsed = parseLearnerFile(text);
      return parsed.ok ? [] : parsed.issues.map(({ code }) => code);
    };
    expect(codes(JSON.stringify({ ...file, results: [{ ...drillResult(), points: 'all' }] }))).toEqual(['shape/wrong-type']);
    expect(codes(JSON.stringify({ ...file, format: 'faultline-run' }))).toEqual(['learner/no-learner-file']);
    expect(codes(JSON.stringify({ ...file, version: 9 }))).toEqual(['learner/version']);
    expect(codes(JSON.stringify(file).slice(0, 300))).toEqual(['json/syntax']);
    expect(codes(JSON.stringify(file).replace('"drills"', '"__proto__"'))).toEqual(['json/forbidden-key']);
    expect(codes('['.repeat(5_000))).toEqual(['limit/depth']);
    expect(codes(' '.repeat(LEARNER_LIMITS.exportLength + 1))).toEqual(['limit/file-size']);
    const many = Array.from({ length: LEARNER_LIMITS.drills + 1 }, (_, index) => savedDrill({ id: `d${index}`, journal: [] }));
    expect(codes(JSON.stringify({ ...file, drills: many })).length).toBeGreaterThan(0);
  });

  test('everything deleted can be had back until the page is left', async () => {
    const backend = memoryBackend();
    const store = await filled(backend);
    await backend.write([{ store: 'drills', key: 'new', value: { version: 2, id: 'new' } }]);
    const before = await store.exportAll();
    const undo = await store.deleteAll();
    expect({ ...(await store.exportAll()), exportedAt: '' }).toMatchObject({
      drills: [],
      results: [],
      cards: [],
      postMortems: [],
      drafts: [],
    });
    expect(await backend.all('drills')).toEqual([]);
    await undo();
    expect({ ...(await store.exportAll()), exportedAt: '' }).toEqual({ ...before, exportedAt: '' });
    expect(await backend.get('drills', 'new')).toEqual({ version: 2, id: 'new' });
  });
});

describe('drafts', () => {
  test('still to be written when everything is deleted come back with it, and not by themselves', async () => {
    const store = memoryStore();
    const drafts = draftsOf(store);
    drafts.set('drill', 'note', '"half"');
    const deleting = deleteEverything(store);
    drafts.set('drill', 'late', '"typed meanwhile"');
    const undo = await deleting;
    await drafts.flush();
    expect(await store.drafts('drill')).toEqual([]);
    expect(drafts.get('drill', 'note')).toBeUndefined();
    await undo();
    await drafts.load('drill');
    expect(drafts.get('drill', 'note')).toBe('"half"');
  });

  test('are at hand at once, in the store soon, and gone when cleared', async () => {
    const store = memoryStore();
    const drafts = draftsOf(store);
    expect(draftsOf(store)).toBe(drafts);
    let told = 0;
    drafts.subscribe(() => {
      told += 1;
    });
    drafts.set('drill', 'note', '"h"');
    drafts.set('drill', 'note', '"half"');
    expect(drafts.get('drill', 'note')).toBe('"half"');
    expect(told).toBe(2);
    await drafts.flush();
    expect((await store.drafts('drill')).map(({ text }) => text)).toEqual(['"half"']);
    drafts.set('drill', 'note', undefined);
    await drafts.flush();
    expect(await store.drafts('drill')).toEqual([]);
    expect(drafts.get('drill', 'note')).toBeUndefined();
  });

  test('what is typed while the kept ones are read is newer', async () => {
    const store = memoryStore();
    await store.putDraft(draft({ drillId: 'drill', field: 'a', text: '"kept a"' }));
    await store.putDraft(draft({ drillId: 'drill', field: 'b', text: '"kept b"' }));
    const drafts = draftsOf(store);
    const loading = drafts.load('drill');
    drafts.set('drill', 'b', '"typed b"');
    await loading;
    expect([drafts.get('drill', 'a'), drafts.get('drill', 'b')]).toEqual(['"kept a"', '"typed b"']);
  });

  test('count only as far as they still have the shape of the form', () => {
    expect(restored('"text"', '')).toBe('text');
    expect(restored('{"a":1}', '')).toBe('');
    expect(restored('not json', 'x')).toBe('x');
    expect(restored('{"a":"kept","b":7,"gone":1}', { a: '', b: '', c: 'new' })).toEqual({ a: 'kept', b: '', c: 'new' });
    expect(restored('{"eta":{"from":1}}', { eta: undefined as unknown })).toEqual({ eta: { from: 1 } });
    expect(restored('["a"]', [] as string[])).toEqual(['a']);
    expect(restored('{"length":1}', [] as string[])).toEqual([]);
  });
});
