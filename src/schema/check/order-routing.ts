// The order routers of a scenario: each server's version is one whose flag is described, and no name is taken twice.
import type { Check } from './context.ts';

export function checkOrderRouting(check: Check): void {
  const routing = check.scenario.world.orderRouting;
  if (routing === undefined) return;
  const versions = Object.keys(routing.versions);
  for (const [server, version] of Object.entries(routing.servers))
    check.mustExist('scenario/unknown-version', ['world', 'orderRouting', 'servers', server], version, versions, 'a version');
  for (const name of [routing.flag, routing.market.name])
    if (Object.hasOwn(routing.servers, name) || (name === routing.flag && name === routing.market.name))
      check.add('scenario/duplicate-name', ['world', 'orderRouting'], {
        found: name,
        expected: 'different names for servers, flag and market',
        hint: 'Hypotheses name components: each needs a name of its own',
      });
}
