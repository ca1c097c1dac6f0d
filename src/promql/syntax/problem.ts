/** A syntax error at characters `from`..`to`. Caught by `parseExpr`, never seen outside the room. */
export class SyntaxProblem extends Error {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly hint: string | undefined;

  constructor(code: string, message: string, from: number, to: number, hint?: string) {
    super(message);
    this.code = code;
    this.from = from;
    this.to = to;
    this.hint = hint;
  }
}
