// How far the criteria of the end are met, in one sentence. Pure.
import type { ResolutionView } from '../../schema/index.ts';

export function resolutionCounts(criteria: readonly ResolutionView[]): { open: number; says: string } {
  const failing = criteria.filter(({ met }) => met === false).length;
  const unseen = criteria.filter(({ met }) => met === undefined).length;
  const parts = [
    ...(failing > 0 ? [`${failing} of ${criteria.length} ${failing === 1 ? 'does' : 'do'} not hold yet`] : []),
    ...(unseen > 0 ? [`${unseen} no instrument shows`] : []),
  ];
  return { open: failing, says: parts.length === 0 ? 'All of them hold' : parts.join(', ') };
}
