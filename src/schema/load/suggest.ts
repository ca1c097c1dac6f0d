// "Did you mean": the nearest of the names that exist, by edit distance with transpositions (Damerau 1964, optimal string alignment).

const NAME_LENGTH_MAX = 80;

/** The nearest of `names`, or undefined when none is near enough to be meant. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const wanted = name.slice(0, NAME_LENGTH_MAX).toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.slice(0, NAME_LENGTH_MAX).toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return (
    best ??
    names.find(
      (candidate) =>
        wanted.length >= 4 &&
        (candidate.toLowerCase().includes(wanted) || wanted.includes(candidate.toLowerCase())) &&
        candidate.length >= 4,
    )
  );
}

/** A hint for a name that does not exist: the nearest one, or what there is. */
export function didYouMean(name: string, names: readonly string[], noun = 'name'): string {
  const near = nearest(name, names);
  if (near !== undefined) return `Did you mean ${near}?`;
  if (names.length === 0) return `There is no ${noun} yet`;
  const shown = names.slice(0, 12);
  return `There ${names.length === 1 ? 'is' : 'are'} ${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
