// Steps name services, endpoints, providers, pools, databases, breakers and configuration: each must exist and be of use there.

import { didYouMean } from '../load/suggest.ts';
import type { Path } from '../load/yaml.ts';
import type { ConfigRef, DurationOrRef, Step } from '../scenario/step.ts';
import type { ConfigValue, Service } from '../scenario/world.ts';
import { parseDurationUs } from '../units.ts';
import type { Check } from './context.ts';

/** Visits every step, outer before inner, with its path in the file. */
export function eachStep(steps: readonly Step[], path: Path, visit: (step: Step, path: Path) => void): void {
  for (const [index, step] of steps.entries()) {
    const at = [...path, index];
    visit(step, at);
    if ('retry' in step) eachStep(step.retry.steps, [...at, 'retry', 'steps'], visit);
    else if ('parallel' in step) step.parallel.forEach((branch, i) => eachStep(branch, [...at, 'parallel', i], visit));
    else if ('steps' in step) {
      eachStep(step.steps, [...at, 'steps'], visit);
      if ('else' in step && step.else !== undefined) eachStep(step.else, [...at, 'else'], visit);
    }
  }
}

export function checkSteps(check: Check): void {
  for (const [name, service] of Object.entries(check.scenario.world.services)) {
    for (const [endpoint, steps] of Object.entries(service.endpoints)) {
      eachStep(steps, ['world', 'services', name, 'endpoints', endpoint], (step, path) => checkStep(check, name, service, step, path));
    }
  }
}

function checkStep(check: Check, name: string, service: Service, step: Step, path: Path): void {
  const { names } = check;
  if ('query' in step)
    check.mustExist('scenario/unknown-database', [...path, 'query', 'database'], step.query.database, names.databases, 'a database');
  else if ('hold' in step) check.mustExist('scenario/unknown-pool', [...path, 'hold'], step.hold, names.pools, 'a pool');
  else if ('breaker' in step) check.mustExist('scenario/unknown-breaker', [...path, 'breaker'], step.breaker, names.breakers, 'a breaker');
  else if ('call' in step) {
    checkTarget(check, [...path, 'call'], step.call, true);
    for (const key of ['timeout', 'connectTimeout', 'readTimeout'] as const)
      checkDurationRef(check, name, service, step[key], [...path, key]);
  } else if ('retry' in step) checkCountRef(check, name, service, step.retry.retries, [...path, 'retry', 'retries']);
  else if ('if' in step) checkKey(check, name, service, step.if.config, [...path, 'if', 'config']);
}

/** `service/endpoint`, or the name of a provider where steps may call one. */
export function checkTarget(check: Check, path: Path, target: string, providersToo: boolean): void {
  const { services } = check.scenario.world;
  const [service = '', endpoint, ...more] = target.split('/');
  if (endpoint === undefined) {
    if (providersToo && check.names.providers.includes(target)) return;
    const hint = Object.hasOwn(services, target)
      ? `Name one of its endpoints: ${endpointsOf(services[target], target).join(', ')}`
      : didYouMean(target, [...(providersToo ? check.names.providers : []), ...check.names.services], 'service');
    check.add(providersToo && !Object.hasOwn(services, target) ? 'scenario/unknown-provider' : 'scenario/unknown-endpoint', path, {
      found: target,
      expected: providersToo ? 'service/endpoint, or a provider' : 'service/endpoint',
      hint,
    });
  } else if (!Object.hasOwn(services, service)) {
    check.add('scenario/unknown-service', path, {
      found: target,
      expected: 'service/endpoint of a service that exists',
      hint: didYouMean(service, check.names.services, 'service'),
    });
  } else if (more.length > 0 || !Object.hasOwn(services[service]?.endpoints ?? {}, endpoint)) {
    check.add('scenario/unknown-endpoint', path, {
      found: target,
      expected: `an endpoint of ${service}`,
      hint: didYouMean(target, endpointsOf(services[service], service), 'endpoint'),
    });
  }
}
const endpointsOf = (service: Service | undefined, name: string): string[] =>
  Object.keys(service?.endpoints ?? {}).map((endpoint) => `${name}/${endpoint}`);

function checkKey(check: Check, name: string, service: Service, key: string, path: Path): boolean {
  if (Object.hasOwn(service.config, key)) return true;
  check.add('scenario/unknown-config', path, {
    found: key,
    expected: `a key of the configuration of ${name}`,
    hint: didYouMean(key, Object.keys(service.config), 'configuration key'),
  });
  return false;
}

/** Every value a key can have: the service’s own and those that changes of the time-line set. */
function valuesOf(check: Check, name: string, service: Service, key: string): { value: ConfigValue; path: Path }[] {
  const own = service.config[key];
  const values: { value: ConfigValue; path: Path }[] =
    own === undefined ? [] : [{ value: own, path: ['world', 'services', name, 'config', key] }];
  check.scenario.timeline.forEach(({ change }, index) => {
    const value = change?.deploy === name && Object.hasOwn(change.sets, key) ? change.sets[key] : undefined;
    if (value !== undefined) values.push({ value, path: ['timeline', index, 'change', 'sets', key] });
  });
  return values;
}

function checkDurationRef(check: Check, name: string, service: Service, value: DurationOrRef | undefined, path: Path): void {
  if (typeof value !== 'object' || !checkKey(check, name, service, value.config, path)) return;
  for (const each of valuesOf(check, name, service, value.config)) {
    if (typeof each.value === 'string' && parseDurationUs(each.value) !== undefined) continue;
    check.add('scenario/config-no-duration', each.path, {
      found: each.value,
      expected: `a duration, because ${placeOf(path)} uses ${value.config} as one`,
      hint: typeof each.value === 'number' ? `Add the unit: ${each.value}ms or ${each.value}s` : 'Write it as 250ms, 5s or 3m',
    });
  }
}

function checkCountRef(check: Check, name: string, service: Service, value: number | ConfigRef, path: Path): void {
  if (typeof value !== 'object' || !checkKey(check, name, service, value.config, path)) return;
  for (const each of valuesOf(check, name, service, value.config)) {
    if (typeof each.value === 'number' && Number.isInteger(each.value) && each.value >= 0 && each.value <= 100) continue;
    check.add('scenario/config-no-count', each.path, {
      found: each.value,
      expected: `a whole number from 0 to 100, because ${placeOf(path)} uses ${value.config} as one`,
      hint: 'Write a plain number such as 3',
    });
  }
}
const placeOf = (path: Path): string => `${String(path[2])}/${String(path[4])}`;

/** What a key of a service is used as, so that a change of it can be checked too. */
export function usesOf(service: Service, key: string): 'duration' | 'count' | undefined {
  let use: 'duration' | 'count' | undefined;
  const refers = (value: unknown): boolean => typeof value === 'object' && value !== null && (value as ConfigRef).config === key;
  for (const steps of Object.values(service.endpoints)) {
    eachStep(steps, [], (step) => {
      if ('call' in step && [step.timeout, step.connectTimeout, step.readTimeout].some(refers)) use = 'duration';
      if ('retry' in step && refers(step.retry.retries)) use = 'count';
    });
  }
  return use;
}
