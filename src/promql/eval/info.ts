/**
 * The experimental function info(): adds to each series the labels of the info metrics of the same `instance` and `job` at the time the
 * series is read. Source: https://github.com/prometheus/prometheus/blob/main/promql/info.go, with its corrections made after 3.5 (several and
 * negative matchers of the name, `@` and `offset`).
 */
import { assert } from '../../schema/index.ts';
import type { LabelSet } from '../labels.ts';
import { matcherPredicate } from '../matchers.ts';
import { type AtModifier, type Call, childrenOf, type Expr, type Subquery, type VectorSelector } from '../syntax/ast.ts';
import type { LabelMatcher } from '../types.ts';
import { copyAt, EvalProblem, type Grid, type GridSeries, hasAt, histogramAt, newSeries } from './context.ts';
import { duplicateLabels } from './functions.ts';
import { selectInstant } from './selectors.ts';

/** Labels that say whose an info series is; all others are its data. */
const IDENTIFYING = ['instance', 'job'] as const;
const TARGET_INFO: LabelMatcher = { name: '__name__', op: '=', value: 'target_info' };
/** What is meant when the second argument only says which metric not to take. */
const ANY_INFO: LabelMatcher = { name: '__name__', op: '=~', value: '.+_info' };

interface Wanted {
  /** The info series, at the time at which the first argument reads its series. Kept, because sources may cache by its matchers. */
  selector: VectorSelector;
  /** Data labels to copy; undefined: all. */
  labels: ReadonlySet<string> | undefined;
  /** Whether a series stays when no info series belongs to it: the matchers of data labels accept their absence. */
  keepsUnmatched: boolean;
  isInfoName(name: string): boolean;
}

/** One info series. `secondsAt` has the times of its samples instead of their values. */
interface Info {
  series: GridSeries;
  secondsAt: readonly number[];
  /** Equal for series of one info metric that belong to the same target. */
  identity: string;
}

/**
 * @throws EvalProblem when two info series of one metric are equally new for the same target, when info metrics contradict each other, when one
 * of them holds native histograms, and when two series become alike
 */
export function withInfo(expr: Call, base: readonly GridSeries[], grid: Grid): GridSeries[] {
  const wanted = wantedOf(expr);
  const enriched = base.filter(({ labels }) => !wanted.isInfoName(labels.get('__name__')));
  const infos = infoSeries(wanted, enriched, grid);
  const names = [...new Set(infos.map(({ series }) => series.labels.get('__name__')))];
  const joins = base.map((series) => (enriched.includes(series) ? new Join(expr, series.labels, names, wanted) : undefined));
  const out = new Map<string, { series: GridSeries; lastStep: number }>();
  for (let step = 0; step < grid.count; step++) {
    const newest = newestAt(infos, step, expr);
    base.forEach((series, i) => {
      if (!hasAt(series, step)) return;
      const join = joins[i];
      const labels = join === undefined ? series.labels : join.labelsFrom(newest);
      if (labels === undefined) return;
      let result = out.get(labels.key);
      if (result === undefined) {
        result = { series: newSeries(labels, series.dropName, grid.count), lastStep: -1 };
        out.set(labels.key, result);
      }
      if (result.lastStep === step) throw duplicateLabels(expr);
      result.lastStep = step;
      copyAt(series, step, result.series);
    });
  }
  return [...out.values()].map(({ series }) => series);
}

const known = new WeakMap<Call, Wanted>();

function wantedOf(expr: Call): Wanted {
  let wanted = known.get(expr);
  if (wanted === undefined) {
    const [of, given] = expr.args as [Expr, Expr | undefined];
    assert(given === undefined || given.kind === 'selector', 'the check refuses other arguments', { kind: given?.kind });
    const matchers = given?.matchers ?? [];
    const ofName = infoNames(matchers.filter(({ name }) => name === '__name__'));
    const ofData = matchers.filter(({ name }) => name !== '__name__');
    const meetsName = matcherPredicate(ofName);
    wanted = {
      selector: { kind: 'selector', matchers: [...ofName, ...ofData], ...(timeOf(of) ?? { offsetMs: 0 }), from: expr.from, to: expr.to },
      labels: ofData.length === 0 ? undefined : new Set(ofData.map(({ name }) => name)),
      keepsUnmatched: matcherPredicate(ofData)({}),
      isInfoName: (name) => meetsName({ __name__: name }),
    };
    known.set(expr, wanted);
  }
  return wanted;
}

function infoNames(given: readonly LabelMatcher[]): readonly LabelMatcher[] {
  if (given.length === 0) return [TARGET_INFO];
  return given.some(({ op }) => op === '=' || op === '=~') ? given : [ANY_INFO, ...given];
}

/** When the first selector of an expression reads: its own modifiers, then those of the subqueries around it until one is pinned by `@`. */
function timeOf(expr: Expr): { offsetMs: number; at?: AtModifier } | undefined {
  if (expr.kind === 'selector') return modifiersOf(expr);
  for (const child of childrenOf(expr)) {
    const inner = timeOf(child);
    if (inner === undefined) continue;
    if (expr.kind !== 'subquery' || inner.at !== undefined) return inner;
    const outer = modifiersOf(expr);
    return { ...outer, offsetMs: inner.offsetMs + outer.offsetMs };
  }
  return undefined;
}

const modifiersOf = ({ offsetMs, at }: VectorSelector | Subquery): { offsetMs: number; at?: AtModifier } =>
  at === undefined ? { offsetMs } : { offsetMs, at };

/** The info series of any of the targets that `base` names. */
function infoSeries({ selector }: Wanted, base: readonly GridSeries[], grid: Grid): Info[] {
  const targets = IDENTIFYING.map((name) => ({ name, values: new Set(base.map(({ labels }) => labels.get(name))) }));
  for (const { values } of targets) values.delete('');
  if (targets.every(({ values }) => values.size === 0)) return [];
  const times = selectInstant(selector, grid, true);
  return selectInstant(selector, grid, false).flatMap((series, i) => {
    const { labels } = series;
    if (targets.some(({ name, values }) => values.size > 0 && !values.has(labels.get(name)))) return [];
    return [{ series, secondsAt: times[i]?.values ?? [], identity: identityOf(labels.get('__name__'), labels) }];
  });
}

const identityOf = (metric: string, labels: LabelSet): string =>
  [metric, ...IDENTIFYING.map((name) => labels.get(name))].map((text) => `${text}\u0001`).join('');

/** The info series with the newest sample at an instant, by identity. */
function newestAt(infos: readonly Info[], step: number, expr: Call): ReadonlyMap<string, Info> {
  const newest = new Map<string, Info>();
  for (const info of infos) {
    if (!hasAt(info.series, step)) continue;
    if (histogramAt(info.series, step) !== undefined) throw new EvalProblem('promql/info', 'info sample should be float', expr);
    const other = newest.get(info.identity);
    const [ownMs, otherMs] = [timeMs(info, step), other === undefined ? Number.NEGATIVE_INFINITY : timeMs(other, step)];
    if (other !== undefined && ownMs === otherMs) {
      const series = `existing ${other.series.labels} @ ${otherMs}, new ${info.series.labels} @ ${ownMs}`;
      throw new EvalProblem('promql/info', `found duplicate series for info metric: ${series}`, expr);
    }
    if (ownMs > otherMs) newest.set(info.identity, info);
  }
  return newest;
}

const timeMs = ({ secondsAt }: Info, step: number): number => Math.round((secondsAt[step] as number) * 1000);

/** One series and the info series that belong to it, which seldom change from one instant to the next. */
class Join {
  private readonly expr: Call;
  private readonly base: LabelSet;
  private readonly identities: readonly string[];
  private readonly wanted: Wanted;
  private last: { found: readonly (Info | undefined)[]; labels: LabelSet | undefined } | undefined;

  constructor(expr: Call, base: LabelSet, infoNames: readonly string[], wanted: Wanted) {
    this.expr = expr;
    this.base = base;
    this.identities = infoNames.map((name) => identityOf(name, base));
    this.wanted = wanted;
  }

  /** The labels with those of the info series; undefined when the series is left out. */
  labelsFrom(newest: ReadonlyMap<string, Info>): LabelSet | undefined {
    const found = this.identities.map((identity) => newest.get(identity));
    if (this.last === undefined || found.some((info, i) => info !== this.last?.found[i])) {
      this.last = { found, labels: this.combined(found.filter((info) => info !== undefined)) };
    }
    return this.last.labels;
  }

  private combined(infos: readonly Info[]): LabelSet | undefined {
    if (infos.length === 0 && !this.wanted.keepsUnmatched) return undefined;
    const added = new Map<string, string>();
    for (const { series } of infos) {
      series.labels.names.forEach((name, i) => {
        if (name === '__name__' || this.wanted.labels?.has(name) === false || this.base.get(name) !== '') return;
        const value = series.labels.values[i] as string;
        if ((added.get(name) ?? value) !== value) throw new EvalProblem('promql/info', `conflicting label: ${name}`, this.expr);
        added.set(name, value);
      });
    }
    let labels = this.base;
    for (const [name, value] of added) labels = labels.with(name, value);
    return labels;
  }
}
