// The order routers on the map: customers, servers, the market. What is done at a deployment console has no targets here.
import type { CommandKindName, CommandOption, Scenario, TraceReader } from '../../schema/index.ts';
import type { SmallWorldPart } from './index.ts';

type Targets = CommandOption['targets'];

export function orderRoutingPart({ world: { orderRouting } }: Scenario): SmallWorldPart | undefined {
  if (orderRouting === undefined) return undefined;
  const servers = Object.keys(orderRouting.servers);
  const { name } = orderRouting.market;
  return {
    nodes: [...servers.map((id) => ({ id, kind: 'service' as const, label: id })), { id: name, kind: 'provider', label: name }],
    edges: servers.flatMap((server) => [
      { from: 'users', to: server },
      { from: server, to: name },
    ]),
    targets: (kind: CommandKindName, trace: TraceReader): Targets => {
      const held = trace.tables()['positions']?.rows.length ?? 0;
      if (held === 0) return [];
      if (kind === 'command.unwind')
        return [
          {
            label: 'positions',
            args: {},
            asks: [{ name: 'share', type: 'number', current: '' }],
            blastRadius: 'Every stock that is held; fast selling moves its price against the firm',
          },
        ];
      return kind === 'command.stop-unwind'
        ? [{ label: 'positions', args: {}, asks: [], blastRadius: 'What is still held stays at risk' }]
        : [];
    },
  };
}
