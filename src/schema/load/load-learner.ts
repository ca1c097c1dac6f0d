// The text of a file of own data to a LearnerFile, or what is wrong with it. All or nothing: half a history would mislead.
import type { InputIssue, ParseResult } from '../issues.ts';
import { LEARNER_FILE_VERSION, LEARNER_LIMITS, type LearnerFile, LearnerFileSchema } from '../learner.ts';
import { readJson } from './json.ts';
import { describe, makeIssue, parseShape } from './shape.ts';

export function parseLearnerFile(text: string, file = 'own data'): ParseResult<LearnerFile> {
  if (text.length > LEARNER_LIMITS.exportLength) {
    const issue: InputIssue = {
      code: 'limit/file-size',
      file,
      line: undefined,
      column: undefined,
      path: [],
      found: `${text.length} characters`,
      expected: `at most ${LEARNER_LIMITS.exportLength}`,
      hint: 'This is more than anybody’s drills need',
    };
    return { ok: false, issues: [issue] };
  }
  const source = readJson(text, file);
  if (!source.ok) return source;
  const { value } = source.value;
  const header = (typeof value === 'object' && value !== null ? value : {}) as { format?: unknown; version?: unknown };
  const refuse = (code: string, key: 'format' | 'version', expected: string, hint: string): ParseResult<LearnerFile> => ({
    ok: false,
    issues: [makeIssue(source.value, code, [key], 'value', { found: describe(header[key]), expected, hint })],
  });
  if (header.format !== 'faultline-learner')
    return refuse(
      'learner/no-learner-file',
      'format',
      'faultline-learner',
      'Choose a file that “Export my data” wrote; a run file is opened in the library',
    );
  if (header.version !== LEARNER_FILE_VERSION)
    return refuse('learner/version', 'version', String(LEARNER_FILE_VERSION), 'Use the release of Faultline that wrote it');
  return parseShape<LearnerFile>(source.value, LearnerFileSchema);
}
