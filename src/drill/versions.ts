// What runs now and what a rollback would bring back, read off the deployment history as a person reads it.
import type { DeploymentRecord, Scenario, TraceReader } from '../schema/index.ts';

/** Deployments of one service, oldest first. */
export function historyOf(trace: TraceReader, service: string): DeploymentRecord[] {
  return trace.deployments().filter((record) => record.service === service);
}

/** The version that the last deployment brought (or is bringing), else the scenario’s. */
export function currentVersion(scenario: Scenario, trace: TraceReader, service: string): string {
  return historyOf(trace, service).at(-1)?.to ?? scenario.world.services[service]?.version ?? '';
}

/** The version before the current one; undefined when the service was never deployed. */
export function versionBefore(trace: TraceReader, service: string): string | undefined {
  return historyOf(trace, service).at(-1)?.from;
}

/** Versions that were ever deployed, newest first, the current one left out. */
export function otherVersions(scenario: Scenario, trace: TraceReader, service: string): string[] {
  const current = currentVersion(scenario, trace, service);
  const seen = historyOf(trace, service).flatMap(({ from, to }) => [from, to]);
  return [...new Set(seen.reverse())].filter((version) => version !== current);
}
