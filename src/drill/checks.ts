// The synthetic checks as the trainee sees them: those of the scenario with their last reported result.
import type { DrillView, Scenario, TraceReader } from '../schema/index.ts';

export function checksOf(scenario: Scenario, trace: TraceReader): DrillView['checks'] {
  const results = trace.checkResults();
  return scenario.observability.checks.map(({ name, from, every }) => {
    const own = results.filter(({ check }) => check === name);
    const lastOk = own.findLastIndex(({ ok }) => ok);
    return { name, from, everyUs: every, last: own.at(-1), failuresInARow: own.length - 1 - lastOk };
  });
}
