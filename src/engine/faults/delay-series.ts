// Series arrive late: what is shown is the value from `by` earlier. Acts on the instruments alone; see telemetry/instruments.ts.
import type { FaultKind, FaultOf } from './kind.ts';

type DelaySeries = FaultOf<'delaySeries'>;

export const delaySeries: FaultKind = {
  key: 'delaySeries',
  description: 'Series with this name and these labels show the values from `by` earlier',
  component: (fault) => (fault as DelaySeries).labels['service'] ?? (fault as DelaySeries).delaySeries,
  lasts: (fault) => (fault as DelaySeries).for,
  apply: () => {},
};
