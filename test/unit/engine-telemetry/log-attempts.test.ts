// The attempts that log lines tell: counted by the retry steps around the call, whatever other steps left in the same memory.
import { expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/index.ts';
import { scenarioOf } from '../../support/small-worlds.ts';

/** Calls of `shaky` fail half of the time, those of `broken` always. */
const PROVIDERS = `providers:
  shaky: { connect: 1ms, reply: 1ms, errors: 50 % }
  broken: { connect: 1ms, reply: 1ms, errors: 100 % }`;

function retry(retries: number, steps: string): string {
  return `{ retry: { retries: ${retries}, backoff: { base: 10ms, jitter: none }, steps: [ ${steps} ] } }`;
}

/** What log lines say about calls of `broken` in a world with one service of these endpoints, each asked for once a second. */
function told(endpoints: Record<string, string>): string[] {
  const names = Object.keys(endpoints);
  const service = `services:\n  front:\n    replicas: 1\n    concurrency: 10\n    endpoints:\n`;
  const world = `${PROVIDERS}\n${service}${names.map((name) => `      ${name}: [ ${endpoints[name]} ]\n`).join('')}`;
  const load = `users: 10\njourneys:\n${names.map((name) => `  - { name: ${name}, does: front/${name}, rate: 1rps }\n`).join('')}`;
  const engine = createEngine(scenarioOf(world, load), 'attempts');
  engine.runUntil(20_000_000);
  const { lines } = engine.logs({ limit: 10_000 });
  return [...new Set(lines.map(({ message }) => message).filter((message) => message.includes('broken')))].sort();
}

const CALL = '{ call: broken }';
const NESTED_SHAKY = retry(1, retry(8, '{ call: shaky }'));
const failed = (attempt: number): string => `broken answered with an error (attempt ${attempt})`;
const again = (attempt: number): string => `Retrying broken in 10 ms (attempt ${attempt} failed)`;

test('a single retry step counts its own tries, whatever a nested one before it left behind', () => {
  expect(told({ buy: `${NESTED_SHAKY}, ${retry(1, CALL)}` })).toEqual([again(1), failed(1), failed(2)]);
});

test('so it does where a request with nested retries was in its place before', () => {
  expect(told({ nested: retry(1, retry(3, '{ call: shaky }')), single: retry(1, CALL) })).toEqual([again(1), failed(1), failed(2)]);
});

test('inside an inner retry step both count', () => {
  expect(told({ buy: retry(1, retry(1, CALL)) })).toEqual([again(1), again(2), failed(1), failed(2), failed(3)]);
});
