// PromQL in a scenario: told to the caller’s parser, since this room lies below promql.

import { describe } from '../load/shape.ts';
import type { Path, Source } from '../load/yaml.ts';
import type { Check } from './context.ts';

export function checkExpressions(check: Check): void {
  const { observability, health, timeline, people, incident, rules } = check.scenario;
  observability.slos.forEach(({ good, total }, i) => {
    checkExpression(check, ['observability', 'slos', i, 'good'], good);
    checkExpression(check, ['observability', 'slos', i, 'total'], total);
  });
  observability.baselines.forEach(({ expr }, i) => checkExpression(check, ['observability', 'baselines', i, 'expr'], expr));
  observability.dashboards.forEach(({ panels }, i) =>
    panels.forEach(({ series }, j) =>
      series.forEach(({ expr }, k) => checkExpression(check, ['observability', 'dashboards', i, 'panels', j, 'series', k, 'expr'], expr)),
    ),
  );
  if (health !== undefined) {
    health.baseline.forEach(({ expr }, i) => checkExpression(check, ['health', 'baseline', i, 'expr'], expr));
    checkExpression(check, ['health', 'healthy'], health.healthy);
    checkExpression(check, ['health', 'broken'], health.broken);
  }
  timeline.forEach(({ when }, i) => {
    if (when !== undefined && 'holds' in when) checkExpression(check, ['timeline', i, 'when', 'holds'], when.holds);
  });
  incident.resolution.forEach(({ holds }, i) => checkExpression(check, ['incident', 'resolution', i, 'holds'], holds));
  for (const [id, { answers, approves }] of Object.entries(people)) {
    approves.forEach(({ unless }, i) => {
      if (unless !== undefined) checkExpression(check, ['people', id, 'approves', i, 'unless'], unless);
    });
    answers.forEach(({ says }, i) => {
      for (const quoted of quotedExpressions(says)) checkExpression(check, ['people', id, 'answers', i, 'says'], quoted);
    });
  }
  const groups = (rules as { groups?: unknown } | null | undefined)?.groups;
  if (!Array.isArray(groups) || check.sources.rules === undefined) return;
  for (const [i, group] of groups.entries()) {
    const list = (group as { rules?: unknown } | null)?.rules;
    if (!Array.isArray(list)) continue;
    for (const [j, rule] of list.entries()) {
      const expr = (rule as { expr?: unknown } | null)?.expr;
      if (typeof expr === 'string') checkExpression(check, ['groups', i, 'rules', j, 'expr'], expr, check.sources.rules);
    }
  }
}

/** The expressions of `{{ expr | format }}` in a text; the last bar that is followed by one word begins the format. */
export function quotedExpressions(text: string): string[] {
  return [...text.matchAll(/\{\{(.*?)\}\}(?!\})/gs)].map(([, inner = '']) => inner.replace(/\|\s*[a-zA-Z]+\s*$/, '').trim());
}

/** Tells what the caller’s parser says of an expression. */
export function checkExpression(check: Check, path: Path, text: string, source?: Source): void {
  for (const { message, from } of check.options.checkExpr?.(text) ?? []) {
    const near = text.slice(Math.max(0, from), from + 40);
    check.add(
      'scenario/expression',
      path,
      { found: near === '' ? text : near, expected: `PromQL: ${message}`, hint: `Character ${from + 1} of ${describe(text)}` },
      { source },
    );
  }
}
