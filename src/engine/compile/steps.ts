/** Walks over steps before they are compiled: how many calls there are, which configuration keys they need, how deep they nest. */
import type { Scenario, Step } from '../../schema/index.ts';

/** The lists of steps directly inside a step. */
export function childrenOf(step: Step): readonly (readonly Step[])[] {
  if ('hold' in step || 'breaker' in step) return [step.steps];
  if ('retry' in step) return [step.retry.steps];
  if ('parallel' in step) return step.parallel;
  if ('if' in step) return step.else === undefined ? [step.steps] : [step.steps, step.else];
  return [];
}

function walkSteps(steps: readonly Step[], visit: (step: Step) => void): void {
  for (const step of steps) {
    visit(step);
    for (const child of childrenOf(step)) walkSteps(child, visit);
  }
}

export function callCount(steps: readonly Step[]): number {
  let count = 0;
  walkSteps(steps, (step) => {
    if ('call' in step) count++;
  });
  return count;
}

/** Keys of a service's configuration: its own in file order, then those that versions bring, then those only steps name. */
export function referencedKeys(scenario: Scenario, serviceName: string): string[] {
  const service = scenario.world.services[serviceName]!;
  const keys = new Set(Object.keys(service.config));
  for (const event of scenario.timeline)
    if (event.change?.deploy === serviceName) for (const key of Object.keys(event.change.sets)) keys.add(key);
  const add = (value: unknown) => {
    if (typeof value === 'object' && value !== null && 'config' in value) keys.add(String(value.config));
  };
  for (const steps of Object.values(service.endpoints))
    walkSteps(steps, (step) => {
      if ('call' in step) [step.timeout, step.connectTimeout, step.readTimeout].forEach(add);
      else if ('retry' in step) add(step.retry.retries);
      else if ('if' in step) add(step.if);
    });
  return [...keys];
}
