/** What the range functions do with windows that hold native histograms, alone or among floats (Prometheus 3.5, promql/functions.go). */
import type { Window } from './range-functions.ts';

/**
 * A number: the result itself. `histogram`: the result is a histogram that is passed on. `ignored`: compute from the floats and remark on it.
 * `mixed`: nothing but a warning. `nothing`: no result. `refuse`: a histogram's contents would be needed.
 */
export type MixedVerdict = number | 'histogram' | 'ignored' | 'mixed' | 'nothing' | 'refuse';

/** @param w  a window with at least one native histogram */
export function judgeMixedWindow(func: string, w: Window): MixedVerdict {
  const floats = w.hi - w.lo;
  const histograms = w.histogramTimesMs.length;
  const lastFloatMs = floats > 0 ? (w.timesMs[w.hi - 1] as number) : -Infinity;
  const lastHistogramMs = w.histogramTimesMs[histograms - 1] as number;
  switch (func) {
    case 'count_over_time':
      return floats + histograms;
    case 'present_over_time':
      return 1;
    case 'ts_of_last_over_time':
      return Math.max(lastFloatMs, lastHistogramMs) / 1000;
    case 'last_over_time':
      return lastHistogramMs > lastFloatMs ? 'histogram' : (w.values[w.hi - 1] as number);
    case 'sum_over_time':
    case 'avg_over_time':
      return floats > 0 ? 'mixed' : 'refuse';
    case 'rate':
    case 'increase':
    case 'delta':
      return floats > 0 ? 'mixed' : histograms > 1 ? 'refuse' : 'nothing';
    case 'irate':
    case 'idelta':
      return ofLastTwo(w, func === 'irate');
    case 'changes':
    case 'resets':
      return transitions(w, func === 'resets');
    default:
      return floats > 0 ? 'ignored' : 'nothing';
  }
}

interface Sample {
  tMs: number;
  /** Undefined for a histogram. */
  value: number | undefined;
}

function inOrder(w: Window): Sample[] {
  const samples: Sample[] = w.histogramTimesMs.map((tMs) => ({ tMs, value: undefined }));
  for (let i = w.lo; i < w.hi; i++) {
    samples.push({ tMs: w.timesMs[i] as number, value: w.values[i] as number });
  }
  return samples.sort((a, b) => a.tMs - b.tMs);
}

function ofLastTwo(w: Window, isRate: boolean): MixedVerdict {
  const samples = inOrder(w);
  if (samples.length < 2) {
    return 'nothing';
  }
  const [previous, last] = samples.slice(-2) as [Sample, Sample];
  if (previous.value === undefined || last.value === undefined) {
    return previous.value === last.value ? 'refuse' : 'mixed';
  }
  const change = isRate && last.value < previous.value ? last.value : last.value - previous.value;
  return isRate ? change / ((last.tMs - previous.tMs) / 1000) : change;
}

/** Changes or resets: a step from a float to a histogram or back counts as one; two histograms would have to be compared. */
function transitions(w: Window, onlyResets: boolean): MixedVerdict {
  const samples = inOrder(w);
  let count = 0;
  for (let i = 1; i < samples.length; i++) {
    const previous = (samples[i - 1] as Sample).value;
    const current = (samples[i] as Sample).value;
    if (previous === undefined && current === undefined) {
      return 'refuse';
    }
    if (previous === undefined || current === undefined) {
      count += 1;
    } else if (onlyResets ? current < previous : current !== previous && !(Number.isNaN(current) && Number.isNaN(previous))) {
      count += 1;
    }
  }
  return count;
}
