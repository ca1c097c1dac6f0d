/**
 * The simulator: a pure discrete-event model of services under load and fault.
 * Public surface of `engine`: other rooms import from here and nowhere deeper.
 */
import type { Scenario, Seed, SimulationEngine } from '../schema/index.ts';
import { Simulation } from './simulation.ts';

export { compileIssues } from './compile/issues.ts';
export { FAULTS, type FaultKind } from './faults/index.ts';

/** A run of a scenario under a seed, at its start. The scenario has passed `loadScenario`. */
export function createEngine(scenario: Scenario, seed: Seed): SimulationEngine {
  return new Simulation(scenario, seed);
}
