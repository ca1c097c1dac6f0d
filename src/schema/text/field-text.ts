// `{field}` in the texts of consoles: in expressions, commands and sentences. What a person typed stays a value: whatever it is, it can become a number or
// a quoted string of an expression and nothing else, and it never becomes an instrument of a sentence.

export type FieldValues = Readonly<Record<string, string>>;

const PLACEHOLDER = /^\{([a-z][a-z0-9_]*)\}/;
const REGEX_MATCHER = /[=!]~\s*$/;
/** As a form takes it: digits, with a sign and decimals if need be. */
const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,9})?$/;

/** The number that was entered; undefined for anything else. */
export const enteredNumber = (value: string): number | undefined => (NUMBER.test(value.trim()) ? Number(value) : undefined);

/** A PromQL expression with values put in: numbers as they are, texts (and anything in a label matcher) as PromQL strings. A missing value is an empty text. */
export function exprWithFields(expr: string, values: FieldValues): string {
  return scanExpr(expr, 0, values, false).text;
}

/**
 * A sentence with values put in. Every `{{ expr | format }}` is handed to `read` as one text, with its fields put in as in an expression.
 * @param read fills the instruments of a text
 */
export function textWithFields(text: string, values: FieldValues, read: (text: string) => string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const field = PLACEHOLDER.exec(rest);
    if (rest.startsWith('{{')) {
      const quoted = scanExpr(text, at + 2, values, true);
      out += read(`{{${quoted.text}}}`);
      at = quoted.end;
    } else if (field !== null) {
      out += entered(values, field[1]!);
      at += field[0].length;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

/** A command, a look or a name with values put in, as they were entered. */
export const wordsWithFields = (text: string, values: FieldValues): string =>
  text.replace(/\{([a-z][a-z0-9_]*)\}/g, (_, name: string) => entered(values, name));

/**
 * Walks an expression, minding label matchers and strings.
 * @param quoted the expression stands in `{{ … }}` and ends there
 * @returns `end`: the place after it
 */
function scanExpr(expr: string, from: number, values: FieldValues, quoted: boolean): { text: string; end: number } {
  let out = '';
  let depth = 0;
  let quote = '';
  let regex = false;
  let at = from;
  while (at < expr.length) {
    const field = PLACEHOLDER.exec(expr.slice(at));
    const char = expr[at]!;
    if (field !== null) {
      const value = entered(values, field[1]!);
      if (quote !== '') out += escaped(regex ? literal(value) : value);
      else if (depth > 0) out += `"${escaped(REGEX_MATCHER.test(out) ? literal(value) : value)}"`;
      else out += numberOrString(value);
      at += field[0].length;
      continue;
    }
    if (quoted && quote === '' && depth === 0 && expr.startsWith('}}', at)) return { text: out, end: at + 2 };
    if (quote !== '') {
      if (char === '\\') {
        out += expr.slice(at, at + 2);
        at += 2;
        continue;
      }
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') {
      quote = char;
      regex = depth > 0 && REGEX_MATCHER.test(out);
    } else if (char === '{') depth += 1;
    else if (char === '}') depth = Math.max(0, depth - 1);
    out += char;
    at += 1;
  }
  return { text: out, end: at };
}

function numberOrString(value: string): string {
  const number = enteredNumber(value);
  if (number === undefined) return `"${escaped(value)}"`;
  return number < 0 ? `(${number})` : String(number);
}

/** Inside double quotes of PromQL, whatever the text is: letters, digits and harmless signs as they are, everything else as an escape. */
function escaped(value: string): string {
  return [...value]
    .map((char) => {
      if (/[A-Za-z0-9 _.,:;/@#%&()+*=<>!?|^$[\]~-]/.test(char)) return char;
      const code = char.codePointAt(0)!;
      return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : char;
    })
    .join('');
}

/** A regular expression that matches this text and no other. */
const literal = (value: string): string => value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');

const entered = (values: FieldValues, name: string): string => (Object.hasOwn(values, name) ? (values[name] ?? '') : '');
