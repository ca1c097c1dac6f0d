// A pool loses connections at a steady rate: each is taken and never given back, until sessions are ended or the database restarts.
import type { FaultKind, FaultOf } from './kind.ts';

type Leak = FaultOf<'leakConnections'>;

/** Faster rates lose several connections at a time. */
const TICK_US_MIN = 100_000;

const tickUs = ({ rate }: Leak): number => Math.max(TICK_US_MIN, Math.round(1_000_000 / rate));

export const leakConnections: FaultKind = {
  key: 'leakConnections',
  description: 'Connections of a pool are taken and never given back, at a rate; those lost stay lost when the fault ends',
  component: (fault) => (fault as Leak).leakConnections,
  lasts: (fault) => (fault as Leak).for,
  apply: (control, fault, running) => {
    if (running === undefined || running.beganAtUs === control.nowUs) return;
    const leak = fault as Leak;
    const pool = control.world.plan.pools.findIndex(({ name }) => name === leak.leakConnections);
    const soFar = (us: number): number => Math.floor((us * leak.rate) / 1_000_000 + 1e-9);
    const sinceUs = control.nowUs - running.beganAtUs;
    for (let due = soFar(sinceUs) - soFar(sinceUs - tickUs(leak)); due > 0 && control.world.leakConnection(pool); due--);
  },
  nextTickUs: (_, running) => ((running.fault as Leak).rate > 0 ? tickUs(running.fault as Leak) : undefined),
};
