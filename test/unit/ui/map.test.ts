// The map before it is drawn: places, camera, arrows and search, flow as dots, and what each component says.
import { describe, expect, test } from 'vitest';
import { bigSystem } from '../../../src/ui/story/big-system.ts';
import { dotCount, dotDistance, failingDots, pathOf, pointAt } from '../../../src/ui/topology/flow.ts';
import { breakersOf, changeText, frameOf, statesOf, structureOf } from '../../../src/ui/topology/frame.ts';
import { NODE_HEIGHT, NODE_WIDTH, placeTopology } from '../../../src/ui/topology/layout.ts';
import { neighbourhood, searchNodes, stepTo } from '../../../src/ui/topology/neighbours.ts';
import { atEnd, timeMarks } from '../../../src/ui/topology/time-marks.ts';
import {
  clampCamera,
  detailOf,
  fitCamera,
  isWhole,
  panBy,
  pathInSight,
  reveal,
  sightOf,
  toScreen,
  zoomAt,
} from '../../../src/ui/topology/viewport.ts';
import { Drill, MIN } from '../../support/drills.ts';

const { view } = new Drill().at(MIN);
const placed = placeTopology(view.topology, 'LR');
const place = (id: string) => placed.nodes.find((node) => node.id === id) ?? { x: Number.NaN, y: Number.NaN, layer: -1 };
const withGauge = (component: string, change: object) => ({
  ...view,
  gauges: view.gauges.map((gauge) => (gauge.component === component ? { ...gauge, ...change } : gauge)),
});
const stateOf = (changed: typeof view, id: string) => statesOf(changed).find((state) => state.id === id);

describe('places', () => {
  test('callers stand before what they call, in layers; top to bottom the same', () => {
    expect(place('users').layer).toBe(0);
    expect(place('web').x).toBeLessThan(place('payments').x);
    const tall = placeTopology(view.topology, 'TB');
    const y = (id: string) => tall.nodes.find((node) => node.id === id)?.y ?? 0;
    expect(y('web')).toBeLessThan(y('payments'));
    expect(tall.height).toBeGreaterThan(tall.width);
    expect(placeTopology(view.topology, 'LR')).toEqual(placed);
  });

  test('no two of 150 components overlap', () => {
    const { nodes } = placeTopology(bigSystem(view).topology, 'LR');
    expect(nodes).toHaveLength(150);
    for (const [index, a] of nodes.entries())
      for (const b of nodes.slice(index + 1))
        expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT, `${a.id} and ${b.id}`).toBe(true);
  });

  test('a large system keeps the shape of a screen, and calls lead ahead', () => {
    const large = bigSystem(view).topology;
    for (const [direction, least, most] of [
      ['LR', 1.1, 2.4],
      ['TB', 0.4, 0.9],
    ] as const) {
      const { width, height, nodes, edges } = placeTopology(large, direction);
      expect(width / height).toBeGreaterThan(least);
      expect(width / height).toBeLessThan(most);
      const layer = new Map(nodes.map((node) => [node.id, node.layer]));
      expect(edges.filter(({ from, to }) => (layer.get(from) ?? 0) >= (layer.get(to) ?? 0))).toEqual([]);
    }
  });

  test('a circle of calls is placed too', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `s${index}`);
    const edges = ids.map((from, index) => ({ from, to: ids[(index + 1) % ids.length] ?? '' }));
    const { nodes } = placeTopology({ nodes: ids.map((id) => ({ id, kind: 'service' })), edges }, 'LR');
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(30);
  });

  test('zones hold what runs there, never users or providers', () => {
    expect(placed.zone).toBeUndefined();
    const { zone } = placeTopology({ ...view.topology, zones: ['eu-1a', 'eu-1b'] }, 'LR');
    expect(zone?.label).toBe('eu-1a · eu-1b');
    expect(zone?.nodes).toHaveLength(4);
    expect(zone?.links).toHaveLength(3);
  });
});

describe('camera', () => {
  const map = { width: 2_000, height: 1_000 };
  const screen = { width: 500, height: 500 };
  const fit = fitCamera(map, screen);

  test('the whole map is centred and as large as fits, never larger than is good to read', () => {
    expect(fit).toEqual({ scale: 0.25, x: 0, y: 125 });
    expect(fitCamera({ width: 100, height: 50 }, screen).scale).toBe(1.15);
    expect(isWhole(fit, map, screen)).toBe(true);
  });

  test('what is under the pointer stays there while zooming', () => {
    const at = { x: 300, y: 260 };
    const before = { x: (at.x - fit.x) / fit.scale, y: (at.y - fit.y) / fit.scale };
    const near = zoomAt(fit, at, 4, map, screen);
    expect(near.scale).toBe(1);
    expect(toScreen(near, before).x).toBeCloseTo(at.x);
    expect(toScreen(near, before).y).toBeCloseTo(at.y);
    expect(isWhole(near, map, screen)).toBe(false);
    expect(zoomAt(near, at, 0.001, map, screen)).toEqual(fit);
    expect(zoomAt(fit, at, 1e6, map, screen).scale).toBe(2.5);
  });

  test('the map cannot be lost', () => {
    const near = { scale: 1, x: -400, y: -200 };
    expect(panBy(near, 1e6, 1e6, map, screen)).toEqual({ scale: 1, x: 0, y: 0 });
    expect(panBy(near, -1e6, -1e6, map, screen)).toEqual({ scale: 1, x: -1_500, y: -500 });
    expect(clampCamera({ scale: 0.01, x: 7, y: 9 }, map, screen)).toEqual(fit);
  });

  test('a component is brought into sight by the smallest move, and near when asked', () => {
    const near = { scale: 1, x: 0, y: 0 };
    expect(reveal(near, { x: 250, y: 250 }, map, screen)).toEqual(near);
    const moved = reveal(near, { x: 1_900, y: 250 }, map, screen);
    expect(moved.y).toBe(0);
    expect(toScreen(moved, { x: 1_900 + NODE_WIDTH / 2, y: 0 }).x).toBeLessThanOrEqual(screen.width);
    expect(reveal(fit, { x: 1_000, y: 500 }, map, screen).scale).toBe(fit.scale);
    expect(detailOf(reveal(fit, { x: 1_000, y: 500 }, map, screen, true).scale)).toBe('full');
  });

  test('labels say less from further away', () => {
    expect([1, 0.5, 0.2].map(detailOf)).toEqual(['full', 'name', 'dot']);
  });

  test('what is out of sight is left out', () => {
    const sight = sightOf({ scale: 1, x: -1_000, y: 0 }, screen);
    expect(
      pathInSight(
        [
          { x: 0, y: 0 },
          { x: 1_100, y: 10 },
        ],
        sight,
      ),
    ).toBe(true);
    expect(
      pathInSight(
        [
          { x: 0, y: 0 },
          { x: 900, y: 10 },
        ],
        sight,
      ),
    ).toBe(false);
  });
});

describe('who stands beside whom', () => {
  test('a focus keeps callers and called', () => {
    expect([...neighbourhood('payments', view.topology.edges)].sort()).toEqual(['bank', 'ledger-pool', 'payments', 'web']);
  });

  test('arrows follow calls and come back', () => {
    expect(stepTo('users', 'ArrowRight', placed)).toBe('web');
    expect(stepTo('web', 'ArrowRight', placed)).toBe('payments');
    expect(stepTo('payments', 'ArrowLeft', placed)).toBe('web');
    const beyond = stepTo('payments', 'ArrowRight', placed);
    const beside = (arrow: 'ArrowUp' | 'ArrowDown') => stepTo(beyond ?? '', arrow, placed);
    expect([beyond, beside('ArrowDown') ?? beside('ArrowUp')].sort()).toEqual(['bank', 'ledger-pool']);
    expect(stepTo('bank', 'ArrowRight', placed)).toBeUndefined();
    expect(stepTo('users', 'ArrowLeft', placed)).toBeUndefined();
    expect(stepTo('web', 'ArrowDown', placeTopology(view.topology, 'TB'))).toBe('payments');
  });

  test('every one of 150 components can be reached by arrows', () => {
    const big = placeTopology(bigSystem(view).topology, 'LR');
    const reached = new Set(['users']);
    const open = ['users'];
    for (let id = open.pop(); id !== undefined; id = open.pop())
      for (const arrow of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const next = stepTo(id, arrow, big);
        if (next !== undefined && !reached.has(next)) {
          reached.add(next);
          open.push(next);
        }
      }
    expect(big.nodes.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  test('search finds by part of a name and by kind, beginnings first', () => {
    const names = (text: string) => searchNodes(view.topology.nodes, text).map(({ id }) => id);
    expect(names('LEDGER')).toEqual(['ledger-pool', 'ledger']);
    expect(names('pool led')).toEqual(['ledger-pool']);
    expect(names('provider')).toEqual(['bank', 'carrier']);
    expect(names('er')).toContain('users');
    expect(names('  ')).toEqual([]);
  });
});

describe('flow as dots', () => {
  const path = pathOf([
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 100 },
  ]);

  test('more flow is more dots, none is none', () => {
    const counts = [0, 1, 10, 100, 1_000].map((rate) => dotCount(path.length, rate));
    expect(counts).toEqual([0, 2, 5, 8, 11]);
  });

  test('as many are squares as the share says, at least one when anything fails', () => {
    const share = (count: number, ratio: number) => failingDots(count, ratio).filter(Boolean).length;
    expect([share(10, 0), share(10, 0.3), share(10, 1), share(10, 0.001), share(0, 1)]).toEqual([0, 3, 10, 1, 0]);
  });

  test('dots keep their distance while they move, and stay on the way', () => {
    expect(pointAt(path, 150)).toEqual({ x: 100, y: 50 });
    expect(pointAt(path, 0)).toEqual({ x: 0, y: 0 });
    expect(pointAt(path, 1e6)).toEqual({ x: 100, y: 100 });
    const at = (index: number, motionMs: number) => dotDistance(path, index, 4, motionMs);
    expect(at(1, 0) - at(0, 0)).toBeCloseTo(50);
    expect(at(1, 777) - at(0, 777)).toBeCloseTo(50);
    expect(at(3, 60_000)).toBeLessThan(path.length);
  });
});

describe('what a component says', () => {
  test.each([
    ['payments', { errorRatio: 0.2 }, 'bad', 'failing'],
    ['payments', { errorRatio: 0.02 }, 'warn', 'some fail'],
    ['payments', { errorRatio: 0, state: '2 of 3 ready' }, 'warn', '2 of 3 ready'],
    ['payments', { errorRatio: 0, state: '0 of 3 ready' }, 'bad', 'none ready'],
    ['ledger-pool', { inFlight: 20, capacity: 20 }, 'bad', 'full'],
    ['ledger-pool', { inFlight: 16, capacity: 20 }, 'warn', 'nearly full'],
    ['ledger', { state: 'restarting' }, 'bad', 'restarting'],
    ['ledger', { inFlight: 0, errorRatio: 0 }, 'ok', 'fine'],
  ])('%s with %o is %s: %s', (id, gauge, tone, word) => {
    expect(stateOf(withGauge(id, gauge), id)).toMatchObject({ tone, word });
  });

  test('users are hurt while requests fail, were hurt once somebody was paged, and are fine on any other day', () => {
    const users = (usersAffected: number, errorRatio: number, tPlusZeroUs: number | undefined) =>
      stateOf({ ...view, tPlusZeroUs, impact: { ...view.impact, usersAffected, errorRatio } }, 'users')?.word;
    expect([users(9, 0.2, undefined), users(9, 0, 1), users(9, 0, undefined), users(0, 0, 1)]).toEqual([
      'hurt',
      'were hurt',
      'fine',
      'fine',
    ]);
  });

  test('what waits is compared with what can be worked on', () => {
    expect(stateOf(withGauge('ledger-pool', { waiting: 60, capacity: 20 }), 'ledger-pool')?.queue).toBe(0.75);
    expect(stateOf(withGauge('ledger-pool', { waiting: 0 }), 'ledger-pool')?.queue).toBe(0);
  });

  test('a change is marked only once it is known, and not for ever', () => {
    const at = (atUs: number) => ({ ...view, nowUs: 3_600e6, deployments: [{ atUs, service: 'payments', from: '1.0.0', to: '1.1.0' }] });
    expect(stateOf(view, 'payments')?.changed).toBeUndefined();
    const { changed } = stateOf(at(3_600e6 - 390e6), 'payments') ?? {};
    expect(changed && changeText(changed)).toBe('1.0.0 → 1.1.0, 6 min ago');
    expect(stateOf(at(0), 'payments')?.changed).toBeUndefined();
  });

  test('a breaker stands on the way that it guards, with a word and a tone of its own', () => {
    const breaker = (state: string) => {
      const edges = frameOf(withGauge('bank-breaker', { state }), placed).edges;
      return edges.find(({ from, to }) => from === 'payments' && to === 'bank')?.breakers[0];
    };
    expect(['closed', 'half-open', 'open'].map((state) => breaker(state)?.tone)).toEqual(['ok', 'warn', 'bad']);
    const { x } = breaker('open') ?? { x: Number.NaN };
    expect(x).toBeGreaterThan(place('payments').x + NODE_WIDTH / 2);
    expect(x).toBeLessThan(place('bank').x - NODE_WIDTH / 2);
    expect(breakersOf(view).map(({ name }) => name)).toEqual(['bank-breaker']);
  });

  test('a way fails as much as what it leads to', () => {
    const { edges } = frameOf(withGauge('payments', { errorRatio: 0.25, ratePerS: 10 }), placed);
    const way = (to: string) => edges.find((edge) => edge.to === to);
    expect(way('payments')).toMatchObject({ errorRatio: 0.25, tone: 'bad' });
    expect(way('web')?.errorRatio).toBe(0);
  });

  test('the briefing shows who calls whom and nothing of how it is', () => {
    const bare = structureOf(frameOf(withGauge('payments', { errorRatio: 0.9 }), placed));
    expect(
      bare.nodes.every(({ tone, version, fill, line }) => tone === 'plain' && version === '' && fill === undefined && line === ''),
    ).toBe(true);
    expect(bare.edges.every(({ ratePerS, errorRatio, breakers }) => ratePerS === 0 && errorRatio === 0 && breakers.length === 0)).toBe(
      true,
    );
  });
});

test('the slider marks the first page and known changes; its last step is the present', () => {
  const deployments = [
    { atUs: 60e6, service: 'payments', from: '1.0.0', to: '1.1.0' },
    { atUs: -5e6, service: 'web', from: '1', to: '2' },
  ];
  expect(timeMarks({ tPlusZeroUs: 90e6, deployments, nowUs: 100e6 }).map(({ kind }) => kind)).toEqual(['change', 'page']);
  expect(timeMarks({ tPlusZeroUs: undefined, deployments: [], nowUs: 1 })).toEqual([]);
  expect([atEnd(96e6, 100e6, 5e6), atEnd(95e6, 100e6, 5e6)]).toEqual([true, false]);
});
