// The own history as figures: means over drills, by kind of failure, by pattern of working. Pure.
import type { DrillResult } from '../../host/client/index.ts';

/** A figure that is followed over drills; `value` is undefined where it never happened. */
export interface Measure {
  id: string;
  title: string;
  /** What it counts, from where to where. */
  says: string;
  unit: 'time' | 'ratio' | 'points' | 'brier';
  /** Which way is better. */
  better: 'less' | 'more';
  value: (result: DrillResult) => number | undefined;
}

export const MEASURES: readonly Measure[] = [
  {
    id: 'mtta',
    title: 'Time to acknowledge',
    says: 'from the first page until you acknowledged it; their mean is MTTA',
    unit: 'time',
    better: 'less',
    value: ({ measures }) => measures.timeToAcknowledgeUs,
  },
  {
    id: 'cause',
    title: 'Time to the true cause',
    says: 'from the first page until you believed the true cause most, for good',
    unit: 'time',
    better: 'less',
    value: ({ measures }) => measures.timeToTrueCauseUs,
  },
  {
    id: 'mttr',
    title: 'Time to mitigate',
    says: 'from the first page until users were well again, for good; their mean is MTTR',
    unit: 'time',
    better: 'less',
    value: ({ measures }) => measures.timeToMitigateUs,
  },
  {
    id: 'budget',
    title: 'Error budget spent',
    says: 'of the objective that lost most, as a share of its whole period',
    unit: 'ratio',
    better: 'less',
    value: ({ budgets }) => (budgets.length === 0 ? undefined : Math.max(...budgets.map(({ spentRatio }) => spentRatio))),
  },
  {
    id: 'brier',
    title: 'Brier score of beliefs over time (0 to 2)',
    says: 'over all explanations and the time of a drill; 0 is certain and right, 1 knowing nothing, 2 certain and wrong',
    unit: 'brier',
    better: 'less',
    value: ({ brierTimeWeighted }) => brierTimeWeighted,
  },
  {
    id: 'points',
    title: 'Points',
    says: 'as a share of what could be had',
    unit: 'points',
    better: 'more',
    value: ({ points, pointsMax }) => (pointsMax > 0 ? points / pointsMax : undefined),
  },
];

export interface Mean {
  count: number;
  mean: number | undefined;
}

/** Over the drills in which it happened; `count` says how many those are, because a mean hides those in which it never did. */
export function meanOf(results: readonly DrillResult[], { value }: Measure): Mean {
  const values = results.map(value).filter((one) => one !== undefined);
  return { count: values.length, mean: values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0) / values.length };
}

export interface Group {
  name: string;
  results: DrillResult[];
}

/** Drills by the tags of their scenarios, most drills first; a drill counts under each of its tags. */
export function byTag(results: readonly DrillResult[], tagsOf: (slug: string) => readonly string[]): Group[] {
  return grouped(results, ({ slug }) => {
    const tags = tagsOf(slug);
    return tags.length === 0 ? ['no tag'] : tags;
  });
}

/** Drills by the pattern of working that was named in their debrief. */
export const byPattern = (results: readonly DrillResult[]): Group[] =>
  grouped(results, ({ patterns }) => (patterns.length === 0 ? ['none named'] : patterns.map(({ title }) => title)));

function grouped(results: readonly DrillResult[], namesOf: (result: DrillResult) => readonly string[]): Group[] {
  const groups = new Map<string, DrillResult[]>();
  for (const result of results) for (const name of new Set(namesOf(result))) groups.set(name, [...(groups.get(name) ?? []), result]);
  return [...groups]
    .map(([name, inGroup]) => ({ name, results: inGroup }))
    .sort((a, b) => b.results.length - a.results.length || (a.name < b.name ? -1 : 1));
}

/** The best result of each scenario by share of points; the earlier of two equal ones. */
export function bestBySlug(results: readonly DrillResult[]): Map<string, DrillResult> {
  const best = new Map<string, DrillResult>();
  const share = (result: DrillResult) => (result.pointsMax > 0 ? result.points / result.pointsMax : 0);
  for (const result of results) {
    const known = best.get(result.slug);
    if (known === undefined || share(result) > share(known)) best.set(result.slug, result);
  }
  return best;
}
