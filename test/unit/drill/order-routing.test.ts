// The order routers as a trainee meets them: on the map, in the list of commands, and in sentences.
import { describe, expect, it } from 'vitest';
import { fillReadings } from '../../../src/drill/format.ts';
import { orderRoutingPart } from '../../../src/drill/small-worlds/order-routing.ts';
import { give, MINUTE_US, routers, routersScenario } from '../../support/order-routing-world.ts';

describe('the order routers', () => {
  const part = orderRoutingPart(routersScenario())!;

  it('stand between the customers and the market', () => {
    expect(part.nodes.map(({ id }) => id)).toEqual(['router-1', 'router-2', 'router-3', 'exchange']);
    expect(part.edges).toContainEqual({ from: 'users', to: 'router-3' });
    expect(part.edges).toContainEqual({ from: 'router-3', to: 'exchange' });
  });

  it('offer unwinding once there is something to unwind, and nothing that is done at a console', () => {
    const engine = routers('a');
    give(engine, 'release 2.0');
    expect(part.targets('command.unwind', engine)).toEqual([]);
    engine.runUntil(13 * MINUTE_US);
    expect(part.targets('command.unwind', engine)).toMatchObject([{ label: 'positions', asks: [{ name: 'share', type: 'number' }] }]);
    expect(part.targets('command.stop-server', engine)).toEqual([]);
  });

  it('are said to have something or not', () => {
    const read = (expr: string): number | undefined => ({ on: 1, off: 0 })[expr];
    expect(fillReadings('{{ on | yesNo }}, {{ off | yesNo }}, {{ other | yesNo }}', read)).toBe('yes, no, (no reading)');
  });
});
