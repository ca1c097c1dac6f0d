// The hosts world on the map: machines, and the backups that lie elsewhere. What is done to them is typed at the prompt.
import type { Scenario } from '../../schema/index.ts';
import type { SmallWorldPart } from './index.ts';

export function hostsPart(scenario: Scenario): SmallWorldPart | undefined {
  const { hosts } = scenario.world;
  if (hosts === undefined) return undefined;
  const machines = Object.entries(hosts.machines);
  const primary = machines.find(([, { role }]) => role === 'primary')?.[0] ?? '';
  const elsewhere = Object.entries(hosts.backups).filter(([, { machine }]) => machine === undefined);
  return {
    nodes: [
      ...machines.map(([id]) => ({ id, kind: 'service' as const, label: id })),
      ...elsewhere.map(([id]) => ({ id, kind: 'provider' as const, label: id })),
    ],
    edges: [
      { from: 'users', to: primary },
      ...machines.filter(([id]) => id !== primary).map(([id]) => ({ from: primary, to: id })),
      ...elsewhere.map(([id]) => ({ from: primary, to: id })),
    ],
    targets: () => [],
  };
}
