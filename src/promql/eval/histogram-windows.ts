/**
 * The range functions on windows that hold native histograms, alone or among numbers (Prometheus 3.5, promql/functions.go).
 * Windows of numbers only never come here.
 */
import {
  asGauge,
  divideHistogram,
  equalHistograms,
  histogramIncrease,
  isReset,
  type Mismatch,
  meanOfHistograms,
  scaleHistogram,
  subtractHistograms,
  sumOfHistograms,
} from '../histogram/native-histogram.ts';
import type { NativeHistogram } from '../types.ts';
import { extrapolationFactor, type Window } from './range-functions.ts';

type Sample = number | NativeHistogram;

/** Where the remarks on one window go; the texts are Prometheus'. */
export interface WindowRemarks {
  metricName: string;
  warn(text: string): void;
  info(text: string): void;
}

/**
 * The function's result for a window of at least one histogram, or undefined for none.
 * @param ofFloats  computes from the window's numbers alone
 */
export function overHistogramWindow(
  func: string,
  w: Window,
  remarks: WindowRemarks,
  ofFloats: () => number | undefined,
): Sample | undefined {
  const floats = w.hi - w.lo;
  const lastFloatMs = floats > 0 ? (w.timesMs[w.hi - 1] as number) : -Infinity;
  const lastHistogramMs = w.histogramTimesMs.at(-1) as number;
  switch (func) {
    case 'count_over_time':
      return floats + w.histograms.length;
    case 'present_over_time':
      return 1;
    case 'ts_of_last_over_time':
      return Math.max(lastFloatMs, lastHistogramMs) / 1000;
    case 'last_over_time':
      return lastHistogramMs > lastFloatMs ? w.histograms.at(-1) : (w.values[w.hi - 1] as number);
    case 'sum_over_time':
    case 'avg_over_time':
      return floats > 0
        ? mixed(remarks)
        : fitting(func === 'sum_over_time' ? sumOfHistograms(w.histograms) : meanOfHistograms(w.histograms), remarks);
    case 'rate':
    case 'increase':
    case 'delta':
      return floats > 0 ? mixed(remarks) : extrapolatedChange(func, w, remarks);
    case 'irate':
    case 'idelta':
      return changeOfLastTwo(func === 'irate', w, remarks);
    case 'changes':
    case 'resets':
      return transitions(w, func === 'resets');
    default:
      if (floats === 0) {
        return undefined;
      }
      remarks.info(
        `ignored histograms in a range containing both floats and histograms for metric name ${JSON.stringify(remarks.metricName)}`,
      );
      return ofFloats();
  }
}

function mixed({ metricName, warn }: WindowRemarks): undefined {
  warn(`encountered a mix of histograms and floats for metric name ${JSON.stringify(metricName)}`);
}

/** The histogram, or a warning why there is none. */
export function fitting(
  result: NativeHistogram | Mismatch,
  { metricName, warn }: Pick<WindowRemarks, 'metricName' | 'warn'>,
): NativeHistogram | undefined {
  if (typeof result !== 'string') {
    return result;
  }
  const what =
    result === 'schema' ? 'a mix of histograms with exponential and custom buckets schemas' : 'histograms with incompatible custom buckets';
  warn(`vector contains ${what} for metric name ${JSON.stringify(metricName)}`);
  return undefined;
}

function remarkOnKind(points: readonly NativeHistogram[], isCounter: boolean, { metricName, warn }: WindowRemarks): void {
  const gauges = points.filter(({ resetHint }) => resetHint === 'gauge').length;
  if (isCounter ? gauges > 0 : gauges < points.length) {
    warn(`this native histogram metric is not a ${isCounter ? 'counter' : 'gauge'}: ${JSON.stringify(metricName)}`);
  }
}

function extrapolatedChange(func: string, w: Window, remarks: WindowRemarks): NativeHistogram | undefined {
  const { histograms } = w;
  if (histograms.length < 2) {
    return undefined;
  }
  const isCounter = func !== 'delta';
  const change = fitting(histogramIncrease(histograms, isCounter), remarks);
  if (change === undefined) {
    return undefined;
  }
  remarkOnKind(isCounter ? histograms : [histograms[0] as NativeHistogram, histograms.at(-1) as NativeHistogram], isCounter, remarks);
  const times = w.histogramTimesMs;
  const factor = extrapolationFactor(times[0] as number, times.at(-1) as number, histograms.length - 1, w.startMs, w.endMs, Infinity);
  return scaleHistogram(change, func === 'rate' ? factor / ((w.endMs - w.startMs) / 1000) : factor);
}

interface TimedSample {
  tMs: number;
  sample: Sample;
}

function inOrder(w: Window): TimedSample[] {
  const samples: TimedSample[] = w.histogramTimesMs.map((tMs, i) => ({ tMs, sample: w.histograms[i] as NativeHistogram }));
  for (let i = w.lo; i < w.hi; i++) {
    samples.push({ tMs: w.timesMs[i] as number, sample: w.values[i] as number });
  }
  return samples.sort((a, b) => a.tMs - b.tMs);
}

function changeOfLastTwo(isRate: boolean, w: Window, remarks: WindowRemarks): Sample | undefined {
  const samples = inOrder(w);
  if (samples.length < 2) {
    return undefined;
  }
  const [{ tMs: fromMs, sample: previous }, { tMs: toMs, sample: last }] = samples.slice(-2) as [TimedSample, TimedSample];
  const seconds = (toMs - fromMs) / 1000;
  if (typeof previous === 'number' && typeof last === 'number') {
    const change = isRate && last < previous ? last : last - previous;
    return isRate ? change / seconds : change;
  }
  if (typeof previous === 'number' || typeof last === 'number') {
    return mixed(remarks);
  }
  remarkOnKind([previous, last], isRate, remarks);
  const change = fitting(isRate && isReset(last, previous) ? last : subtractHistograms(last, previous), remarks);
  return change === undefined ? undefined : asGauge(isRate ? divideHistogram(change, seconds) : change);
}

/** Changes or resets. A step from a number to a histogram or back is one of either. */
function transitions(w: Window, onlyResets: boolean): number {
  const samples = inOrder(w);
  let count = 0;
  for (let i = 1; i < samples.length; i++) {
    const previous = (samples[i - 1] as TimedSample).sample;
    const current = (samples[i] as TimedSample).sample;
    if (typeof previous === 'number' && typeof current === 'number') {
      count += (onlyResets ? current < previous : current !== previous && !(Number.isNaN(current) && Number.isNaN(previous))) ? 1 : 0;
    } else if (typeof previous === 'number' || typeof current === 'number') {
      count += 1;
    } else {
      count += (onlyResets ? isReset(current, previous) : !equalHistograms(current, previous)) ? 1 : 0;
    }
  }
  return count;
}
