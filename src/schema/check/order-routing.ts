// The order routers of a scenario: each server's version is one whose flag is described, and no name is taken twice.
import type { Path } from '../load/yaml.ts';
import type { OrderRoutingFault } from '../scenario/order-routing.ts';
import type { Check } from './context.ts';

/** What an installation by somebody else names. */
export function checkOrderRoutingFault(check: Check, fault: OrderRoutingFault, path: Path): void {
  const { servers = {}, versions = {} } = check.scenario.world.orderRouting ?? {};
  if (fault.server !== undefined)
    check.mustExist('scenario/unknown-server', [...path, 'server'], fault.server, Object.keys(servers), 'a server');
  if (fault.version !== undefined)
    check.mustExist('scenario/unknown-version', [...path, 'version'], fault.version, Object.keys(versions), 'a version');
}

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
