// A system of 150 components for the map: generated, because no scenario is that large. Everything else of the view is that of the real run.
import type { ComponentGauge, DrillView } from '../../schema/index.ts';

const SERVICES_BY_LAYER = [2, 6, 14, 20, 22, 18, 8];
const POOLS = 24;
const DATABASES = 20;
const PROVIDERS = 15;
/** Whole numbers below `below`, the same for the same place. */
const pick = (place: number, below: number): number => (Math.imul(place + 1, 2_654_435_761) % 104_729) % below;
const spread = (place: number, below: number): number => Math.abs(pick(place, below));

/** @returns 150 components and about 260 calls; every sixth service fails a little, one in twenty much */
export function bigSystem(view: DrillView): DrillView {
  const nodes: DrillView['topology']['nodes'] = [{ id: 'users', kind: 'users', label: 'users' }];
  const edges: DrillView['topology']['edges'] = [];
  const gauges: ComponentGauge[] = [];
  const layers = SERVICES_BY_LAYER.map((count, layer) => Array.from({ length: count }, (_, index) => `service-${layer + 1}-${index + 1}`));
  const add = (id: string, kind: ComponentGauge['kind'] & DrillView['topology']['nodes'][number]['kind'], place: number) => {
    nodes.push({ id, kind, label: id });
    const capacity = kind === 'provider' ? 0 : 20 + spread(place, 80);
    gauges.push({
      component: id,
      kind,
      inFlight: Math.round(capacity * (spread(place * 7, 100) / 100)),
      waiting: spread(place * 3, 11) === 0 ? 5 + spread(place, 90) : 0,
      capacity,
      ratePerS: 1 + spread(place * 5, 900),
      errorRatio: spread(place, 20) === 0 ? 0.3 : spread(place, 6) === 0 ? 0.02 : 0,
      state: '',
      version: kind === 'service' ? `1.${spread(place, 30)}.${spread(place * 2, 9)}` : '',
    });
  };
  let place = 0;
  for (const [depth, layer] of layers.entries()) {
    for (const [index, id] of layer.entries()) {
      place += 1;
      add(id, 'service', place);
      const above = layers[depth - 1] ?? ['users'];
      edges.push({ from: above[index % above.length] ?? 'users', to: id });
      const second = above[spread(place * 11, above.length)] ?? 'users';
      if (spread(place, 3) !== 0 && second !== above[index % above.length]) edges.push({ from: second, to: id });
    }
  }
  const callers = layers.slice(2).flat();
  const behind = (count: number, kind: 'pool' | 'provider', name: string) => {
    for (let index = 0; index < count; index += 1) {
      place += 1;
      add(`${name}-${index + 1}`, kind, place);
      edges.push({ from: callers[(index * 3 + spread(place, 5)) % callers.length] ?? 'users', to: `${name}-${index + 1}` });
    }
  };
  behind(POOLS, 'pool', 'pool');
  behind(PROVIDERS, 'provider', 'provider.example');
  for (let index = 0; index < DATABASES; index += 1) add(`database-${index + 1}`, 'database', place + index + 1);
  for (let index = 0; index < POOLS; index += 1) edges.push({ from: `pool-${index + 1}`, to: `database-${(index % DATABASES) + 1}` });
  const guarded = edges.filter(({ to }) => to.startsWith('provider'));
  const states = ['closed', 'closed', 'half-open', 'open'];
  guarded.forEach((_, index) => {
    gauges.push({
      component: `breaker-${index + 1}`,
      kind: 'breaker',
      inFlight: 0,
      waiting: 0,
      capacity: 0,
      ratePerS: 0,
      errorRatio: 0,
      state: states[index % states.length] ?? 'closed',
      version: '',
    });
  });
  const breakers = guarded.map(({ from, to }, index) => ({ name: `breaker-${index + 1}`, from, to }));
  return { ...view, gauges, topology: { nodes, edges, zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], breakers } };
}
