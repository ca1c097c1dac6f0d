/** Public surface of the PromQL room. */
export { evaluateInstant, evaluateRange } from './eval/evaluator.ts';
export { matcherPredicate } from './matchers.ts';
export { MemoryStore } from './memory-store.ts';
export { type PromTestRecord, runPromTest } from './promtest/run.ts';
export { type AlertInstance, type GroupEvaluation, type RecordedSample, RuleEvaluator, type RuleFailure } from './rules/rule-evaluator.ts';
export {
  type AlertingRule,
  parseRuleGroups,
  type RecordingRule,
  type Rule,
  type RuleGroup,
  type RuleGroups,
  readRuleFile,
} from './rules/rule-file.ts';
export { type RuleTestRecord, runRuleTests } from './rules/rule-test.ts';
export { type RuleTestFile, readRuleTestFile } from './rules/rule-test-file.ts';
export { expandTemplate, type TemplateData } from './rules/template.ts';
export type { Expr, ValueType } from './syntax/ast.ts';
export { typeOf } from './syntax/check.ts';
export { parseErrorText } from './syntax/error-text.ts';
export { formatDurationMs, formatExpr } from './syntax/format.ts';
export { FUNCTIONS } from './syntax/function-table.ts';
export { type ParseExprResult, parseExpr } from './syntax/parser.ts';
export * from './types.ts';
