// Which routes take an alert, and into which group (dispatch/route.go: Route.Match; dispatch/dispatch.go: getGroupLabels, GroupKey).
import { canonicalJson } from '../schema/index.ts';
import { matchesAll } from './matchers.ts';
import type { Route } from './model.ts';

type Labels = Readonly<Record<string, string>>;

/** The nodes that take these labels, in the order of the file: the deepest ones, and after a `continue` also later siblings. */
export function matchRoutes(route: Route, labels: Labels): Route[] {
  if (!matchesAll(route.matchers, labels)) return [];
  const taken: Route[] = [];
  for (const child of route.routes) {
    const matched = matchRoutes(child, labels);
    taken.push(...matched);
    if (matched.length > 0 && !child.continues) break;
  }
  return taken.length > 0 ? taken : [route];
}

/** Labels that an alert shares with its group; only those it has. */
export function groupLabels(route: Route, labels: Labels): Record<string, string> {
  const { groupBy } = route;
  if (groupBy === 'incident') return {};
  return Object.fromEntries(Object.entries(labels).filter(([name]) => groupBy === 'all' || groupBy.includes(name)));
}

/** One text for each group of each route. */
export const groupId = (route: Route, labels: Labels, incident: number | undefined): string =>
  `${route.id} ${route.groupBy === 'incident' ? `incident ${incident}` : canonicalJson(labels)}`;

/** The id of the route whose group this is. */
export const routeIdOf = (group: string): string => group.slice(0, group.indexOf(' '));
