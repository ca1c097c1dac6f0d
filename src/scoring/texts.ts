// Looks and commands as the words a person would write, and whether a written one names a made one.
// `diff payment-service` names that diff, `diff` names any diff; `restart any` and `restart` name any restart.
import { COMMANDS, isCommand, isLook, type JournalEntry, type Observability, parseDurationUs } from '../schema/index.ts';

/** The words of a command entry, such as `scale payment-service 8`. */
export function commandText(entry: { kind: string; args: unknown }): string {
  const kind = COMMANDS.find((command) => command.kind === entry.kind);
  if (kind === undefined) return entry.kind;
  const args = entry.args as Record<string, unknown>;
  return kind.usage.replaceAll(/<([a-z]+)>/g, (_, name: string) => String(args[name] ?? ''));
}

/** The words of a look entry, such as `diff payment-service`. */
export function lookText(entry: JournalEntry): string {
  return `${lookVerb(entry.kind)} ${lookSubject(entry)}`.trimEnd();
}

const lookVerb = (kind: string): string => (kind === 'look.status-page' ? 'status' : kind.slice('look.'.length));

function lookSubject(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'look.alert':
      return entry.args.alert;
    case 'look.metrics':
      return entry.args.panel;
    case 'look.query':
      return entry.args.expr;
    case 'look.logs':
      return entry.args.service ?? entry.args.query;
    case 'look.diff':
    case 'look.service':
    case 'look.preflight':
      return entry.args.service;
    case 'look.status-page':
      return entry.args.provider;
    case 'look.artefact':
      return entry.args.artefact;
    case 'look.sessions':
      return entry.args.pool;
    default:
      return '';
  }
}

/** One line for evidence lists: what this entry was. */
export function entryText(entry: JournalEntry): string {
  if (isLook(entry.kind)) return `look: ${lookText(entry)}`;
  if (isCommand(entry.kind)) return `command: ${commandText(entry)}`;
  switch (entry.kind) {
    case 'hypothesis.set':
      return entry.args.beliefs.length === 0 ? 'beliefs: none' : `beliefs: ${entry.args.beliefs.map((belief) => `${belief.cause.component} ${belief.cause.kind} ${percent(belief.probability)}`).join(', ')}`;
    case 'hypothesis.pin':
      return `pinned entry ${entry.args.look} ${entry.args.supports} ${entry.args.cause.component} ${entry.args.cause.kind}`;
    case 'comms.status-update':
      return `update to ${entry.args.audience}: ${entry.args.state}`;
    case 'comms.say':
      return `said in ${entry.args.channel}: ${entry.args.text.slice(0, 80)}`;
    case 'incident.declare':
      return `declared ${entry.args.severity}`;
    case 'plan.priorities':
      return `priorities: ${entry.args.order.join(', ')}`;
    case 'plan.step':
      return `plan: ${entry.args.command}`;
    case 'review.self-assessment':
      return `assessed ${entry.args.criterion}: ${entry.args.points}`;
    default:
      return entry.kind;
  }
}

export const percent = (ratio: number): string => `${Math.round(ratio * 1000) / 10} %`;

/** Whether the written look names this look entry. A query counts as the dashboard panel whose metrics it reads. */
export function namesLook(written: string, entry: JournalEntry, observability: Observability): boolean {
  if (!isLook(entry.kind)) return false;
  if (written === 'any') return true;
  const space = written.indexOf(' ');
  const verb = space < 0 ? written : written.slice(0, space);
  const subject = space < 0 ? '' : written.slice(space + 1).trim();
  if (verb === 'metrics' && entry.kind === 'look.query') return readsPanel(entry.args.expr, subject, observability);
  if (verb !== lookVerb(entry.kind)) return false;
  if (subject === '' || subject === 'any') return true;
  if (entry.kind === 'look.logs') return entry.args.service === subject || entry.args.query.toLowerCase().includes(subject.toLowerCase());
  return lookSubject(entry) === subject;
}

/** Whether a query reads every metric of some series of the panel; of any panel when no title is given. */
function readsPanel(expr: string, title: string, observability: Observability): boolean {
  const read = metricNames(expr);
  return observability.dashboards.some((dashboard) =>
    dashboard.panels.some((panel) => (title === '' || panel.title === title) && panel.series.some((series) => metricNames(series.expr).every((name) => read.includes(name)))),
  );
}

const NOT_METRICS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'le', 'start', 'end', 'atan2']);

/** Names of metrics in an expression: words outside strings, label lists and grouping, and not functions. */
export function metricNames(expr: string): string[] {
  const bare = expr
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '')
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/g, ' ')
    .replaceAll(/\[[^[\]]*\]/g, ' ');
  const names = [...bare.matchAll(/[a-zA-Z_:][a-zA-Z0-9_:]*(?!\s*\()\b(?!\s*\()/g)].map((match) => match[0]);
  return [...new Set(names)].filter((name) => !NOT_METRICS.has(name.toLowerCase()));
}

/** Whether the written command names the given words; fewer words name more, `any` stands for one word and `*` for any part of one. */
export function namesCommand(written: string, given: string): boolean {
  const wanted = written.trim().split(/\s+/);
  const words = given.split(' ');
  return wanted.every((word, index) => {
    const other = words[index];
    if (other === undefined) return false;
    return word === 'any' || word === other || other.startsWith(`${word}=`) || matchesGlob(word, other) || sameSetting(word, other);
  });
}

/** Whether the parts between stars occur in that order, the first at the beginning and the last at the end. */
function matchesGlob(glob: string, word: string): boolean {
  const parts = glob.split('*');
  if (parts.length === 1) return false;
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  if (!word.startsWith(first) || word.length < first.length + last.length || !word.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = word.indexOf(part, from);
    if (at < 0 || at + part.length > word.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}

/** `timeout=5000ms` and `timeout=5s` are the same setting. */
function sameSetting(one: string, other: string): boolean {
  const at = one.indexOf('=');
  if (at < 0 || one.slice(0, at + 1) !== other.slice(0, at + 1)) return false;
  const us = parseDurationUs(one.slice(at + 1));
  return us !== undefined && us === parseDurationUs(other.slice(at + 1));
}
