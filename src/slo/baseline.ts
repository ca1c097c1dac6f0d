// Rules that a baseline generates, as a plain Prometheus rule file: a value is compared with what it was a while ago, in standard deviations of
// then. Both are recorded, so that the look back reads one series instead of evaluating the expression again, and can be drawn.
import { formatDurationMs } from '../promql/index.ts';
import type { Baseline } from '../schema/index.ts';
import type { GeneratedGroup } from './rules.ts';
import { escaped, quoted } from './words.ts';

/** Fewer values make no baseline, and without one there is no alert. */
const VALUES_MIN = 10;

/** The group of one baseline. */
export function baselineGroupOf(baseline: Baseline): GeneratedGroup {
  const { name, expr, window, ago, deviations, smallest, severity, component, runbook } = baseline;
  const text = (us: number): string => formatDurationMs(us / 1000);
  const value = `baseline:value{baseline=${quoted(name)}}`;
  const past = `${value}[${text(window)}] offset ${text(ago)}`;
  const spread = smallest === 0 ? `stddev_over_time(${past})` : `clamp_min(stddev_over_time(${past}), ${smallest})`;
  const labels = { baseline: name };
  return {
    name: `baseline ${name}`,
    interval: '15s',
    rules: [
      { record: 'baseline:value', expr, labels },
      {
        record: 'baseline:deviations',
        expr: `(${value} - avg_over_time(${past})) / ${spread} and count_over_time(${past}) >= ${VALUES_MIN}`,
        labels,
      },
      {
        alert: name,
        expr: `abs(baseline:deviations{baseline=${quoted(name)}}) > ${deviations}`,
        for: text(baseline.for),
        labels: { severity, ...(component === undefined ? {} : { component }) },
        annotations: {
          summary: `${escaped(name)}: {{ $value | humanize }} standard deviations from the ${text(window)} that ended ${text(ago)} before`,
          ...(runbook === undefined ? {} : { runbook: escaped(runbook) }),
        },
      },
    ],
  };
}
