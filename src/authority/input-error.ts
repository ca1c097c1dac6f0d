// Malformed input from outside: all its issues at once. A refusal of the drill is no error, it is an outcome.
import type { InputIssue } from '../schema/index.ts';

export class InputError extends Error {
  readonly issues: readonly InputIssue[];
  constructor(issues: readonly InputIssue[]) {
    super(issues.map(({ path, expected, found }) => `${path.join('.') || 'entry'}: expected ${expected}, found ${found}`).join('; '));
    this.name = 'InputError';
    this.issues = issues;
  }
}
