/**
 * What a scenario may ask of the engine: how deep steps nest, how many endpoints there are, rules that Prometheus would take, and objectives that count events.
 * Everything else is checked with the file, in src/schema.
 */
import { parseRuleGroups } from '../../promql/index.ts';
import type { InputIssue, Scenario, Step } from '../../schema/index.ts';
import { objectiveIssues, withGeneratedRules } from '../../slo/index.ts';
import { childrenOf } from './steps.ts';

/** Pools held at once, and retries inside one another, that a frame has room for. */
export const NESTING_MAX = 2;
/** Each endpoint has a histogram of its own in the arena. */
const ENDPOINTS_MAX = 2_000;

interface Depth {
  holds: number;
  retries: number;
  breakers: number;
}

/** Every endpoint whose steps nest too deeply, a world that is too big, mistakes in the rule file; empty when the scenario can be compiled. */
export function compileIssues(scenario: Scenario): InputIssue[] {
  const issues = ruleIssues(scenario);
  const endpointCount = Object.values(scenario.world.services).reduce((sum, { endpoints }) => sum + Object.keys(endpoints).length, 0);
  if (endpointCount > ENDPOINTS_MAX)
    issues.push({
      code: 'world/too-many-endpoints',
      file: 'scenario.yaml',
      line: undefined,
      column: undefined,
      path: ['world', 'services'],
      found: `${endpointCount} endpoints`,
      expected: `at most ${ENDPOINTS_MAX}`,
      hint: 'Join endpoints that behave alike',
    });
  for (const [service, { endpoints }] of Object.entries(scenario.world.services))
    for (const [endpoint, steps] of Object.entries(endpoints)) {
      const path = ['world', 'services', service, 'endpoints', endpoint];
      const deepest = depthOf(steps, { holds: 0, retries: 0, breakers: 0 });
      const report = (code: string, found: string, expected: string, hint: string): void => {
        issues.push({ code, file: 'scenario.yaml', line: undefined, column: undefined, path, found, expected, hint });
      };
      if (deepest.holds > NESTING_MAX)
        report(
          'world/nested-holds',
          `${deepest.holds} pools held at once`,
          `at most ${NESTING_MAX}`,
          'Release one pool before the next is held',
        );
      if (deepest.retries > NESTING_MAX)
        report(
          'world/nested-retries',
          `${deepest.retries} retries inside one another`,
          `at most ${NESTING_MAX}`,
          'Retry in the service that is called, or only in the outermost step',
        );
      if (deepest.breakers > 1)
        report(
          'world/nested-breakers',
          `${deepest.breakers} breakers inside one another`,
          'one',
          'Put the inner breaker around the call alone, after the outer one',
        );
    }
  return issues;
}

/** Of the rule file and of the objectives, which become rules too. */
function ruleIssues({ rules, observability }: Scenario): InputIssue[] {
  const objectives = objectiveIssues(observability.slos, 'scenario.yaml');
  const all = objectives.length > 0 ? rules : withGeneratedRules(rules, observability);
  const parsed = parseRuleGroups(all ?? { groups: [] });
  return [...objectives, ...(parsed.ok ? [] : parsed.issues.map((issue) => ({ ...issue, file: observability.rules ?? '' })))];
}

function depthOf(steps: readonly Step[], outside: Depth): Depth {
  let deepest = outside;
  for (const step of steps) {
    // A branch is a frame of its own and begins with nothing held.
    const inside =
      'parallel' in step
        ? { holds: 0, retries: 0, breakers: 0 }
        : {
            holds: outside.holds + ('hold' in step ? 1 : 0),
            retries: outside.retries + ('retry' in step ? 1 : 0),
            breakers: outside.breakers + ('breaker' in step ? 1 : 0),
          };
    for (const child of childrenOf(step)) {
      const found = depthOf(child, inside);
      deepest = {
        holds: Math.max(deepest.holds, found.holds),
        retries: Math.max(deepest.retries, found.retries),
        breakers: Math.max(deepest.breakers, found.breakers),
      };
    }
  }
  return deepest;
}
