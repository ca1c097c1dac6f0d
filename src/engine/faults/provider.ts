// An external provider connects or answers differently, or fails more often. The newest of several that run decides each value.
import type { FaultKind, FaultOf } from './kind.ts';
import { runningOf } from './kind.ts';

type ProviderFault = FaultOf<'provider'>;

export const provider: FaultKind = {
  key: 'provider',
  description: 'A provider has other connection times, answer times or share of errors',
  component: (fault) => (fault as ProviderFault).provider,
  lasts: (fault) => (fault as ProviderFault).for,
  apply: (control, fault) => {
    const { provider: name } = fault as ProviderFault;
    const { world } = control;
    const index = world.plan.providers.findIndex((candidate) => candidate.name === name);
    world.resetProvider(index);
    for (const { fault: running } of runningOf(control, 'provider')) {
      if (running.provider === name) world.setProvider(index, { connect: running.connect, reply: running.reply, errors: running.errors });
    }
  },
};
