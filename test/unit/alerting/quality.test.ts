// What tames a storm, each wish alone and on; everything held back stays listed with its reason.
import { describe, expect, it } from 'vitest';
import { optionsOf, type Stretch, Tape } from '../../support/alert-tape.ts';

const held = (tape: Tape): string[] =>
  tape
    .view()
    .groups.flatMap(({ alerts }) =>
      alerts.flatMap(({ alert, heldBack }) => (heldBack === undefined ? [] : `${alert.alert}: ${heldBack.because}`)),
    );
const texts = (tape: Tape): string[] => tape.said.map(({ atUs, text }) => `${atUs / 1e6} ${text}`);

describe('deduplicate', () => {
  const flapping: Stretch[] = [
    { alert: 'A', fromS: 10, toS: 20 },
    { alert: 'A', fromS: 30, toS: 40 },
    { alert: 'A', fromS: 55 },
  ];
  it('off: each firing is told', () => {
    expect(texts(new Tape(optionsOf(undefined), flapping).to(100))).toHaveLength(3);
  });
  it('on: the same alert is told again only after the cooldown', () => {
    const tape = new Tape(optionsOf(undefined, { deduplicate: '1m' }), flapping).to(60);
    expect(texts(tape)).toEqual(['10 A: A is bad']);
    expect(held(tape)).toEqual(Array.from({ length: 2 }, () => 'A: Told at 09:00:10, which is within the cooldown'));
    expect(texts(tape.to(100))).toEqual(['10 A: A is bad', '70 A: A is bad']);
    expect(tape.view().counts).toEqual({ fired: 3, told: 2, waiting: 0, heldBack: { duplicate: 1 } });
  });
});

describe('suppressDownstream', () => {
  const cascade: Stretch[] = [
    { alert: 'Db{component=db}', fromS: 10, toS: 50 },
    { alert: 'Api{component=api}', fromS: 10 },
    { alert: 'Web{service=web}', fromS: 12 },
    { alert: 'Mail{component=mail}', fromS: 12 },
  ];
  it('off: the whole cascade is told', () => {
    expect(texts(new Tape(optionsOf(undefined), cascade).to(60))).toHaveLength(4);
  });
  it('on: only what depends on nothing that is told of, until that is over', () => {
    const tape = new Tape(optionsOf(undefined, { suppressDownstream: true }), cascade).to(40);
    expect(texts(tape)).toEqual(['10 Db: Db{component=db} is bad', '12 Mail: Mail{component=mail} is bad']);
    expect(held(tape)).toEqual(['Api: api depends on db, of which Db tells', 'Web: web depends on db, of which Db tells']);
    expect(texts(tape.to(60)).slice(2)).toEqual(['50 Api: Api{component=api} is bad']);
    expect(held(tape)).toEqual(['Web: web depends on api, of which Api tells']);
  });
  it('an alert of another receiver, or one that nobody is told of, suppresses nothing', () => {
    const tape = new Tape(optionsOf(undefined, { suppressDownstream: true }), [
      { alert: 'Db{component=db,severity=ticket}', fromS: 10 },
      { alert: 'Api{component=api}', fromS: 10 },
    ]).to(20);
    expect(texts(tape)).toEqual(['10 Api: Api{component=api} is bad']);
  });
});

describe('correlate', () => {
  const cascade: Stretch[] = [
    { alert: 'Web{component=web}', fromS: 10 },
    { alert: 'Api{component=api}', fromS: 11 },
    { alert: 'Mail{component=mail}', fromS: 12 },
    { alert: 'Db{component=db}', fromS: 20 },
    { alert: 'Late{component=db}', fromS: 200 },
  ];
  it('on: connected alerts that begin together are one incident, told together, with a probable root', () => {
    const tape = new Tape(optionsOf(undefined, { correlate: '1m' }), cascade).to(100);
    expect(texts(tape)).toEqual([
      '10 Web: Web{component=web} is bad',
      '12 Mail: Mail{component=mail} is bad',
      '70 [3 firing] Web: Web{component=web} is bad; Api: Api{component=api} is bad; Db: Db{component=db} is bad',
    ]);
    expect(tape.view().groups.map(({ probableRoot, alerts }) => [probableRoot, alerts.length])).toEqual([
      ['Db on db', 3],
      [undefined, 1],
    ]);
    expect(tape.to(210).view().groups).toHaveLength(3);
  });
  it('what connects two incidents makes them one', () => {
    const tape = new Tape(optionsOf(undefined, { correlate: '1m' }), [
      { alert: 'Api{component=api}', fromS: 10 },
      { alert: 'Shop{component=shop}', fromS: 12 },
      { alert: 'Db{component=db}', fromS: 20 },
    ]).to(15);
    expect(tape.view().groups).toHaveLength(2);
    expect(
      tape
        .to(30)
        .view()
        .groups.map(({ probableRoot, alerts }) => [probableRoot, alerts.length]),
    ).toEqual([['Db on db', 3]]);
    expect(texts(tape.to(200))).toEqual([
      '10 Api: Api{component=api} is bad',
      '12 Shop: Shop{component=shop} is bad',
      '70 [2 firing] Api: Api{component=api} is bad; Db: Db{component=db} is bad',
    ]);
  });
  it('waits for the turn of the incident: neither told nor held back', () => {
    const tape = new Tape(optionsOf(undefined, { correlate: '1m' }), cascade).to(30);
    expect(tape.view().counts).toEqual({ fired: 4, told: 2, waiting: 2, heldBack: {} });
    expect(tape.view().groups[0]!.nextTellAtUs).toBe(70e6);
  });
});

describe('maintenance', () => {
  it('holds back the components it names until it is over', () => {
    const maintenance = [{ fromUs: 5e6, toUs: 30e6, components: ['db'], note: 'index rebuild' }];
    const tape = new Tape(optionsOf(undefined, {}, { maintenance }), [
      { alert: 'Db{component=db}', fromS: 10 },
      { alert: 'Web{component=web}', fromS: 10 },
    ]).to(20);
    expect(texts(tape)).toEqual(['10 Web: Web{component=web} is bad']);
    expect(held(tape)).toEqual(['Db: Maintenance until 09:00:30: index rebuild']);
    expect(texts(tape.to(40))).toHaveLength(2);
    expect(tape.said[1]?.atUs).toBe(30e6);
  });
});

describe('rateLimit', () => {
  it('one rule is told so many times in so much time', () => {
    const stretches = [1, 2, 3, 4, 5].map((pod): Stretch => ({ alert: `Pod{pod=p${pod}}`, fromS: 10 * pod }));
    const tape = new Tape(optionsOf(undefined, { rateLimit: { count: 2, per: '1m' } }), [...stretches, { alert: 'Other', fromS: 50 }]).to(
      60,
    );
    expect(tape.said.map(({ atUs }) => atUs / 1e6)).toEqual([10, 20, 50]);
    expect(held(tape)[0]).toBe('Pod: Pod was told 2 times in the last 1 min');
    // What still fires is told as soon as the rate allows.
    expect(tape.to(150).said.map(({ atUs }) => atUs / 1e6)).toEqual([10, 20, 50, 70, 80, 130]);
  });
});

describe('storm', () => {
  const stretches = Array.from(
    { length: 60 },
    (_, i): Stretch => ({
      alert: `Rule${i % 3}{pod=p${i},component=${['db', 'api', 'web'][i % 3]}}`,
      fromS: 10 + Math.floor(i / 20),
      ...(i < 30 ? { toS: 300 } : {}),
    }),
  );
  it('off: sixty messages', () => {
    expect(new Tape(optionsOf(undefined), stretches).to(60).said).toHaveLength(60);
  });
  it('on: one message says how much, of what and where from; the rest of the storm is one more when it is over', () => {
    const tape = new Tape(optionsOf(undefined, { storm: { count: 10, within: '1m' } }), stretches).to(60);
    expect(texts(tape)).toEqual([
      '10 Alert storm: 20 alerts on 3 components. Most: Rule0 (7); Rule1 (7); Rule2 (6). Probable root: Rule0 on db.',
    ]);
    expect(tape.said[0]).toMatchObject({ summary: true, firing: { length: 20 } });
    expect(tape.view().counts).toEqual({ fired: 60, told: 20, waiting: 0, heldBack: { storm: 40 } });
    expect(held(tape)[0]).toBe('Rule0: Part of the storm told of at 09:00:10');
    expect(texts(tape.to(400)).slice(1)).toEqual([
      '72 The storm is over; 40 more fire. Most: Rule2 (14); Rule0 (13); Rule1 (13). Probable root: Rule0 on db.',
    ]);
    expect(tape.view().counts).toMatchObject({ told: 60, heldBack: {} });
  });
});

describe('rank', () => {
  const stretches: Stretch[] = [
    { alert: 'Mail{component=mail}', fromS: 10 },
    { alert: 'Db{component=db}', fromS: 20 },
  ];
  const order = (quality: Record<string, unknown>): unknown =>
    new Tape(optionsOf(undefined, quality), stretches)
      .to(30)
      .view({ web: 12, mail: 3 })
      .groups.map(({ labels, rank, failedPerS }) => [labels['alertname'], rank, failedPerS]);
  it('by time, or by what fails at a component and at those that need it', () => {
    expect(order({})).toEqual([
      ['Mail', 1, 3],
      ['Db', 2, 12],
    ]);
    expect(order({ rank: true })).toEqual([
      ['Db', 1, 12],
      ['Mail', 2, 3],
    ]);
  });
});

it('acknowledged alerts are marked', () => {
  const tape = new Tape(optionsOf(undefined), [{ alert: 'A', fromS: 10 }]).to(20);
  expect(tape.view({}, { A: 15e6 }).groups[0]!.alerts[0]!.acknowledged).toBe(true);
});
