/** Numbers as Go prints and reads them: `+Inf`, `NaN`, `1e+06`. */

/** As Go's `%v` and Prometheus' results: shortest digits that read back to the same value. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (value === Infinity) {
    return '+Inf';
  }
  if (value === -Infinity) {
    return '-Inf';
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

/** As Go's `%g` and `%v`: shortest digits, and an exponent below 1e-4 and from a million up. */
export function formatNumberG(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || (size >= 1e-4 && size < 1e6)) {
    return formatNumber(value);
  }
  return withTwoDigitExponent(value.toExponential());
}

/** As Go's `%.<digits>g`: that many significant digits at most, no trailing zeros. */
export function formatSignificant(value: number, digits: number): string {
  if (!Number.isFinite(value) || value === 0) {
    return formatNumber(value);
  }
  const precision = Math.max(1, digits);
  const [mantissa, exponentText] = toExponentialEven(value, precision - 1).split('e') as [string, string];
  const exponent = Number(exponentText);
  const strip = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  if (exponent < -4 || exponent >= precision) {
    return withTwoDigitExponent(`${strip(mantissa)}e${exponentText}`);
  }
  return strip(toFixedEven(value, Math.max(0, precision - 1 - exponent)));
}

/** As Go's `%.<digits>f`: a value exactly between two goes to the even one, where JavaScript goes up. */
export function toFixedEven(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return /[eIN]/.test(text) ? text : evenAtTie(text, value.toFixed(100), digits);
}

/** As Go's `%.<digits>e`, with an exponent of at least one digit. */
export function toExponentialEven(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits).split('e') as [string, string];
  const [exact, exactExponent] = value.toExponential(100).split('e') as [string, string];
  return exponent === exactExponent ? `${evenAtTie(mantissa, exact, digits)}e${exponent}` : `${mantissa}e${exponent}`;
}

/** `exact` has all digits of the value; when it ends in a 5 just after what was asked for, the digit before decides. */
function evenAtTie(rounded: string, exact: string, digits: number): string {
  const point = exact.indexOf('.');
  const cut = exact.slice(0, digits === 0 ? point : point + 1 + digits);
  const isTie = /^50*$/.test(exact.slice(point + 1 + digits));
  return isTie && '02468'.includes(cut.at(-1) as string) ? cut : rounded;
}

/** Go writes at least two digits of exponent: `1e+06`, not `1e+6`. */
export function withTwoDigitExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Reads a sample value as Prometheus does (`Inf`, `+inf`, `NaN`, `0x1f`, `1e3`, `.5`, `1_000`); undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const match = /^([+-]?)(inf(?:inity)?|nan|0x[0-9a-f]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i.exec(text);
  if (match === null) {
    return undefined;
  }
  const body = (match[2] as string).toLowerCase();
  const value = body.startsWith('inf') ? Infinity : body === 'nan' ? NaN : Number(body.replaceAll('_', ''));
  return match[1] === '-' ? -value : value;
}

/** Without an exponent, as Go's `FormatFloat(x, 'f', -1, 64)`: the spelling of values in `count_values`. */
export function formatFixed(value: number): string {
  const text = formatNumber(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) {
    return text;
  }
  const digits = `${match[2]}${match[3] ?? ''}`;
  const exponent = Number(match[4]);
  const sign = match[1] as string;
  return exponent < 0 ? `${sign}0.${'0'.repeat(-exponent - 1)}${digits}` : sign + digits.padEnd(exponent + 1, '0');
}
