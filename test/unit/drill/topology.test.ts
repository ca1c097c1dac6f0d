// Topology and blast radius of the small shop, and figures inside texts.
import { describe, expect, it } from 'vitest';
import { fillLegend } from '../../../src/drill/format.ts';
import { componentsOf, fillReadings, topologyOf } from '../../../src/drill/index.ts';
import { asFile } from '../../../src/drill/looks/diff.ts';
import { blastRadius, dependenciesOf } from '../../../src/drill/topology.ts';
import { quietScenario, smallScenario } from '../../support/worlds.ts';

const scenario = smallScenario();

describe('topology', () => {
  it('follows requests from users to providers', () => {
    const { nodes, edges } = topologyOf(scenario);
    expect(nodes.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'users users',
      'service web',
      'service payments',
      'pool ledger-pool',
      'database ledger',
      'provider bank',
      'provider carrier',
    ]);
    expect(edges.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'users → web',
      'web → payments',
      'payments → ledger-pool',
      'ledger-pool → ledger',
      'payments → bank',
    ]);
  });

  it('lists every component a hypothesis may name, and nothing of the truth beside', () => {
    expect(componentsOf(scenario)).toEqual(['web', 'payments', 'ledger-pool', 'ledger', 'bank', 'carrier', 'users']);
    expect(componentsOf(quietScenario())).toEqual(componentsOf(scenario));
  });

  it('names the zones and the calls that each breaker guards', () => {
    const { breakers, zones } = topologyOf(scenario);
    expect(breakers).toEqual([{ name: 'bank-breaker', from: 'payments', to: 'bank' }]);
    expect(zones).toEqual(scenario.world.zones);
  });

  it('says who would feel it', () => {
    expect(blastRadius(scenario, 'ledger')).toBe('Journeys that pass through it: paying. Used by payments, web');
    expect(blastRadius(scenario, 'web')).toBe('Journeys that pass through it: browsing, paying');
    expect(blastRadius(scenario, 'bank-breaker')).toBe('Journeys that pass through it: paying. Used by payments, web');
    expect(blastRadius(scenario, 'carrier')).toBe('No journey of users passes through it');
    expect(dependenciesOf(scenario, 'payments')).toEqual(['ledger-pool', 'bank']);
  });
});

describe('figures in texts', () => {
  const values: Record<string, number | undefined> = { a: 1234567.8, 'b{x="}"}': 0.1234, c: undefined, 'sum(d) | e': 1 };
  it.each([
    ['{{ a | humanize }} users', '1,234,568 users'],
    ['{{a}}', '1234567.8'],
    ['{{ b{x="}"} | percent }}', '12.3 %'],
    ['{{ a | seconds }} and {{ a | money }}', '1234567.8 s and 1,234,568'],
    ['{{ c | humanize }}', '(no reading)'],
    ['no figures', 'no figures'],
  ])('%s', (text, filled) => {
    expect(fillReadings(text, (expr) => values[expr])).toBe(filled);
  });

  it('fills legends from labels', () => {
    expect(fillLegend('{{service}} p95', { service: 'web' })).toBe('web p95');
    expect(fillLegend('', { __name__: 'up', pod: 'web-1' })).toBe('up{pod="web-1"}');
    expect(fillLegend('', {})).toBe('value');
  });

  it('writes configuration in its own order', () => {
    expect(asFile({ b: '2s', a: '1' })).toBe('b: 2s\na: 1\n');
    expect(asFile(undefined)).toBe('');
  });
});
