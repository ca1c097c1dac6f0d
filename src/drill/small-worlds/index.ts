// What the small worlds add to the map and to the list of commands. One file a world.
import type { CommandKindName, CommandOption, DrillView, Scenario, TraceReader } from '../../schema/index.ts';
import { exchangePart } from './exchange.ts';
import { hostsPart } from './hosts.ts';
import { orderRoutingPart } from './order-routing.ts';
import { publicAlertPart } from './public-alert.ts';

export interface SmallWorldPart {
  nodes: DrillView['topology']['nodes'];
  edges: DrillView['topology']['edges'];
  /** Targets that a command has now, outside consoles; none for a command of another world, or one that is given on a console. */
  targets(kind: CommandKindName, trace: TraceReader): CommandOption['targets'];
}

/** Each gives undefined for a scenario without its world. */
const PARTS: readonly ((scenario: Scenario) => SmallWorldPart | undefined)[] = [exchangePart, publicAlertPart, hostsPart, orderRoutingPart];

export const smallWorldParts = (scenario: Scenario): SmallWorldPart[] =>
  PARTS.flatMap((part) => {
    const made = part(scenario);
    return made === undefined ? [] : [made];
  });
