// What a Brier score says about beliefs, in a sentence. 0 is certain and right, 1 knowing nothing, 2 certain and wrong.
export function brierSentence(timeWeighted: number | undefined, final: number | undefined): string {
  if (timeWeighted === undefined || final === undefined) return 'You stated no belief, so none can be compared with the truth.';
  const over = `Over the incident your beliefs score ${timeWeighted.toFixed(2)}: ${against(timeWeighted)}.`;
  return `${over} At the end they score ${final.toFixed(2)}: ${ending(final)}.`;
}

const against = (score: number): string =>
  score < 0.25
    ? 'early and sure on the true cause'
    : score < 0.9
      ? 'better than knowing nothing (1)'
      : score <= 1.1
        ? 'about as good as knowing nothing (1)'
        : 'worse than knowing nothing (1): they led away from the true cause';

const ending = (score: number): string =>
  score < 0.1
    ? 'you knew, and knew that you knew'
    : score < 0.5
      ? 'you leaned to the true cause'
      : score <= 1
        ? 'you were undecided'
        : 'you believed something else';
