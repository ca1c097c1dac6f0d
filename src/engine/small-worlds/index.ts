// The small worlds of a scenario.
import { createExchange } from './exchange/exchange.ts';
import { createHosts } from './hosts/world.ts';
import { createOrderRouting } from './order-routing/order-routing.ts';
import { createPublicAlert } from './public-alert/index.ts';
import type { SmallWorld, SmallWorldSetting } from './small-world.ts';

export type { Balance, SmallWorld, SmallWorldSetting } from './small-world.ts';

type Maker = (setting: SmallWorldSetting) => SmallWorld | undefined;

/** One maker a world; each gives undefined for a scenario without its section. */
const MAKERS: readonly Maker[] = [createExchange, createPublicAlert, createHosts, createOrderRouting];

export const createSmallWorlds = (setting: SmallWorldSetting): SmallWorld[] =>
  MAKERS.flatMap((make) => {
    const world = make(setting);
    return world === undefined ? [] : [world];
  });
