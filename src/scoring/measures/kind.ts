// The shape of one measure: a figure, what it is made of, and a sentence. Definitions are in README.md.
import type { Match } from '../finding.ts';
import type { Reading } from '../reading.ts';

export interface Measured {
  /** Undefined when the run has nothing to measure. */
  value: number | undefined;
  parts: Match[];
  /** The figure in words, or why there is none. */
  because: string;
  /** What did not count for it, and why; said where the figure costs points. */
  aside?: string | undefined;
}
export type MeasureKind = (reading: Reading) => Measured;
