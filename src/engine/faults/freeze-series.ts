// Series stand still: a stuck exporter goes on showing what it showed last. Acts on the instruments alone; see telemetry/instruments.ts.
import type { FaultKind, FaultOf } from './kind.ts';

type FreezeSeries = FaultOf<'freezeSeries'>;

export const freezeSeries: FaultKind = {
  key: 'freezeSeries',
  description: 'Series with this name and these labels keep the value they have, as from a stuck exporter',
  component: (fault) => (fault as FreezeSeries).labels['service'] ?? (fault as FreezeSeries).freezeSeries,
  lasts: (fault) => (fault as FreezeSeries).for,
  apply: () => {},
};
