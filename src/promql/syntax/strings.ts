/**
 * String literals with Go's escapes. Bytes that are not UTF-8 (from `\xff` or octal escapes) become lone surrogates U+DC80..U+DCFF, so that
 * they survive in a JavaScript string and later checks can see them.
 */
import { SyntaxProblem } from './problem.ts';

const SIMPLE: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, "'": 39, '"': 34 };

export function readString(text: string, from: number): { value: string; to: number } {
  const quote = text[from] as string;
  if (quote === '`') {
    const end = text.indexOf('`', from + 1);
    if (end < 0) {
      throw unterminated(from, text.length);
    }
    return { value: text.slice(from + 1, end), to: end + 1 };
  }
  let value = '';
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) {
      value += decodeUtf8(bytes);
      bytes = [];
    }
  };
  let at = from + 1;
  for (;;) {
    const c = text[at];
    if (c === undefined || c === '\n') {
      throw unterminated(from, at);
    }
    if (c === quote) {
      flush();
      return { value, to: at + 1 };
    }
    if (c !== '\\') {
      flush();
      value += c;
      at += 1;
      continue;
    }
    const sequence = /^(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([abfnrtv\\'"]))/.exec(
      text.slice(at + 1, at + 10),
    );
    if (sequence === null || (sequence[5] === "'" && quote === '"') || (sequence[5] === '"' && quote === "'")) {
      throw new SyntaxProblem(
        'promql/bad-escape',
        `unknown escape sequence "\\${text[at + 1] ?? ''}"`,
        at,
        at + 2,
        'write \\\\ for a backslash',
      );
    }
    const [whole, hex, octal, short, long, simple] = sequence;
    at += 1 + whole.length;
    if (hex !== undefined || octal !== undefined) {
      bytes.push(hex === undefined ? Number.parseInt(octal as string, 8) & 0xff : Number.parseInt(hex, 16));
      continue;
    }
    flush();
    const code = simple === undefined ? Number.parseInt((short ?? long) as string, 16) : (SIMPLE[simple] as number);
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
      throw new SyntaxProblem('promql/bad-escape', 'escape sequence is an invalid Unicode code point', at - whole.length - 1, at);
    }
    value += String.fromCodePoint(code);
  }
}

function unterminated(from: number, to: number): SyntaxProblem {
  return new SyntaxProblem('promql/unterminated-string', 'unterminated string', from, to, 'close the string with the quote that opened it');
}

function decodeUtf8(bytes: readonly number[]): string {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] as number;
    const count =
      first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    let code = count === 1 ? first : count === 2 ? first & 0x1f : count === 3 ? first & 0x0f : first & 0x07;
    let valid = count > 0;
    for (let k = 1; k < count && valid; k++) {
      const next = bytes[i + k];
      valid = next !== undefined && (next & 0xc0) === 0x80;
      code = (code << 6) | ((next ?? 0) & 0x3f);
    }
    valid &&=
      !(count === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) && !(count === 4 && (code < 0x10000 || code > 0x10ffff));
    out += valid ? String.fromCodePoint(code) : String.fromCharCode(0xdc00 + first);
    i += valid ? count : 1;
  }
  return out;
}

/** Whether the text is valid UTF-8 once encoded: no lone surrogates. */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** The text between double quotes, escaped so that `readString` gives it back. */
export function quote(text: string): string {
  let out = '"';
  for (const c of text) {
    const code = c.codePointAt(0) as number;
    if (code >= 0xdc80 && code <= 0xdcff) {
      out += `\\x${(code - 0xdc00).toString(16)}`;
    } else if (c === '"' || c === '\\') {
      out += `\\${c}`;
    } else if (c === '\n') {
      out += '\\n';
    } else if (c === '\t') {
      out += '\\t';
    } else if (c === '\r') {
      out += '\\r';
    } else {
      out += code < 32 ? `\\x${code.toString(16).padStart(2, '0')}` : c;
    }
  }
  return `${out}"`;
}
