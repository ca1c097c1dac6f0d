// How a command speaks: results to `out`, everything about the way there to `err`. Tests pass their own.
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  /** Whether progress lines may be rewritten in place. */
  errIsTerminal: boolean;
  cwd: string;
}

/** Exit codes, also for scripts and CI. */
export const EXIT = { ok: 0, failed: 1, usage: 2, limits: 3, internal: 70, interrupted: 130 } as const;

/** The person asked for something that does not exist; `hint` is the next thing to try. */
export class UsageError extends Error {
  readonly hint: string;
  constructor(message: string, hint = '') {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}

/** What is not known is `null`, so that a shape has the same keys in every run. */
export const printJson = (io: CliIo, value: unknown): void => io.out(`${JSON.stringify(value, (_, inner: unknown) => inner ?? null, 2)}\n`);
