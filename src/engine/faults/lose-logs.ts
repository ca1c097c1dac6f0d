// Log lines are lost on their way. Acts on the instruments alone: the recorder asks for the ratio.
import type { Control } from '../control/control.ts';
import { type FaultKind, type FaultOf, runningOf } from './kind.ts';

type LoseLogs = FaultOf<'loseLogs'>;

export const loseLogs: FaultKind = {
  key: 'loseLogs',
  description: 'A share of the log lines of a service, or of all, is lost on the way to the search',
  component: (fault) => (fault as LoseLogs).loseLogs,
  lasts: (fault) => (fault as LoseLogs).for,
  apply: () => {},
};

/** The share of a service's log lines that is lost now. */
export function lostLogRatio(control: Control, service: string): number {
  if (control.state.faults.length === 0) return 0;
  return runningOf(control, 'loseLogs').reduce(
    (most, { fault }) => (fault.loseLogs === 'all' || fault.loseLogs === service ? Math.max(most, fault.ratio) : most),
    0,
  );
}
