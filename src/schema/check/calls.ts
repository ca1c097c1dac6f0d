// The call graph: no endpoint may reach itself, and one request may not fan out beyond what a simulation can carry.
import type { Path } from '../load/yaml.ts';
import type { Step } from '../scenario/step.ts';
import type { Check } from './context.ts';
import { eachStep } from './steps.ts';

interface Call {
  target: string;
  path: Path;
}

/** Calls within calls; more is no architecture, and the checks below go down them. */
const CALL_DEPTH_MAX = 50;

/** Reports each cycle once, at the call that closes it, and chains that are too long. Returns whether calls end soon enough to be followed. */
export function checkCycles(check: Check): boolean {
  const graph = graphOf(check);
  /** Endpoints followed to their end, with the length of their longest chain of calls. */
  const done = new Map<string, number>();
  let sound = true;
  for (const start of graph.keys()) {
    if (done.has(start)) continue;
    // Iterative depth-first search: worlds may hold long chains.
    const trail: { node: string; next: number }[] = [{ node: start, next: 0 }];
    const onTrail = new Set([start]);
    while (trail.length > 0) {
      const top = trail[trail.length - 1] as { node: string; next: number };
      const call = graph.get(top.node)?.[top.next];
      top.next += 1;
      if (call === undefined) {
        const depth = 1 + (graph.get(top.node) ?? []).reduce((longest, { target }) => Math.max(longest, done.get(target) ?? 0), 0);
        if (depth === CALL_DEPTH_MAX + 1)
          check.add(
            'scenario/call-depth',
            ['world', 'services', ...top.node.split('/').flatMap((name, i) => (i === 0 ? [name] : ['endpoints', name]))],
            {
              saw: `a chain of more than ${CALL_DEPTH_MAX} calls`,
              expected: `at most ${CALL_DEPTH_MAX} calls one within another`,
              hint: 'Shorten the chain',
            },
            { part: 'key' },
          );
        if (depth > CALL_DEPTH_MAX) sound = false;
        done.set(top.node, depth);
        onTrail.delete(top.node);
        trail.pop();
      } else if (onTrail.has(call.target)) {
        sound = false;
        const nodes = trail.map(({ node }) => node);
        const cycle = [...nodes.slice(nodes.indexOf(call.target)), call.target].join(' → ');
        check.add('scenario/call-cycle', call.path, {
          found: call.target,
          expected: `calls that end, but ${cycle}`,
          hint: 'Remove one of these calls',
        });
      } else if (!done.has(call.target)) {
        trail.push({ node: call.target, next: 0 });
        onTrail.add(call.target);
      }
    }
  }
  return sound;
}

function graphOf(check: Check): Map<string, Call[]> {
  const graph = new Map<string, Call[]>();
  for (const [service, { endpoints }] of Object.entries(check.scenario.world.services)) {
    for (const [endpoint, steps] of Object.entries(endpoints)) {
      const calls: Call[] = [];
      eachStep(steps, ['world', 'services', service, 'endpoints', endpoint], (step, path) => {
        if ('call' in step && step.call.includes('/')) calls.push({ target: step.call, path: [...path, 'call'] });
      });
      graph.set(`${service}/${endpoint}`, calls);
    }
  }
  return graph;
}

/** Instructions of a program: one for each step, one more for each that has an end, branches of a fork all counted. */
export function programSize(steps: readonly Step[]): number {
  let size = 1;
  eachStep(steps, [], (step) => {
    size += 'compute' in step || 'sleep' in step || 'fail' in step ? 1 : 'parallel' in step ? 2 + step.parallel.length : 2;
  });
  return size;
}

/** Steps that one request may run at most, those of every service it calls and every retry included. Only for worlds without cycles. */
export function stepsPerRequest(check: Check, target: string, known = new Map<string, number>()): number {
  const before = known.get(target);
  if (before !== undefined) return before;
  const [service = '', endpoint = ''] = target.split('/');
  const { services } = check.scenario.world;
  const config = Object.hasOwn(services, service) ? services[service]?.config : undefined;
  const steps =
    Object.hasOwn(services, service) && Object.hasOwn(services[service]?.endpoints ?? {}, endpoint)
      ? (services[service]?.endpoints[endpoint] ?? [])
      : [];
  const count = (list: readonly Step[]): number => list.reduce((sum, step) => sum + cost(step), 0);
  const cost = (step: Step): number => {
    if ('call' in step) return 1 + (step.call.includes('/') ? stepsPerRequest(check, step.call, known) : 0);
    if ('retry' in step) {
      const { retries } = step.retry;
      const configured =
        typeof retries === 'number'
          ? retries
          : config !== undefined && Object.hasOwn(config, retries.config)
            ? Number(config[retries.config])
            : 0;
      return 1 + (1 + (Number.isFinite(configured) ? configured : 0)) * count(step.retry.steps);
    }
    if ('parallel' in step) return 1 + step.parallel.reduce((sum, branch) => sum + count(branch), 0);
    if ('steps' in step) return 1 + count(step.steps) + ('else' in step ? count(step.else ?? []) : 0);
    return 1;
  };
  const total = Math.min(1e15, 1 + count(steps));
  known.set(target, total);
  return total;
}
