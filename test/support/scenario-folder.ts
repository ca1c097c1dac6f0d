// Reads a scenario folder of this project from disk, as the command line does, and plays its journal scripts.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Authority, playScript } from '../../src/authority/index.ts';
import { evaluateInstant, parseExpr } from '../../src/promql/index.ts';
import { loadScenario, parseScript, type Scenario, type SimTimeUs } from '../../src/schema/index.ts';

const SCENARIOS = new URL('../../scenarios', import.meta.url).pathname;

/** Every text file of `scenarios/<slug>`, by its path within the folder. */
export function readScenarioFiles(slug: string): Record<string, string> {
  const folder = join(SCENARIOS, slug);
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isFile()) files[relative(folder, path)] = readFileSync(path, 'utf8');
  }
  return files;
}

/** @throws Error naming every issue of a scenario that does not parse */
export function shippedScenario(slug: string): Scenario {
  const parsed = loadScenario(slug, readScenarioFiles(slug));
  if (!parsed.ok) throw new Error(parsed.issues.map((issue) => JSON.stringify(issue)).join('\n'));
  return parsed.value;
}

/** Plays `journals/<journal>.yaml` under one seed; entries after the end of the run are left out. @throws Error when an entry of the script cannot be resolved */
export function play(scenario: Scenario, journal: string, seed: string, untilUs: SimTimeUs): Authority {
  const path = `journals/${journal}.yaml`;
  const script = parseScript(scenario.files[path] ?? readScenarioFiles(scenario.slug)[path] ?? '', path);
  if (!script.ok) throw new Error(script.issues.map((issue) => JSON.stringify(issue)).join('\n'));
  const { authority, problems } = playScript(scenario, seed, script.value, { untilUs });
  const unresolved = problems.filter((problem) => !problem.endsWith('the run ends before it'));
  if (unresolved.length > 0) throw new Error(`${journal}, seed ${seed}: ${unresolved.join('; ')}`);
  return authority;
}

/** One number read from the instruments of a run; NaN when the expression has no result. */
export function reading(authority: Authority, expr: string, atUs: SimTimeUs): number {
  const parsed = parseExpr(expr);
  if (!parsed.ok) throw new Error(`${expr}: ${JSON.stringify(parsed.issues)}`);
  const result = evaluateInstant(parsed.expr, authority.trace.series, authority.scenario.startsAtMs + atUs / 1000);
  if (result.kind === 'scalar') return result.value;
  if (result.kind !== 'vector') throw new Error(`${expr}: a number was expected, ${JSON.stringify(result)}`);
  return result.samples[0]?.value ?? Number.NaN;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
