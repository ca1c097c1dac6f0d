// The small worlds beside the services: which a scenario has, and the components a hypothesis may name in them (DESIGN D9).
import { exchangeComponents } from './exchange.ts';
import { hostComponents } from './hosts.ts';
import { orderRoutingComponents } from './order-routing.ts';
import { publicAlertComponents } from './public-alert.ts';
import type { World } from './world.ts';

export function smallWorldComponents({ exchange, publicAlert, hosts, orderRouting }: World): string[] {
  return [
    ...(exchange === undefined ? [] : exchangeComponents(exchange)),
    ...(publicAlert === undefined ? [] : publicAlertComponents(publicAlert)),
    ...(hosts === undefined ? [] : hostComponents(hosts)),
    ...(orderRouting === undefined ? [] : orderRoutingComponents(orderRouting)),
  ];
}
export const hasSmallWorld = ({ exchange, publicAlert, hosts, orderRouting }: World): boolean =>
  exchange !== undefined || publicAlert !== undefined || hosts !== undefined || orderRouting !== undefined;
