// A pool loses connections at a steady rate: each is taken and never given back, until sessions are ended or the database restarts.
import type { FaultKind, FaultOf } from './kind.ts';

type Leak = FaultOf<'leakConnections'>;

export const leakConnections: FaultKind = {
  key: 'leakConnections',
  description: 'Connections of a pool are taken and never given back, at a rate; those lost stay lost when the fault ends',
  component: (fault) => (fault as Leak).leakConnections,
  lasts: (fault) => (fault as Leak).for,
  apply: (control, fault, running) => {
    if (running === undefined || running.beganAtUs === control.nowUs) return;
    control.world.leakConnection(control.world.plan.pools.findIndex((pool) => pool.name === (fault as Leak).leakConnections));
  },
  nextTickUs: (_, running) => {
    const { rate } = running.fault as Leak;
    return rate > 0 ? Math.max(1, Math.round(1_000_000 / rate)) : undefined;
  },
};
