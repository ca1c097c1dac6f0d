// A run file’s text to a RunFile, or what is wrong with it. Whether its hashes are true only running it again can tell.
import type { InputIssue, ParseResult } from '../issues.ts';
import { ENGINE_VERSION, RUN_FILE_VERSION, type RunFile, RunFileSchema } from '../run-file.ts';
import { readJson } from './json.ts';
import { LIMITS } from './limits.ts';
import { capped, describe, makeIssue, parseShape } from './shape.ts';

/** Parses a run file. One written by another engine version is refused: the same inputs may give another run there. */
export function parseRunFile(text: string, file = 'run file'): ParseResult<RunFile> {
  if (text.length > LIMITS.runFileLength) {
    return {
      ok: false,
      issues: [
        {
          code: 'limit/file-size',
          file,
          line: undefined,
          column: undefined,
          path: [],
          found: `${text.length} characters`,
          expected: `at most ${LIMITS.runFileLength}`,
          hint: 'This is more than any drill writes',
        },
      ],
    };
  }
  const source = readJson(text, file);
  if (!source.ok) return source;
  const add = (code: string, path: (string | number)[], found: unknown, expected: string, hint: string): InputIssue =>
    makeIssue(source.value, code, path, 'value', { found: describe(found), expected, hint });
  const header = (typeof source.value.value === 'object' && source.value.value !== null ? source.value.value : {}) as {
    format?: unknown;
    version?: unknown;
    engineVersion?: unknown;
  };
  if (header.format !== 'faultline-run')
    return {
      ok: false,
      issues: [add('run/no-run-file', ['format'], header.format, 'faultline-run', 'Choose a file that run or the browser’s export wrote')],
    };
  if (header.version !== RUN_FILE_VERSION)
    return {
      ok: false,
      issues: [add('run/version', ['version'], header.version, String(RUN_FILE_VERSION), 'Use the release of Faultline that wrote it')],
    };
  if (typeof header.engineVersion === 'string' && header.engineVersion !== ENGINE_VERSION)
    return {
      ok: false,
      issues: [
        add(
          'run/engine-version',
          ['engineVersion'],
          header.engineVersion,
          ENGINE_VERSION,
          'Another engine may give another run from the same inputs: verify it with the release that wrote it',
        ),
      ],
    };
  const parsed = parseShape<RunFile>(source.value, RunFileSchema);
  if (!parsed.ok) return parsed;
  const { journal, checkpoints, untilUs } = parsed.value;
  const issues: InputIssue[] = [];
  journal.forEach(({ seq, atUs }, index) => {
    if (seq !== index + 1)
      issues.push(
        add(
          'run/seq',
          ['journal', index, 'seq'],
          seq,
          `${index + 1}: entries are numbered from 1 without gaps`,
          'An entry was removed, added or moved',
        ),
      );
    const beforeUs = journal[index - 1]?.atUs ?? 0;
    if (atUs < beforeUs)
      issues.push(
        add(
          'run/out-of-order',
          ['journal', index, 'atUs'],
          atUs,
          `at least ${beforeUs}, the time of the entry before`,
          'Entries are written in the order they happened',
        ),
      );
    if (atUs > untilUs)
      issues.push(
        add('run/beyond-end', ['journal', index, 'atUs'], atUs, `at most untilUs, ${untilUs}`, 'The run ended before this entry'),
      );
  });
  checkpoints.forEach(({ atUs }, index) => {
    const beforeUs = checkpoints[index - 1]?.atUs ?? 0;
    if (atUs < beforeUs)
      issues.push(
        add(
          'run/out-of-order',
          ['checkpoints', index, 'atUs'],
          atUs,
          `at least ${beforeUs}`,
          'Checkpoints are written in the order they happened',
        ),
      );
  });
  return issues.length === 0 ? parsed : { ok: false, issues: capped(issues) };
}
