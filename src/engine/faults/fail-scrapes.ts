// Scrapes fail: the targets of a service (or all) are not read. Acts on the instruments alone; see telemetry/instruments.ts.
import type { FaultKind, FaultOf } from './kind.ts';

type FailScrapes = FaultOf<'failScrapes'>;

export const failScrapes: FaultKind = {
  key: 'failScrapes',
  description: 'Scrapes of a service’s pods, or of everything, fail: `up` is 0 and their other series have gaps; `ratio` says how often',
  component: (fault) => (fault as FailScrapes).failScrapes,
  lasts: (fault) => (fault as FailScrapes).for,
  apply: () => {},
};
