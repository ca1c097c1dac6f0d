// The world beyond its steps: names that tell components apart, pools on databases, breakers that can open.
import { hasSmallWorld } from '../scenario/small-worlds.ts';
import type { Check } from './context.ts';
import { USERS } from './context.ts';
import { checkOrderRouting } from './order-routing.ts';
import { checkPublicAlert } from './public-alert.ts';

export function checkWorld(check: Check): void {
  const { world } = check.scenario;
  const sections = ['services', 'pools', 'databases', 'providers'] as const;
  const named = sections.flatMap((section) => Object.keys(world[section]).map((name) => ({ section, name })));
  checkOrderRouting(check);
  checkPublicAlert(check);
  const first = new Map<string, string>([[USERS, 'the people who use the product']]);
  for (const { section, name } of named) {
    const taken = first.get(name);
    if (taken !== undefined)
      check.add(
        'scenario/duplicate-name',
        ['world', section, name],
        {
          found: name,
          expected: `another name, because ${taken} already has this one`,
          hint: 'Commands and hypotheses name components: each needs a name of its own',
        },
        { part: 'key' },
      );
    else first.set(name, `one of the ${section}`);
  }
  if (check.names.services.length === 0 && !hasSmallWorld(world))
    check.add(
      'scenario/no-service',
      ['world', 'services'],
      { saw: 'no services', expected: 'at least one service', hint: 'Add one with replicas, concurrency and endpoints' },
      { part: 'key' },
    );
  if (check.names.services.length > 0 && check.scenario.load.journeys.length === 0)
    check.add('scenario/no-journey', ['load'], {
      saw: 'no journeys',
      expected: 'at least one, because there are services',
      hint: 'Write load: { journeys: [ { name: browsing, does: web/index, rate: 10rps } ] }',
    });
  for (const [name, pool] of Object.entries(world.pools))
    check.mustExist('scenario/unknown-database', ['world', 'pools', name, 'database'], pool.database, check.names.databases, 'a database');
  for (const [name, breaker] of Object.entries(world.breakers)) {
    if (breaker.failures === undefined && breaker.ratio === undefined)
      check.add(
        'scenario/breaker-never-opens',
        ['world', 'breakers', name],
        {
          saw: 'neither failures nor ratio',
          expected: 'one of them, or both',
          hint: 'Add failures: 10, or ratio: 50 % with volume and window',
        },
        { part: 'key' },
      );
  }
  for (const [name, service] of Object.entries(world.services)) {
    if (Object.keys(service.endpoints).length === 0)
      check.add(
        'scenario/no-endpoint',
        ['world', 'services', name, 'endpoints'],
        { saw: 'no endpoints', expected: 'at least one', hint: 'Write endpoints: { index: [ { compute: 5ms } ] }' },
        { part: 'key' },
      );
  }
}
