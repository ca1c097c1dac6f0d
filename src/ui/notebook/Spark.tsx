// How a share moved over its recorded steps, in the space of a word; the label says it in numbers.
export function Spark({ points, label }: { points: readonly number[]; label: string }) {
  if (points.length < 2) return null;
  const step = 46 / (points.length - 1);
  const path = points
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${(1 + index * step).toFixed(1)} ${(15 - value * 14).toFixed(1)}`)
    .join(' ');
  return (
    <svg width="48" height="16" viewBox="0 0 48 16" role="img" aria-label={label} fill="none" stroke="var(--accent)" strokeWidth="1.5">
      <path d={path} />
    </svg>
  );
}
