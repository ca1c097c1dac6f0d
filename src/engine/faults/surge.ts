// More or fewer users come: arrivals of one journey or of all times `factor`, reached along a straight line over `ramp`. Several at once multiply.
import type { Control } from '../control/control.ts';
import type { FaultKind, FaultOf } from './kind.ts';
import { runningOf } from './kind.ts';

type Surge = FaultOf<'surge'>;

/** Steps of a ramp. */
const STEP_US = 1_000_000;

function factorNow(control: Control, journey: string): number {
  let product = 1;
  for (const { fault, beganAtUs } of runningOf(control, 'surge')) {
    if (fault.surge !== 'all' && fault.surge !== journey) continue;
    const progress = fault.ramp === undefined || fault.ramp === 0 ? 1 : Math.min(1, (control.nowUs - beganAtUs) / fault.ramp);
    product *= 1 + (fault.factor - 1) * progress;
  }
  return product;
}

export const surge: FaultKind = {
  key: 'surge',
  description: 'Arrivals of a journey, or of all, are multiplied by `factor`; `ramp` says how long it takes to get there',
  component: () => 'users',
  lasts: (fault) => (fault as Surge).for,
  apply: (control) => {
    for (const { index, name } of control.world.plan.journeys) control.world.setJourneyFactor(index, factorNow(control, name));
  },
  nextTickUs: (control, running) => {
    const { ramp = 0 } = running.fault as Surge;
    const left = running.beganAtUs + ramp - control.nowUs;
    return left > 0 ? Math.min(STEP_US, left) : undefined;
  },
};
