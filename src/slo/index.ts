/**
 * Error budgets, burn rates and the rules they generate.
 * Public surface of `slo`: other rooms import from here and nowhere deeper.
 */
export { baselineGroupOf } from './baseline.ts';
export { type Budget, BudgetLedger, type BudgetStep, budgetLeftText, type PolicyState, policyOf } from './budget.ts';
export { type EventIssue, type EventRate, eventRate } from './event-rate.ts';
export { objectiveIssues } from './objective.ts';
export { monthlyReport, type ReportedRun } from './report.ts';
export { reportMarkdown, reportText } from './report-text.ts';
export { type GeneratedGroup, type GeneratedRule, recordName, ruleGroupsOf, withGeneratedRules } from './rules.ts';
