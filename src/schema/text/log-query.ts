/**
 * Log searches as people write them: LogQL's stream selector and line filters (`{service="api", level=~"error|warn"} |= "timed out" !~ "probe"`),
 * label filters (`| pod="api-1"`), or plain words. `| json` and `| logfmt` change nothing: lines have their fields already. Whether a regular expression is well-formed is for whoever runs the search to say.
 */
import type { LogStage } from '../simulation.ts';
import type { QueryProblem } from '../wire.ts';

export const LOG_FIELDS = ['service', 'pod', 'level', 'request_id', 'trace_id', 'template'] as const;
type LogField = (typeof LOG_FIELDS)[number];

export type LogQuery =
  /** `text` is empty unless the query is plain words; `places[i]` is where the value of `stages[i]` stands. */
  { ok: true; text: string; stages: LogStage[]; places: { from: number; to: number }[] } | { ok: false; problem: QueryProblem };

const LINE_OPS = ['|=', '|~', '!=', '!~'] as const;
/** Stages that read fields out of a line. */
const PARSERS = ['json', 'logfmt'] as const;
/** Stages that LogQL knows and that are not served, and what to write instead. */
const OTHER_STAGES: Readonly<Record<string, string>> = {
  line_format: 'Lines are shown as they were written',
  label_format: 'Fields keep their names',
  regexp: 'Filter the line: |~ "pattern"',
  pattern: 'Filter the line: |~ "pattern"',
  unpack: 'Lines have their fields already: | level="error"',
  unwrap: 'Numbers over time are series: ask for them in PromQL, under Query',
  decolorize: 'Lines have no colours',
  drop: 'Lines are shown with all their fields',
  keep: 'Lines are shown with all their fields',
};
/** `rate({…}[1m])`, `sum by (pod) (count_over_time(…))`: a word and a parenthesis, and a selector further on. */
const METRIC_QUERY =
  /^\s*((?:\w+_over_time|rate|rate_counter|bytes_rate|absent_over_time|sum|avg|min|max|count|stddev|stdvar|topk|bottomk|sort|sort_desc|quantile_over_time)\b)(?:\s*(?:by|without)\s*\([^)]*\))?\s*\([\s\S]*\{/;
const FIELD_OPS = ['=~', '!=', '!~', '='] as const;

/** The parts of a free text, each of which a line has to hold: words, and phrases in double quotes. */
export function wordsOfSearch(text: string): string[] {
  return Array.from(text.matchAll(/(?:^|\s)"([^"]+)"(?=\s|$)|\S+/g), ([word, phrase]) => phrase ?? word);
}

class Mistake extends Error {
  readonly problem: QueryProblem;
  constructor(from: number, to: number, message: string, hint?: string) {
    super(message);
    this.problem = hint === undefined ? { from, to, message } : { from, to, message, hint };
  }
}

/** Reads a search. What begins with `{` or `|` is LogQL; anything else is free text, taken as it is. */
export function parseLogQuery(text: string): LogQuery {
  const metric = METRIC_QUERY.exec(text)?.[1];
  if (metric !== undefined) {
    const from = text.indexOf(metric);
    const message = `“${metric}” makes a metric query, and only lines are searched here`;
    const hint =
      'Search with the part in braces: how many lines match over time is drawn above them. Rates are series: ask in PromQL, under Query';
    return { ok: false, problem: { from, to: from + metric.length, message, hint } };
  }
  if (!/^\s*[{|]/.test(text)) return { ok: true, text: text.trim(), stages: [], places: [] };
  const reader = new Reader(text);
  try {
    reader.query();
    return { ok: true, text: '', stages: reader.stages, places: reader.places };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Reader {
  readonly stages: LogStage[] = [];
  readonly places: { from: number; to: number }[] = [];
  private readonly source: string;
  private at = 0;

  constructor(source: string) {
    this.source = source;
  }

  query(): void {
    if (this.takes('{')) this.selector();
    while (!this.ended()) this.filter();
  }

  private selector(): void {
    while (!this.takes('}')) {
      this.matcher();
      if (!this.takes(',') && !this.sees('}')) throw this.unexpected('a comma or the closing brace');
    }
  }

  /** A line filter, or a label filter behind a bare bar. */
  private filter(): void {
    const op = LINE_OPS.find((candidate) => this.takes(candidate));
    if (op !== undefined) {
      this.add((value) => ({ on: 'line', op, value }));
      return;
    }
    if (!this.takes('|')) throw this.unexpected('a filter such as |= "text", != "text", |~ "pattern" or | level="error"');
    if (!this.takesParser()) this.matcher();
  }

  /** A stage named by a word alone. @throws Mistake for those that are not served */
  private takesParser(): boolean {
    this.skipSpace();
    const name = /^[A-Za-z_]\w*(?!\w|\s*(?:=|!))/.exec(this.source.slice(this.at))?.[0];
    if (name === undefined) return false;
    const to = this.at + name.length;
    if (Object.hasOwn(OTHER_STAGES, name)) throw new Mistake(this.at, to, `the stage “${name}” is not served`, OTHER_STAGES[name]);
    if (!(PARSERS as readonly string[]).includes(name)) return false;
    this.at = to;
    return true;
  }

  private matcher(): void {
    this.skipSpace();
    const from = this.at;
    const name = /^[A-Za-z_]\w*/.exec(this.source.slice(from))?.[0];
    if (name === undefined) throw this.unexpected(`a field: ${LOG_FIELDS.join(', ')}`);
    this.at += name.length;
    if (!(LOG_FIELDS as readonly string[]).includes(name))
      throw new Mistake(from, this.at, `there is no field “${name}”`, `Fields of a line are ${LOG_FIELDS.join(', ')}`);
    const op = FIELD_OPS.find((candidate) => this.takes(candidate));
    if (op === undefined) throw this.unexpected('one of = != =~ !~');
    this.add((value) => ({ on: 'field', field: name as LogField, op, value }));
  }

  private add(stage: (value: string) => LogStage): void {
    this.skipSpace();
    const from = this.at;
    const value = this.string();
    this.stages.push(stage(value));
    this.places.push({ from, to: this.at });
  }

  /** `"…"` with backslash escapes, or `…` between back-ticks as it is. */
  private string(): string {
    const from = this.at;
    const quote = this.source[from];
    if (quote !== '"' && quote !== '`') throw this.unexpected('a text in quotes');
    let value = '';
    for (let i = from + 1; i < this.source.length; i++) {
      const char = this.source[i]!;
      if (char === quote) {
        this.at = i + 1;
        return value;
      }
      if (char === '\\' && quote === '"') {
        const next = this.source[++i];
        const plain = next === undefined ? undefined : ESCAPES[next];
        if (plain === undefined)
          throw new Mistake(
            i - 1,
            i + 1,
            'unknown escape in a quoted text',
            'Write \\\\ for a backslash, or put the text between back-ticks',
          );
        value += plain;
      } else value += char;
    }
    throw new Mistake(from, this.source.length, 'the quote is not closed');
  }

  private takes(token: string): boolean {
    const sees = this.sees(token);
    if (sees) this.at += token.length;
    return sees;
  }

  private sees(token: string): boolean {
    this.skipSpace();
    return this.source.startsWith(token, this.at);
  }

  private ended(): boolean {
    this.skipSpace();
    return this.at >= this.source.length;
  }

  private skipSpace(): void {
    while (/\s/.test(this.source[this.at] ?? '')) this.at++;
  }

  private unexpected(expected: string): Mistake {
    this.skipSpace();
    const found = /^(?:\w+|.)/su.exec(this.source.slice(this.at))?.[0];
    return found === undefined
      ? new Mistake(this.at, this.at, `the query ends where ${expected} was expected`)
      : new Mistake(this.at, this.at + found.length, `expected ${expected}, found “${found}”`);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t', r: '\r', '/': '/' };
