/**
 * P1: our evaluator against Prometheus 3.5.0's own test scripts, when they lie beside the project.
 * They are not part of the project, so without them the test is skipped; the unit tests do not need them.
 *
 * A float case is an evaluation for which float samples suffice: it meets no native histogram, or its expectation also holds when every native
 * histogram (written as a literal or made by `load_with_nhcb`) is left out of the store. That gives the 923 of the published count.
 * Every instant evaluation is also run inside a range query and with `@`, so a case passes only when all three agree with the script.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PromTestRecord, runPromTest } from '../../src/promql/index.ts';

const FOLDER = new URL('../../../shared/oracles/promqltest/v3.5.0/', import.meta.url);

/** Evaluations that do not pass, as `file:line`, each with its reason. None is left. */
const FAILING: Readonly<Record<string, string>> = {};

describe('P1 upstream scripts', () => {
  it.skipIf(!existsSync(FOLDER))('pass, but for the listed ones (skipped where ../shared is absent)', () => {
    const records: PromTestRecord[] = [];
    for (const file of readdirSync(FOLDER)
      .filter((name) => name.endsWith('.test'))
      .sort()) {
      records.push(...runPromTest(readFileSync(new URL(file, FOLDER), 'utf8'), file));
    }
    const floats = records.filter((record) => record.floatOnly);
    const failed = records.filter((record) => !record.pass);
    const passedFloats = floats.filter((record) => record.pass).length;
    process.stdout.write(
      `upstream scripts: ${passedFloats} of ${floats.length} float cases, ${records.length - failed.length} of ${records.length} all\n`,
    );
    const unexpected = failed.filter(({ file, line }) => FAILING[`${file}:${line}`] === undefined);
    expect(unexpected.map(({ file, line, expr, reason }) => `${file}:${line} ${expr}: ${reason}`)).toEqual([]);
    expect(records.length).toBe(1479);
    expect(floats.length).toBe(923);
    expect(passedFloats).toBeGreaterThanOrEqual(900);
    expect(failed.map(({ file, line }) => `${file}:${line}`).sort()).toEqual(Object.keys(FAILING).sort());
  });
});
