/** A native histogram as Prometheus prints it: `{count:4, sum:5, [-0.001,0.001]:1, (0.5,1]:3}`. */
import { formatNumberG } from '../number-text.ts';
import type { NativeHistogram } from '../types.ts';
import { type Bucket, sideBuckets } from './buckets.ts';

export function formatHistogram(h: NativeHistogram): string {
  const shown = (open: string, { lower, upper, count }: Bucket, close: string): string =>
    `, ${open}${formatNumberG(lower)},${formatNumberG(upper)}${close}:${formatNumberG(count)}`;
  let text = `{count:${formatNumberG(h.count)}, sum:${formatNumberG(h.sum)}`;
  for (const { lower, upper, count } of sideBuckets(h, 'negative').reverse()) {
    text += shown('[', { lower: -upper, upper: -lower, count }, ')');
  }
  if (h.zeroCount !== 0) {
    text += shown('[', { lower: -h.zeroThreshold, upper: h.zeroThreshold, count: h.zeroCount }, ']');
  }
  for (const bucket of sideBuckets(h, 'positive')) {
    text += shown('(', bucket, ']');
  }
  return `${text}}`;
}
