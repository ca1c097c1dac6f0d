// What the time slider of the map marks: the first page and the changes somebody looked at. Pure.
import type { DrillView } from '../../schema/index.ts';

export interface TimeMark {
  atUs: number;
  kind: 'page' | 'change';
  label: string;
}

export function timeMarks({ tPlusZeroUs, deployments, nowUs }: Pick<DrillView, 'tPlusZeroUs' | 'deployments' | 'nowUs'>): TimeMark[] {
  const marks: TimeMark[] = deployments
    .filter(({ atUs, from, to }) => atUs >= 0 && atUs <= nowUs && from !== to)
    .map(({ atUs, service, from, to }) => ({ atUs, kind: 'change', label: `${service} ${from} → ${to}` }));
  if (tPlusZeroUs !== undefined) marks.push({ atUs: tPlusZeroUs, kind: 'page', label: 'first page' });
  return marks.sort((a, b) => a.atUs - b.atUs);
}

/** The last step of the slider is the present, which moves on meanwhile. */
export const atEnd = (atUs: number, nowUs: number, stepUs: number): boolean => atUs > nowUs - stepUs;
