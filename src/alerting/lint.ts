// Whether alert rules are worth being woken for, by document 004 (is_good_alert, "Alert Quality Criteria"): a title that says what is wrong, a
// runbook, a severity, a service somebody owns, a duration, and a threshold that an ordinary day does not reach.
import type { AlertingRule, Expr, RuleGroups } from '../promql/index.ts';

const LINT_CHECKS = ['title', 'runbook', 'severity', 'service', 'for', 'threshold'] as const;
export type LintCheck = (typeof LINT_CHECKS)[number];
export interface LintVerdict {
  check: LintCheck;
  /** Undefined: cannot be judged. */
  ok: boolean | undefined;
  says: string;
}
export interface LintedAlert {
  group: string;
  alert: string;
  /** Place in the rule file. */
  path: readonly (string | number)[];
  verdicts: readonly LintVerdict[];
}
/** What rules are held against. */
export interface LintContext {
  /** Services, pools, databases, providers: what somebody owns. */
  components: readonly string[];
  /** Names of documents that a runbook annotation may give instead of an address. */
  documents: readonly string[];
  /** Least and greatest value of an expression on an ordinary day; undefined when it has none, or nobody looked. */
  baseline: (expr: string) => { least: number; most: number } | undefined;
}

const SEVERITIES = /^(?:page|ticket|critical|warning|info|high|medium|low|sev-?[1-5]|p[0-5])$/i;
/** Names that say no more than that there is an alert. */
const NAMELESS =
  /^(?:alert|error|errors|problem|issue|warning|critical|failure|down|test|something|my)?(?:alert|error|problem|issue)?\d*$/i;
const OWNER_LABELS = ['service', 'component', 'pool', 'database', 'provider', 'team', 'owner', 'job'];

export function lintAlerts({ groups }: RuleGroups, context: LintContext): LintedAlert[] {
  return groups.flatMap((group, g) =>
    group.rules.flatMap((rule, r): LintedAlert[] => {
      if (rule.kind !== 'alerting') return [];
      const verdicts = LINT_CHECKS.map((check): LintVerdict => ({ check, ...CHECKS[check](rule, context) }));
      return [{ group: group.name, alert: rule.alert, path: ['groups', g, 'rules', r], verdicts }];
    }),
  );
}

type Judged = Omit<LintVerdict, 'check'>;
const good = (says: string): Judged => ({ ok: true, says });
const bad = (says: string): Judged => ({ ok: false, says });
const textOf = (texts: AlertingRule['labels'], names: readonly string[]): string | undefined =>
  names.map((name) => (Object.hasOwn(texts, name) ? texts[name]!.text.trim() : '')).find((text) => text !== '');
const isTemplate = (text: string): boolean => text.includes('{{');

const CHECKS: Record<LintCheck, (rule: AlertingRule, context: LintContext) => Judged> = {
  title: ({ alert, annotations }) => {
    if (NAMELESS.test(alert)) return bad(`The name ${alert} does not say what is wrong`);
    const title = textOf(annotations, ['summary', 'title', 'description', 'message']);
    if (title === undefined) return bad('No annotation says what is wrong; add a summary');
    if (NAMELESS.test(title) || title.toLowerCase() === alert.toLowerCase()) return bad(`“${title}” does not say more than the name`);
    return good(title);
  },
  runbook: ({ annotations }, { documents }) => {
    const runbook = textOf(annotations, ['runbook', 'runbook_url']);
    if (runbook === undefined) return bad('No runbook: whoever is woken has to find out what to do');
    if (/^https?:\/\/\S+\.\S+/.test(runbook) || isTemplate(runbook) || documents.includes(runbook)) return good(runbook);
    return bad(`The runbook ${runbook} is neither an address nor a document of the scenario`);
  },
  severity: ({ labels }) => {
    const severity = textOf(labels, ['severity', 'priority']);
    if (severity === undefined) return bad('No severity: nobody knows whether to get up');
    return SEVERITIES.test(severity) || isTemplate(severity) ? good(severity) : bad(`The severity ${severity} is none that routes know`);
  },
  service: ({ labels, expr }, { components }) => {
    const named = textOf(labels, OWNER_LABELS);
    if (named !== undefined && (isTemplate(named) || components.includes(named) || textOf(labels, ['team', 'owner']) === named))
      return good(named);
    if (named !== undefined) return bad(`${named} is no component that anybody knows`);
    const carried = ownersIn(expr, components);
    return carried === undefined ? bad('No label says whose it is: add service or component') : good(`by the ${carried} of its series`);
  },
  for: ({ forMs }) => (forMs > 0 ? good(`${forMs / 1000} s`) : bad('No for: a single bad scrape wakes somebody')),
  threshold: ({ expr, exprText }, { baseline }) => {
    const compared = comparison(expr);
    if (compared === undefined) return { ok: undefined, says: 'It compares with no number' };
    const { subject, op, threshold } = compared;
    const seen = baseline(exprText.slice(subject.from, subject.to));
    if (seen === undefined) return { ok: undefined, says: 'It has no value on an ordinary day to compare with' };
    const above = op === '>' || op === '>=';
    const reached = above
      ? op === '>'
        ? seen.most > threshold
        : seen.most >= threshold
      : op === '<'
        ? seen.least < threshold
        : seen.least <= threshold;
    const ordinary = `an ordinary day ${above ? `reaches ${short(seen.most)}` : `goes down to ${short(seen.least)}`}`;
    return reached ? bad(`${ordinary}, beyond the threshold of ${threshold}`) : good(`${ordinary}; the threshold is ${threshold}`);
  },
};

const short = (value: number): string => String(Number(value.toPrecision(3)));

interface Compared {
  subject: Expr;
  op: '<' | '>' | '<=' | '>=';
  threshold: number;
}

/** The first comparison with a number: the rule's own, or one of those it joins by `and`, `or`, `unless`. */
function comparison(expr: Expr): Compared | undefined {
  if (expr.kind === 'paren') return comparison(expr.expr);
  if (expr.kind !== 'binary') return undefined;
  const { op, lhs, rhs } = expr;
  if (op === 'and' || op === 'or' || op === 'unless') return comparison(lhs) ?? (op === 'unless' ? undefined : comparison(rhs));
  if (op !== '<' && op !== '>' && op !== '<=' && op !== '>=') return undefined;
  const threshold = numberOf(rhs);
  return threshold === undefined ? undefined : { subject: lhs, op, threshold };
}

/** A number, or arithmetic of numbers such as `14.4 * 0.001`. */
function numberOf(expr: Expr): number | undefined {
  if (expr.kind === 'number') return expr.value;
  if (expr.kind === 'paren') return numberOf(expr.expr);
  if (expr.kind !== 'binary') return undefined;
  const [a, b] = [numberOf(expr.lhs), numberOf(expr.rhs)];
  if (a === undefined || b === undefined) return undefined;
  return { '*': a * b, '/': a / b, '+': a + b, '-': a - b }[expr.op as string];
}

/** A label by which the series of an expression say whose they are: asked for by value, or kept by an aggregation. */
function ownersIn(expr: Expr, components: readonly string[]): string | undefined {
  switch (expr.kind) {
    case 'selector': {
      const owner = expr.matchers.find(({ name, op, value }) => op === '=' && OWNER_LABELS.includes(name) && components.includes(value));
      return owner?.name;
    }
    case 'matrix':
      return ownersIn(expr.selector, components);
    case 'aggregate':
      return (expr.without ? undefined : expr.labels.find((label) => OWNER_LABELS.includes(label))) ?? ownersIn(expr.expr, components);
    case 'binary': {
      const matched = expr.matching?.on === true ? expr.matching.labels.find((label) => OWNER_LABELS.includes(label)) : undefined;
      return matched ?? ownersIn(expr.lhs, components) ?? ownersIn(expr.rhs, components);
    }
    case 'call':
      return expr.args.map((arg) => ownersIn(arg, components)).find((owner) => owner !== undefined);
    case 'paren':
    case 'unary':
    case 'subquery':
      return ownersIn(expr.expr, components);
    default:
      return undefined;
  }
}
