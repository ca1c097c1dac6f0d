// An objective ready to be read over any window; the one place where its two expressions are parsed.
import type { Expr } from '../promql/index.ts';
import { assert, type InputIssue, type Slo } from '../schema/index.ts';
import { errorRatioText, eventRate } from './event-rate.ts';

export interface Objective {
  readonly slo: Slo;
  /** Good events per second over a window. */
  good(windowMs: number): Expr;
  /** All events per second over a window. */
  total(windowMs: number): Expr;
  /** PromQL of the share of events that failed over a window. */
  errorRatio(windowMs: number): string;
}

/** @throws InvariantError when the expressions cannot be read over windows; `objectiveIssues` says so beforehand */
export function openObjective(slo: Slo): Objective {
  const good = eventRate(slo.good);
  const total = eventRate(slo.total);
  assert(good.ok && total.ok, 'the objectives of a scenario were checked when it was loaded', { slo: slo.name });
  return {
    slo,
    good: good.expr,
    total: total.expr,
    errorRatio: (windowMs) => errorRatioText(good.expr(windowMs), total.expr(windowMs)),
  };
}

/** What keeps the objectives of a scenario from being read over the windows of burn rates. */
export function objectiveIssues(slos: readonly Slo[], file: string): InputIssue[] {
  return slos.flatMap((slo, index) =>
    (['good', 'total'] as const).flatMap((key) => {
      const read = eventRate(slo[key]);
      if (read.ok) return [];
      return read.issues.map(({ message, hint, from, to }) => ({
        code: 'slo/not-a-count',
        file,
        line: undefined,
        column: undefined,
        path: ['observability', 'slos', index, key],
        found: slo[key].slice(from, Math.max(to, from + 1)) || slo[key],
        expected: `PromQL that counts events: ${message} (character ${from + 1})`,
        hint,
      }));
    }),
  );
}
