// What a small world beside the services is to the simulation (DESIGN D9). Its state is plain data, its time the simulation's, its randomness streams of
// its own, so that it is saved, restored and forked with the rest, to the byte.
import type { Command, ComponentGauge, Fault, Harm, Outcome, Scenario, Seed, SimTimeUs, WorldTable } from '../../schema/index.ts';

/** Something that has to balance whatever happens: shares, cash, people, bytes. */
export interface Balance {
  what: string;
  balanced: boolean;
  /** Both sides with their figures. */
  detail: string;
}

/** Writes one value into the open row of a scrape. */
export type WriteSample = (name: string, labels: Readonly<Record<string, string>>, value: number) => void;

export interface SmallWorld {
  /** The next instant at which something happens by itself; Infinity when nothing will. */
  nextUs(): SimTimeUs;
  /** Handles every event up to and including `atUs`, by (time, order of scheduling). */
  runUntil(atUs: SimTimeUs): void;
  /** Acts at the instant of the last `runUntil`; undefined for a command that is not of this world. */
  execute(command: Command): Outcome | undefined;
  /** False for a fault that is not of this world. */
  inject(fault: Fault): boolean;
  scrape(write: WriteSample): void;
  /** What this world adds to the harm done; its currency counts when the services earn none. */
  harm(): Harm;
  gauges(): readonly ComponentGauge[];
  tables(): Readonly<Record<string, WorldTable>>;
  balances(): readonly Balance[];
  /** The whole state as text; `restore(save())` changes nothing. */
  save(): string;
  restore(text: string): void;
}

/** What a small world is made of. `report` writes down what happened (ground truth, never shown as such). */
export interface SmallWorldSetting {
  scenario: Scenario;
  seed: Seed;
  report: (component: string, detail: string) => void;
}
