// Puts several series on one time axis, as uPlot wants them: seconds ascending, missing values null.
import type uPlot from 'uplot';

export interface PlotSeries {
  name: string;
  timesMs: readonly number[];
  values: readonly (number | null)[];
}

export function align(series: readonly PlotSeries[]): uPlot.AlignedData {
  const times = [...new Set(series.flatMap((one) => one.timesMs))].sort((a, b) => a - b);
  const index = new Map(times.map((time, position) => [time, position]));
  const columns = series.map((one) => {
    const column: (number | null)[] = new Array(times.length).fill(null);
    one.timesMs.forEach((time, position) => {
      const value = one.values[position];
      const row = index.get(time);
      if (row !== undefined && value !== null && value !== undefined && Number.isFinite(value)) column[row] = value;
    });
    return column;
  });
  return [times.map((time) => time / 1000), ...columns];
}
