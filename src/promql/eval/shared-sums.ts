/**
 * Sums that several expressions of one instant have in common, such as the rates under three quantiles: computed once, read again.
 * Only for evaluations of the same source at the same time; whoever changes the source says what changed.
 */
import type { Aggregate } from '../syntax/ast.ts';
import { formatExpr } from '../syntax/format.ts';
import type { Grid, GridSeries } from './context.ts';

interface Entry {
  /** The metric it reads; undefined when it may be any. */
  metricName: string | undefined;
  series: GridSeries[];
}

const texts = new WeakMap<Aggregate, string>();

export class SharedSums {
  private readonly entries = new Map<string, Entry>();

  /** The sum as computed before, or as `compute` gives it. Nobody changes the series. */
  of(expr: Aggregate, metricName: string | undefined, grid: Grid, compute: () => GridSeries[]): GridSeries[] {
    let text = texts.get(expr);
    if (text === undefined) {
      text = formatExpr(expr);
      texts.set(expr, text);
    }
    const key = `${grid.startMs} ${grid.stepMs} ${grid.count} ${text}`;
    const known = this.entries.get(key);
    if (known !== undefined) {
      return known.series;
    }
    const series = compute();
    this.entries.set(key, { metricName, series });
    return series;
  }

  /** Series of this metric have changed. */
  forget(metricName: string): void {
    for (const [key, entry] of this.entries) {
      if (entry.metricName === undefined || entry.metricName === metricName) {
        this.entries.delete(key);
      }
    }
  }
}
