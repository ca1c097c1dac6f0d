// Series are shown in a wrong unit. Acts on the instruments alone; see telemetry/instruments.ts.
import type { FaultKind, FaultOf } from './kind.ts';

type ScaleSeries = FaultOf<'scaleSeries'>;

export const scaleSeries: FaultKind = {
  key: 'scaleSeries',
  description: 'Series with this name and these labels are shown times `factor`, as in a wrong unit',
  component: (fault) => (fault as ScaleSeries).labels['service'] ?? (fault as ScaleSeries).scaleSeries,
  lasts: (fault) => (fault as ScaleSeries).for,
  apply: () => {},
};
