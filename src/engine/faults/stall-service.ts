// A service stands still, as in a long garbage collection or a frozen host: nothing it computes ends until it is over.
import type { FaultKind, FaultOf } from './kind.ts';

type Stall = FaultOf<'stallService'>;

export const stallService: FaultKind = {
  key: 'stallService',
  description: 'Every process of a service stands still; its work goes on where it was when the stall ends',
  component: (fault) => (fault as Stall).stallService,
  lasts: (fault) => (fault as Stall).for,
  apply: (control, fault, running) => {
    if (running === undefined) return; // the world ends a stall by itself
    const stall = fault as Stall;
    control.world.stallService(
      control.world.plan.services.findIndex((service) => service.name === stall.stallService),
      running.beganAtUs + stall.for,
    );
  },
};
