// How many matching lines were written, over time: bars, and the same as one sentence.
import { clockText, countText, spanWords } from '../theme/index.ts';

export function LogHistogram({
  histogram,
  startsAtMs,
}: {
  histogram: { fromUs: number; counts: number[]; stepUs: number };
  startsAtMs: number;
}) {
  const { counts, fromUs, stepUs } = histogram;
  const greatest = Math.max(1, ...counts);
  const at = (index: number) => clockText(startsAtMs, fromUs + index * stepUs);
  const peak = counts.indexOf(Math.max(...counts));
  if (counts.length === 0) return null;
  return (
    <figure className="histogram">
      <svg viewBox={`0 0 ${counts.length} 24`} preserveAspectRatio="none" aria-hidden="true">
        {counts.map((count, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the time
          <rect key={index} x={index + 0.1} width={0.8} y={24 - (count / greatest) * 24} height={(count / greatest) * 24} />
        ))}
      </svg>
      <figcaption className="row-between small quiet">
        <span>{at(0)}</span>
        <span>
          most at {at(peak)}: {countText(counts[peak] ?? 0)} lines in {spanWords(stepUs)}
        </span>
        <span>{at(counts.length)}</span>
      </figcaption>
    </figure>
  );
}
