// Problems of bad input, all at once: what was found, what was expected, where, and the next thing to try (STYLE 5).

export interface InputIssue {
  /** Namespaced and stable, such as `scenario/unknown-service`. */
  code: string;
  file: string;
  line: number | undefined;
  column: number | undefined;
  path: (string | number)[];
  found: string;
  expected: string;
  hint: string;
}

/**
 * As a person reads it: place, what was found, what was expected and what to try, a line each.
 * @param folder put before the file's name
 */
export function formatIssue(issue: InputIssue, folder = ''): string {
  const file = [folder, issue.file].filter((part) => part !== '').join('/');
  const place = [file, issue.line, issue.column].filter((part) => part !== undefined && part !== '').join(':');
  const path = issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  return [
    `${place === '' ? '' : `${place}: `}${issue.code}${path}`,
    `    found     ${issue.found}`,
    `    expected  ${issue.expected}`,
    ...(issue.hint === '' ? [] : [`    hint      ${issue.hint}`]),
  ].join('\n');
}

export type ParseResult<T> = { ok: true; value: T } | { ok: false; issues: InputIssue[] };

/** A mistake of ours; never caught inside the engine. */
export class InvariantError extends Error {
  readonly context: Readonly<Record<string, unknown>>;
  constructor(message: string, context: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'InvariantError';
    this.context = context;
  }
}

/** @throws InvariantError when the condition does not hold */
export function assert(condition: unknown, message: string, context?: Readonly<Record<string, unknown>>): asserts condition {
  if (!condition) throw new InvariantError(message, context);
}

/** The simulated world outgrew its limits (requests in flight, events, recorded lines): the scenario asks for more than a drill can hold. */
export class RunawayError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RunawayError';
  }
}
