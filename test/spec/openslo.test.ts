/**
 * OpenSLO's own example files: every valid one is accepted, every invalid one refused with its place. Valid means valid by the published JSON Schema
 * (draft-07, checked once with a validator); the files live beside the repository and the test is skipped without them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importOpenSlo } from '../../src/interchange/index.ts';

const ROOT = join(import.meta.dirname, '../../../shared/oracles/schemas/openslo/schema-test/spec-files');
const INVALID = [
  'invalid-apiversion.yaml',
  'v1/alert-condition/alert-condition-no-condition.yaml',
  'v1/alert-condition/alert-condition-no-sev.yaml',
  'v1/alert-notification-target/alert-notification-target-no-target.yaml',
  'v1/alert-policy/alert-policy-malformed-cond.yaml',
  'v1/alert-policy/alert-policy-malformed-targetref.yaml',
  'v1/alert-policy/alert-policy-many-cond.yaml',
  'v1/alert-policy/alert-policy-no-cond.yaml',
  'v1/alert-policy/alert-policy-no-notification.yaml',
  'v1/invalid-apiversion.yaml',
  'v1/service/service-long-description.yaml',
  'v1/sli/sli-description-ratio-inline-metricsource.yaml',
  'v1/sli/sli-ratio-good-and-bad.yaml',
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

describe.skipIf(!existsSync(ROOT))('files of OpenSLO', () => {
  const files = existsSync(ROOT) ? filesIn(ROOT).map((path) => relative(ROOT, path)) : [];

  it('are all here', () => {
    expect(files.length).toBe(43);
    for (const name of INVALID) expect(files).toContain(name);
  });

  it.each(files)('%s', (name) => {
    const parsed = importOpenSlo(readFileSync(join(ROOT, name), 'utf8'), name);
    expect(parsed.ok ? [] : parsed.issues.map(({ path, expected, found }) => `${path.join('.')}: ${expected}, ${found}`)).toEqual(
      INVALID.includes(name) ? expect.arrayContaining([expect.any(String)]) : [],
    );
    if (!parsed.ok) for (const issue of parsed.issues) expect(issue.line).toBeGreaterThan(0);
  });
});
