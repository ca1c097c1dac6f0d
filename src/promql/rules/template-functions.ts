/** The functions of Prometheus 3.5's templates and the built-in ones of Go's text/template. Sources: template/template.go's documentation, text/template. */
import { RegexError } from '../regex/regex.ts';
import { durationSeconds } from '../syntax/lexer.ts';
import { formatSignificantG, goPrintf, humanize, humanize1024, humanizeDuration, humanizeTimestamp } from './go-format.ts';
import { matchesSomewhere, replaceAll } from './regex-search.ts';
import { TemplateProblem } from './template-parse.ts';
import {
  GoDuration,
  GoStruct,
  GoTime,
  isEqual,
  isLess,
  numberOf,
  textArgument,
  textOf,
  truth,
  typeName,
  type Value,
} from './template-values.ts';

/** What functions may ask of whoever expands the template. */
export interface TemplateContext {
  /** Time of the evaluation, seconds since the epoch. */
  nowSeconds: number;
  externalUrl: string;
  /** Samples of an instant query at the time of the evaluation. @throws TemplateProblem when it fails */
  query(text: string): readonly GoStruct[];
}

export interface TemplateFunction {
  argsMin: number;
  argsMax: number;
  call(args: readonly Value[], context: TemplateContext): Value;
}

const ONE = (change: (value: Value) => Value): TemplateFunction => ({ argsMin: 1, argsMax: 1, call: ([value]) => change(value as Value) });
const MANY = (argsMin: number, call: TemplateFunction['call'], argsMax = 100): TemplateFunction => ({ argsMin, argsMax, call });

function sampleOf(value: Value | undefined): GoStruct {
  if (!(value instanceof GoStruct) || value.name !== 'sample') {
    throw new TemplateProblem(`wrong type for value; expected a sample; got ${typeName(value)}`);
  }
  return value;
}

function samplesOf(value: Value | undefined): readonly Value[] {
  if (!Array.isArray(value)) {
    throw new TemplateProblem(`wrong type for value; expected the samples of a query; got ${typeName(value)}`);
  }
  return value as readonly Value[];
}

function labelOf(sample: GoStruct, name: string): string {
  return textOf((sample.fields.get('Labels') as ReadonlyMap<string, Value>).get(name) ?? '');
}

/** The value at keys and positions, one inside the other. */
function index(value: Value, keys: readonly Value[]): Value {
  return keys.reduce<Value>((inner, key) => {
    if (inner instanceof Map) {
      return (inner as ReadonlyMap<string, Value>).get(textArgument(key)) ?? '';
    }
    if (!Array.isArray(inner) || typeof key !== 'bigint') {
      throw new TemplateProblem(`can't index item of type ${typeName(inner)}`);
    }
    if (key < 0n || key >= BigInt(inner.length)) {
      throw new TemplateProblem(`index out of range: ${key}`);
    }
    return inner[Number(key)] as Value;
  }, value);
}

function length(value: Value): bigint {
  if (typeof value === 'string') {
    let bytes = 0;
    for (const char of value) {
      const code = char.codePointAt(0) as number;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    return BigInt(bytes);
  }
  if (value instanceof Map) {
    return BigInt(value.size);
  }
  if (!Array.isArray(value)) {
    throw new TemplateProblem(`len of type ${typeName(value)}`);
  }
  return BigInt(value.length);
}

/** As Go's Sprint: a blank between operands when neither is a text. */
function sprint(args: readonly Value[]): string {
  return args.map((arg, i) => (i > 0 && typeof arg !== 'string' && typeof args[i - 1] !== 'string' ? ' ' : '') + textOf(arg)).join('');
}

function regexSafely<T>(work: () => T): T {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof RegexError) {
      throw new TemplateProblem(problem.message);
    }
    throw problem;
  }
}

/** Host and port of `host:port`, `[v6]:port`; undefined when it is neither. */
function splitHostPort(text: string): { host: string; port: string } | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text);
  return match === null ? undefined : { host: match[1] ?? match[2] ?? '', port: match[3] as string };
}

const isIp = (host: string): boolean => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || (host.includes(':') && /^[0-9a-fA-F:.]+$/.test(host));

function stripDomain(text: string): string {
  const parts = splitHostPort(text);
  const host = parts?.host ?? text;
  if (isIp(host)) {
    return text;
  }
  const bare = host.split('.')[0] as string;
  return parts === undefined || parts.port === '' ? bare : `${bare}:${parts.port}`;
}

/** As Go's url.QueryEscape. */
function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&#34;', "'": '&#39;', '\0': '\uFFFD' };

const TABLE: Readonly<Record<string, TemplateFunction>> = {
  query: MANY(1, ([text], context) => [...context.query(textArgument(text))], 1),
  first: ONE((samples) => {
    const [first] = samplesOf(samples);
    if (first === undefined) {
      throw new TemplateProblem('first() called on vector with no elements');
    }
    return first;
  }),
  label: MANY(2, ([name, sample]) => labelOf(sampleOf(sample), textArgument(name)), 2),
  value: ONE((sample) => sampleOf(sample).fields.get('Value') as Value),
  strvalue: ONE((sample) => labelOf(sampleOf(sample), '__value__')),
  sortByLabel: MANY(
    2,
    ([name, samples]) => {
      const keyed = samplesOf(samples).map((sample) => ({ sample, key: labelOf(sampleOf(sample), textArgument(name)) }));
      return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ sample }) => sample);
    },
    2,
  ),
  args: MANY(0, (args) => new Map(args.map((arg, i) => [`arg${i}`, arg]))),
  humanize: ONE((v) => humanize(numberOf(v))),
  humanize1024: ONE((v) => humanize1024(numberOf(v))),
  humanizeDuration: ONE((v) => humanizeDuration(numberOf(v))),
  humanizePercentage: ONE((v) => `${formatSignificantG(numberOf(v) * 100)}%`),
  humanizeTimestamp: ONE((v) => humanizeTimestamp(numberOf(v))),
  toTime: ONE((v) => {
    const seconds = numberOf(v);
    if (!Number.isFinite(seconds)) {
      throw new TemplateProblem('value is NaN or Inf');
    }
    return new GoTime(seconds);
  }),
  toDuration: ONE((v) => new GoDuration(numberOf(v))),
  now: MANY(0, (_, context) => context.nowSeconds, 0),
  parseDuration: ONE((v) => {
    const text = textArgument(v);
    const seconds = text === '0' ? 0 : durationSeconds(text);
    if (seconds === undefined) {
      throw new TemplateProblem(`not a valid duration string: "${text}"`);
    }
    return seconds;
  }),
  title: ONE((v) =>
    textArgument(v).replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase()),
  ),
  toUpper: ONE((v) => textArgument(v).toUpperCase()),
  toLower: ONE((v) => textArgument(v).toLowerCase()),
  stripPort: ONE((v) => splitHostPort(textArgument(v))?.host ?? textArgument(v)),
  stripDomain: ONE((v) => stripDomain(textArgument(v))),
  match: MANY(2, ([pattern, text]) => regexSafely(() => matchesSomewhere(textArgument(pattern), textArgument(text))), 2),
  reReplaceAll: MANY(
    3,
    ([pattern, replacement, text]) => regexSafely(() => replaceAll(textArgument(pattern), textArgument(replacement), textArgument(text))),
    3,
  ),
  safeHtml: ONE((v) => textArgument(v)),
  graphLink: ONE((v) => `/graph?g0.expr=${queryEscape(textArgument(v))}&g0.tab=0`),
  tableLink: ONE((v) => `/graph?g0.expr=${queryEscape(textArgument(v))}&g0.tab=1`),
  externalURL: MANY(0, (_, context) => context.externalUrl, 0),
  pathPrefix: MANY(0, (_, context) => /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(context.externalUrl)?.[1] ?? '', 0),
  // Built into text/template.
  and: MANY(1, (args) => args.find((arg) => !truth(arg)) ?? (args.at(-1) as Value)),
  or: MANY(1, (args) => args.find(truth) ?? (args.at(-1) as Value)),
  not: ONE((v) => !truth(v)),
  len: ONE(length),
  index: MANY(1, ([value, ...keys]) => index(value as Value, keys)),
  print: MANY(0, sprint),
  println: MANY(0, (args) => `${args.map(textOf).join(' ')}\n`),
  printf: MANY(1, ([format, ...args]) => goPrintf(textArgument(format), args, textOf)),
  html: MANY(1, (args) => sprint(args).replace(/[<>&"'\0]/g, (char) => HTML[char] as string)),
  urlquery: MANY(1, (args) => queryEscape(sprint(args))),
  eq: MANY(2, ([first, ...rest]) => rest.some((other) => isEqual(first, other))),
  ne: MANY(2, ([a, b]) => !isEqual(a, b), 2),
  lt: MANY(2, ([a, b]) => isLess(a, b), 2),
  le: MANY(2, ([a, b]) => isLess(a, b) || isEqual(a, b), 2),
  gt: MANY(2, ([a, b]) => isLess(b, a), 2),
  ge: MANY(2, ([a, b]) => isLess(b, a) || isEqual(a, b), 2),
};

export const TEMPLATE_FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(Object.entries(TABLE));
