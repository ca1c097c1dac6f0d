// What the small worlds' commands and faults name.
import { didYouMean } from '../load/suggest.ts';
import type { Path } from '../load/yaml.ts';
import type { Fault } from '../scenario/story.ts';
import type { Check } from './context.ts';
import { checkOrderRoutingFault } from './order-routing.ts';

const WORLDS = ['exchange', 'publicAlert', 'hosts', 'orderRouting'] as const;
type SmallWorldFault = Extract<Fault, { exchange: string } | { publicAlert: string } | { hosts: string } | { orderRouting: string }>;

export const isSmallWorldFault = (fault: Fault): fault is SmallWorldFault => WORLDS.some((world) => world in fault);

export function checkSmallWorldFault(check: Check, fault: SmallWorldFault, path: Path): void {
  const world = WORLDS.find((each) => each in fault);
  if ('orderRouting' in fault) checkOrderRoutingFault(check, fault, path);
  if (world === undefined || check.scenario.world[world] !== undefined) return;
  const present = WORLDS.filter((each) => check.scenario.world[each] !== undefined);
  check.add('scenario/no-such-world', [...path, world], {
    saw: world,
    expected: 'a fault of a world that this scenario has',
    hint: didYouMean(world, present, 'small world'),
  });
}

/** Names that the first argument of a command may have, and what they are; undefined when any word is taken. */
export function smallWorldNames(check: Check, verb: string): [readonly string[], string] | undefined {
  const { exchange, hosts, orderRouting, publicAlert } = check.scenario.world;
  switch (verb) {
    case 'ask-halt':
    case 'buy-back':
    case 'stop-buy-back':
      return [Object.keys(exchange?.issues ?? {}), 'issue'];
    case 'remove-path':
    case 'move-path':
    case 'move-back':
    case 'stop-database':
    case 'start-database':
    case 'resync-replica':
    case 'take-snapshot':
    case 'interrupt':
    case 'promote-replica':
    case 'force-checkpoint':
    case 'verify-database':
      return [Object.keys(hosts?.machines ?? {}), 'machine'];
    case 'deploy-server':
    case 'stop-server':
    case 'start-server':
    case 'pause-install':
    case 'resume-install':
      return [Object.keys(orderRouting?.servers ?? {}), 'server'];
    case 'release':
      return [Object.keys(orderRouting?.versions ?? {}), 'version'];
    case 'set-flag':
      return [orderRouting === undefined ? [] : [orderRouting.flag], 'flag'];
    case 'send-alert':
    case 'cancel-alert':
      return [Object.keys(publicAlert?.templates ?? {}), 'template'];
    case 'send-correction':
    case 'post-statement':
      return [Object.keys(publicAlert?.channels ?? {}), 'channel'];
    case 'ask-authority':
    case 'tell-party':
      return [Object.keys(publicAlert?.parties ?? {}), 'party'];
    default:
      return undefined;
  }
}
