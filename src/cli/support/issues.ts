// Problems of input as a person reads them: place, what is wrong, what was expected, what to try. And the error that carries them.
import type { InputIssue } from '../../schema/index.ts';

/** Input that cannot be used, with every issue found. `folder` is put before file names. */
export class InvalidInput extends Error {
  readonly issues: readonly InputIssue[];
  readonly folder: string;
  constructor(issues: readonly InputIssue[], folder = '') {
    super(`${issues.length} ${issues.length === 1 ? 'problem' : 'problems'}`);
    this.name = 'InvalidInput';
    this.issues = issues;
    this.folder = folder;
  }
}

export function formatIssue(issue: InputIssue, folder = ''): string {
  const file = [folder, issue.file].filter((part) => part !== '').join('/');
  const place = [file, issue.line, issue.column].filter((part) => part !== undefined && part !== '').join(':');
  const path = issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  return [
    `${place}: ${issue.code}${path}`,
    `    found     ${issue.found}`,
    `    expected  ${issue.expected}`,
    ...(issue.hint === '' ? [] : [`    hint      ${issue.hint}`]),
  ].join('\n');
}

export const formatIssues = (issues: readonly InputIssue[], folder = ''): string =>
  issues.map((issue) => `${formatIssue(issue, folder)}\n`).join('');
