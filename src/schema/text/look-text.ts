// Looks as people write them: `deployments`, `diff payment-service`, `logs payment-service "timed out"`, `metrics API latency`.
import { ENTRY_ARGS, type EntryArgs, type EntryKind } from '../journal.ts';
import { parseDurationUs } from '../units.ts';
import { globMatches, splitWords, type Word } from './words.ts';

export type LookKind = Extract<EntryKind, `look.${string}`>;
export type Look = { [K in LookKind]: { kind: K; args: EntryArgs<K> } }[LookKind];

interface LookForm {
  kind: LookKind;
  verb: string;
  usage: string;
  /** The argument that the rest of the line is; undefined for none or a form of its own. */
  rest?: string;
  /** The rest may be missing. */
  optional?: true;
}
/** Every look and the words for it. */
export const LOOK_FORMS: readonly LookForm[] = [
  { kind: 'look.alert', verb: 'alert', usage: 'alert <name>', rest: 'alert' },
  { kind: 'look.metrics', verb: 'metrics', usage: 'metrics [panel or service]', rest: 'panel', optional: true },
  { kind: 'look.query', verb: 'query', usage: 'query <expr>', rest: 'expr' },
  { kind: 'look.logs', verb: 'logs', usage: 'logs [service] ["text"] [level=error]' },
  { kind: 'look.log-context', verb: 'context', usage: 'context <line>', rest: 'line' },
  { kind: 'look.alerts', verb: 'alerts', usage: 'alerts' },
  {
    kind: 'look.traces',
    verb: 'traces',
    usage: 'traces [service] ["name"] [slower=2s] [since=5m] [from=60s] [to=90s] [order=slowest] [errors]',
  },
  { kind: 'look.trace', verb: 'trace', usage: 'trace <id>', rest: 'trace' },
  { kind: 'look.pods', verb: 'pods', usage: 'pods [service]', rest: 'service', optional: true },
  { kind: 'look.events', verb: 'events', usage: 'events' },
  { kind: 'look.slos', verb: 'slos', usage: 'slos' },
  { kind: 'look.checks', verb: 'checks', usage: 'checks' },
  { kind: 'look.console', verb: 'console', usage: 'console <name>', rest: 'console' },
  { kind: 'look.table', verb: 'table', usage: 'table <name>', rest: 'table' },
  { kind: 'look.deployments', verb: 'deployments', usage: 'deployments' },
  { kind: 'look.diff', verb: 'diff', usage: 'diff <service> [version]' },
  { kind: 'look.status-page', verb: 'status', usage: 'status <provider>', rest: 'provider' },
  { kind: 'look.artefact', verb: 'artefact', usage: 'artefact <name>', rest: 'artefact' },
  { kind: 'look.sessions', verb: 'sessions', usage: 'sessions <pool>', rest: 'pool' },
  { kind: 'look.service', verb: 'service', usage: 'service <name>', rest: 'service' },
  { kind: 'look.preflight', verb: 'preflight', usage: 'preflight <service>', rest: 'service' },
];
/** The words that begin a look: `logs`, `diff`, … */
export const LOOK_VERBS: readonly string[] = LOOK_FORMS.map(({ verb }) => verb);

/** The look a line means; undefined when it is none. `metrics` alone opens the first dashboard. */
export function parseLookText(text: string): Look | undefined {
  const read = readLine(text);
  if (read === undefined) return undefined;
  const args = argsOf(read.form, read.rest);
  if (args === undefined) return undefined;
  const parsed = ENTRY_ARGS[read.form.kind].safeParse(args);
  if (!parsed.success || (read.form.rest !== undefined && read.rest === '' && read.form.optional === undefined)) return undefined;
  return { kind: read.form.kind, args: parsed.data } as Look;
}

/** How a person would write the look; parseLookText takes it back. */
export function formatLook(look: { kind: string; args: Readonly<Record<string, unknown>> }): string {
  const form = LOOK_FORMS.find(({ kind }) => kind === look.kind);
  if (form === undefined) return look.kind;
  const text = (name: string): string => (look.args[name] === undefined ? '' : String(look.args[name]));
  if (form.rest !== undefined) return joined([form.verb, text(form.rest)]);
  if (form.kind === 'look.diff') return joined([form.verb, text('service'), text('version')]);
  if (form.kind === 'look.traces')
    return joined([
      form.verb,
      text('service'),
      text('name') === '' ? '' : JSON.stringify(text('name')),
      text('slowerThanMs') === '' ? '' : `slower=${text('slowerThanMs')}ms`,
      text('sinceMinutes') === '' ? '' : `since=${Number(text('sinceMinutes')) * 60}s`,
      text('fromS') === '' ? '' : `from=${text('fromS')}s`,
      text('toS') === '' ? '' : `to=${text('toS')}s`,
      text('order') === '' ? '' : `order=${text('order')}`,
      look.args['errors'] === true ? 'errors' : '',
    ]);
  if (form.kind === 'look.logs')
    return joined([
      form.verb,
      text('service'),
      text('query') === '' ? '' : JSON.stringify(text('query')),
      text('level') === '' ? '' : `level=${text('level')}`,
    ]);
  return form.verb;
}

/**
 * Whether a look (or a journal entry with one) is what the pattern says. What the pattern leaves out matches anything: `logs` is any log look,
 * `logs payment-service` only those, `logs "timed out"` those that searched for it. `*` fills any part of a name; `*` or `any look` alone is every look.
 */
export function lookMatches(pattern: string, entry: { kind: string; args: Readonly<Record<string, unknown>> }): boolean {
  if (!entry.kind.startsWith('look.')) return false;
  const wanted = pattern.trim();
  if (wanted === '*' || wanted === 'any look') return true;
  const read = readLine(wanted);
  if (read === undefined || read.form.kind !== entry.kind) return false;
  if (read.rest === '') return true;
  const args = argsOf(read.form, read.rest);
  return (
    args !== undefined &&
    Object.entries(args).every(([name, value]) => value === undefined || argumentMatches(name, value, entry.args[name]))
  );
}

/** Whether a text could ever match a look. */
export function isLookPattern(text: string): boolean {
  const read = readLine(text.trim());
  return text.trim() === '*' || text.trim() === 'any look' || (read !== undefined && argsOf(read.form, read.rest) !== undefined);
}

function argumentMatches(name: string, wanted: string | number | boolean, found: unknown): boolean {
  const text = found === undefined ? '' : String(found);
  const plain = (value: string): string => value.replace(/\s+/g, ' ').toLowerCase();
  // Expressions and searches match when they contain what was asked for; names must be the name.
  if (name === 'expr' || name === 'query' || name === 'name') return globMatches(`*${plain(String(wanted))}*`, plain(text));
  return globMatches(plain(String(wanted)), plain(text));
}

function readLine(text: string): { form: LookForm; rest: string } | undefined {
  const [verb = ''] = text.trim().split(/\s+/, 1);
  const form = LOOK_FORMS.find((each) => each.verb === verb);
  return form === undefined ? undefined : { form, rest: text.trim().slice(verb.length).trim() };
}

type LookArgs = Record<string, string | number | boolean | undefined>;

function argsOf(form: LookForm, rest: string): LookArgs | undefined {
  if (form.kind === 'look.log-context') return { line: Number(rest) };
  if (form.kind === 'look.metrics') return { panel: rest };
  if (form.rest !== undefined) return { [form.rest]: rest === '' ? undefined : rest };
  const words = splitWords(rest);
  if (words === undefined) return undefined;
  if (form.kind === 'look.logs') return logArgs(words);
  if (form.kind === 'look.traces') return traceArgs(words);
  if (form.kind === 'look.diff')
    return words.length > 2 || words.some(({ quoted }) => quoted) ? undefined : { service: words[0]?.text, version: words[1]?.text };
  return words.length === 0 ? {} : undefined;
}

function traceArgs(words: readonly Word[]): LookArgs | undefined {
  const named = words.filter(({ quoted }) => quoted);
  const options = words.filter(({ text, quoted }) => !quoted && /^(slower|since|from|to|order)=/.test(text));
  const optionOf = (name: string) =>
    options.filter(({ text }) => text.startsWith(`${name}=`)).map(({ text }) => text.slice(name.length + 1));
  const errors = words.filter(({ text, quoted }) => !quoted && text === 'errors');
  const services = words.filter((word) => !word.quoted && !options.includes(word) && !errors.includes(word));
  if (named.length > 1 || errors.length > 1 || services.length > 1) return undefined;
  const spans: Partial<Record<'slower' | 'since' | 'from' | 'to', number>> = {};
  for (const option of ['slower', 'since', 'from', 'to'] as const) {
    const [written, ...others] = optionOf(option);
    if (written === undefined) continue;
    const us = parseDurationUs(written);
    if (us === undefined || others.length > 0) return undefined;
    spans[option] = us;
  }
  const orders = optionOf('order');
  if (orders.length > 1) return undefined;
  return {
    service: services[0]?.text,
    name: named[0]?.text,
    slowerThanMs: spans.slower === undefined ? undefined : spans.slower / 1000,
    sinceMinutes: spans.since === undefined ? undefined : spans.since / 60e6,
    fromS: spans.from === undefined ? undefined : spans.from / 1e6,
    toS: spans.to === undefined ? undefined : spans.to / 1e6,
    order: orders[0],
    errors: errors.length > 0 ? true : undefined,
  };
}

function logArgs(words: readonly Word[]): LookArgs | undefined {
  const levels = words.filter(({ text, quoted }) => !quoted && text.startsWith('level='));
  const searches = words.filter(({ quoted }) => quoted);
  const services = words.filter((word) => !word.quoted && !levels.includes(word));
  if (levels.length > 1 || searches.length > 1 || services.length > 1) return undefined;
  return { service: services[0]?.text, query: searches[0]?.text, level: levels[0]?.text.slice('level='.length) };
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
