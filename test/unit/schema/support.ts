// What the tests of this room share: a scenario with everything, edited in one place, and where in its text an issue must point.
import { readdirSync, readFileSync } from 'node:fs';
import { type InputIssue, type LoadOptions, loadScenario } from '../../../src/schema/index.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const FOLDER = 'scenarios/timeout-cascade/';
/** The shipped incident, as files of its folder. */
export const INCIDENT: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(new URL(`../../../${FOLDER}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:yaml|md)$/.test(path) && !path.startsWith('journals/'))
    .map((path) => [path, read(`${FOLDER}${path}`)]),
);
export const SMALLEST = read('test/compat/smallest.good.yaml');
export const QUEUE = read('test/compat/queue.good.yaml');

/** Loads one file as the whole folder. */
export const load = (text: string, options?: LoadOptions) => loadScenario('test', { 'scenario.yaml': text }, options);

export function issuesOf(result: { ok: true } | { ok: false; issues: InputIssue[] }): InputIssue[] {
  return result.ok ? [] : result.issues;
}

/** The text with one part replaced; the part must be there once. */
export function edited(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`"${from}" is not there exactly once`);
  return text.replace(from, () => to);
}

/** Line and column of the part of a text between ‹ and ›, and the text without these marks. */
export function marked(text: string): { text: string; line: number; column: number } {
  const at = text.indexOf('‹');
  if (at < 0) throw new Error('nothing is marked');
  const before = text.slice(0, at);
  return { text: text.replace(/[‹›]/g, ''), line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
