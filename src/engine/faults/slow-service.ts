// A service computes slower: every `compute` step takes `factor` times as long. Several at once multiply.
import type { FaultKind, FaultOf } from './kind.ts';
import { runningOf } from './kind.ts';

type Slow = FaultOf<'slowService'>;

export const slowService: FaultKind = {
  key: 'slowService',
  description: 'Every compute step of a service takes `factor` times as long',
  component: (fault) => (fault as Slow).slowService,
  lasts: (fault) => (fault as Slow).for,
  apply: (control, fault) => {
    const name = (fault as Slow).slowService;
    const factor = runningOf(control, 'slowService').reduce(
      (product, { fault: other }) => (other.slowService === name ? product * other.factor : product),
      1,
    );
    control.world.setServiceSlow(
      control.world.plan.services.findIndex((service) => service.name === name),
      factor,
    );
  },
};
