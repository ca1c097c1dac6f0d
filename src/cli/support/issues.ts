// Problems of input as a person reads them: place, what is wrong, what was expected, what to try. And the error that carries them.
import { formatIssue, type InputIssue } from '../../schema/index.ts';

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

export const formatIssues = (issues: readonly InputIssue[], folder = ''): string =>
  issues.map((issue) => `${formatIssue(issue, folder)}\n`).join('');
