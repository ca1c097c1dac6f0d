// What a kind of fault is: how it is recognised, what it speaks about, and how it acts on the world.
import type { Fault, SimTimeUs } from '../../schema/index.ts';
import type { Control } from '../control/control.ts';
import type { RunningFault } from '../control/state.ts';

/** The member of the Fault union that has the key K. */
export type FaultOf<K extends string> = Extract<Fault, Record<K, unknown>>;

export interface FaultKind {
  /** The key that names it in a scenario file. */
  key: string;
  /** One sentence for the generated catalogue. */
  description: string;
  /** The component (or `users`) that the fact names. */
  component(fault: Fault): string;
  /** For how long; undefined: until the end of the run, 0: it happens at once and is over. */
  lasts(fault: Fault): SimTimeUs | undefined;
  /** Called when it begins, at each of its ticks and when it has ended; the fault is in `running` in the first two cases. */
  apply(control: Control, fault: Fault, running: RunningFault | undefined): void;
  /** Time until the next tick; undefined: none is needed. */
  nextTickUs?(control: Control, running: RunningFault): SimTimeUs | undefined;
}

/** Running faults of one kind, oldest first. */
export function runningOf<K extends string>(control: Control, key: K): { fault: FaultOf<K>; beganAtUs: SimTimeUs }[] {
  return control.state.faults.filter((running) => key in running.fault) as unknown as { fault: FaultOf<K>; beganAtUs: SimTimeUs }[];
}
