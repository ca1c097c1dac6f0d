// Entries as the words a person would write, and whether a written look or command names a made one.
// The language is the schema's (`lookMatches`, `commandMatches`); here a query also counts as the panel whose metrics it reads.
import {
  commandMatches,
  formatCommand,
  formatLook,
  isCommand,
  isLook,
  type JournalEntry,
  type LookResult,
  lookMatches,
  type Observability,
} from '../schema/index.ts';
import { entryWords } from './reasons/words.ts';

export type Words = { kind: string; args: Readonly<Record<string, unknown>> };

export const commandText = (entry: JournalEntry): string => formatCommand(entry as Words);
export const lookText = (entry: JournalEntry): string => formatLook(entry as Words);

/** One line for evidence lists: what this entry was. */
export function entryText(entry: JournalEntry): string {
  if (isLook(entry.kind)) return `look: ${lookText(entry)}`;
  if (isCommand(entry.kind)) return `command: ${commandText(entry)}`;
  switch (entry.kind) {
    case 'hypothesis.set':
      return entry.args.beliefs.length === 0
        ? 'beliefs: none'
        : `beliefs: ${entry.args.beliefs.map((belief) => `${belief.cause.component} ${belief.cause.kind} ${percent(belief.probability)}`).join(', ')}`;
    case 'hypothesis.pin':
      return `pinned entry ${entry.args.look} ${entry.args.supports} ${entry.args.cause.component} ${entry.args.cause.kind}`;
    case 'comms.status-update':
      return `update to ${entry.args.audience}: ${entry.args.state}`;
    case 'comms.say':
      return `said in ${entry.args.channel}: ${shortened(entry.args.text, 80)}`;
    case 'incident.declare':
      return `declared ${entry.args.severity}`;
    case 'plan.priorities':
      return `priorities: ${entry.args.order.join(', ')}`;
    case 'plan.step':
      return `plan: ${entry.args.command}`;
    case 'review.self-assessment':
      return `assessed ${entry.args.criterion}: ${entry.args.points}`;
    case 'note.fact':
      return `${entry.args.status}: ${shortened(entry.args.text, 80)}`;
    case 'note.cascade':
      return `cascade: ${entry.args.edges
        .slice(0, 4)
        .map((edge) => `${edge.from} > ${edge.to}`)
        .join(', ')}`;
    case 'review.lesson':
      return `lesson, ${entry.args.kind}: ${shortened(entry.args.text, 80)}`;
    case 'review.action-item':
      return `action item: ${shortened(entry.args.text, 80)}`;
    case 'review.causes':
      return `causes: ${shortened(entry.args.surface, 80)}`;
    case 'review.calibration':
      return `review of ${percent(entry.args.confidence)}: ${shortened(entry.args.decision, 60)}: ${entry.args.cameTrue}`;
    case 'alert.acknowledge':
      return `acknowledged the alert ${entry.args.alert}`;
    case 'incident.resolve':
      return 'declared the incident resolved';
    case 'incident.stand-down':
      return `stood down${entry.args.reason === '' ? '' : `: ${shortened(entry.args.reason, 80)}`}`;
    case 'note.timeline':
      return `noted: ${shortened(entry.args.text, 80)}`;
    case 'people.ask':
      return `asked ${entry.args.person} about ${entry.args.about}`;
    case 'people.delegate':
      return `asked ${entry.args.person} to do: ${shortened(entry.args.task, 80)}`;
    case 'approval.request':
      return `asked ${entry.args.person} to agree to: ${entry.args.command}`;
    case 'people.escalate':
      return entry.args.to === undefined ? 'called the next on the ladder' : `called ${entry.args.to}`;
    case 'drill.begin':
      return entry.args.role === undefined ? 'began the drill' : `began the drill as ${entry.args.role}`;
    case 'role.take':
      return `took the role of ${entry.args.role}`;
    case 'role.hand-over':
      return `handed the role of ${entry.args.role} to ${entry.args.to}`;
    case 'review.reflection':
      return `reflection: ${shortened(entry.args.wentWell || entry.args.wentBadly, 80)}`;
    default:
      return entryWords(entry.kind).did;
  }
}

export const percent = (ratio: number): string => `${Math.round(ratio * 1000) / 10} %`;

/**
 * What else a look was, by what it showed: a trace is a search of the traces of every service in it, the lines around a line are the logs of
 * the component that wrote it.
 */
export function shownBy(result: LookResult | undefined): Words[] {
  if (result?.kind === 'trace') return result.summary.services.map((service) => ({ kind: 'look.traces', args: { service } }));
  if (result?.kind !== 'log-context') return [];
  const line = result.lines.find(({ seq }) => seq === result.line);
  return line === undefined ? [] : [{ kind: 'look.logs', args: { service: line.service, query: line.message, level: line.level } }];
}

/**
 * Whether the written look names this look entry; `any` is every look, and a query is the dashboard panel whose metrics it reads.
 * @param shown what else the look was, as `shownBy` says
 */
export function namesLook(written: string, entry: JournalEntry, observability: Observability, shown: readonly Words[] = []): boolean {
  if (!isLook(entry.kind)) return false;
  if (written === 'any') return true;
  if (entry.kind === 'look.query' && (written === 'metrics' || written.startsWith('metrics ')))
    return readsPanel(entry.args.expr, written.slice('metrics'.length).trim(), observability);
  return lookMatches(written, entry as Words) || shown.some((words) => lookMatches(written, words));
}

/** Whether a query reads every metric of some series of the panel; of any panel when no title is given. */
function readsPanel(expr: string, title: string, observability: Observability): boolean {
  const read = metricNames(expr);
  return observability.dashboards.some((dashboard) =>
    dashboard.panels.some(
      (panel) =>
        (title === '' || panel.title === title) &&
        panel.series.some((series) => metricNames(series.expr).every((name) => read.includes(name))),
    ),
  );
}

const NOT_METRICS = new Set([
  'and',
  'or',
  'unless',
  'bool',
  'offset',
  'inf',
  'nan',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'le',
  'start',
  'end',
  'atan2',
]);

/** Names of metrics in an expression: words outside strings, label lists and grouping, and not functions. */
function metricNames(expr: string): string[] {
  const bare = expr
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '')
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/g, ' ')
    .replaceAll(/\[[^[\]]*\]/g, ' ');
  const names = [...bare.matchAll(/[a-zA-Z_:][a-zA-Z0-9_:]*(?!\s*\()\b(?!\s*\()/g)].map((match) => match[0]);
  return [...new Set(names)].filter((name) => !NOT_METRICS.has(name.toLowerCase()));
}

/** Whether the written command names the given one; `any` is every command. */
export const namesCommand = (written: string, entry: JournalEntry): boolean =>
  isCommand(entry.kind) && commandMatches(written === 'any' ? '*' : written, entry as Words);

/** The beginning of a text, cut between words and marked as cut. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = text.lastIndexOf(' ', max - 1);
  return `${text.slice(0, end > 0 ? end : max - 1)}…`;
}
