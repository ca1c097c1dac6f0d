// The contract: every shape that crosses a boundary between rooms, processes and files.

export * from './alerting.ts';
export { canonicalHash, canonicalJson } from './canonical.ts';
export { ISSUE_CODES } from './catalogue.ts';
export { BUDGET } from './check/budget.ts';
export { quotedExpressions } from './check/expressions.ts';
export * from './commands/index.ts';
export * from './console-view.ts';
export * from './issues.ts';
export * from './journal.ts';
export { type JsonSchema, rubricJsonSchema, runFileJsonSchema, scenarioJsonSchema, scriptJsonSchema } from './json-schema.ts';
export * from './learner.ts';
export { LIMITS } from './load/limits.ts';
export { parseLearnerFile } from './load/load-learner.ts';
export { parseRunFile } from './load/load-run.ts';
export { type LoadOptions, loadScenario, SCENARIO_FILE } from './load/load-scenario.ts';
export { parseScript } from './load/load-script.ts';
export { withPlaces } from './load/places.ts';
export { parseShape } from './load/shape.ts';
export { readYaml, type Source as YamlSource, type YamlOptions } from './load/yaml.ts';
export * from './run-file.ts';
export * from './scenario/command.ts';
export * from './scenario/console.ts';
export * from './scenario/distribution.ts';
export * from './scenario/exchange.ts';
export * from './scenario/hosts.ts';
export * from './scenario/load.ts';
export * from './scenario/observability.ts';
export * from './scenario/order-routing.ts';
export * from './scenario/public-alert.ts';
export * from './scenario/rubric.ts';
export * from './scenario/scenario.ts';
export { hasSmallWorld, smallWorldComponents } from './scenario/small-worlds.ts';
export * from './scenario/step.ts';
export * from './scenario/story.ts';
export * from './scenario/truth.ts';
export * from './scenario/world.ts';
export * from './scorecard.ts';
export * from './script.ts';
export * from './shell.ts';
export * from './simulation.ts';
export {
  COMMAND_VERBS,
  commandMatches,
  formatCommand,
  guardOf,
  isCommandPattern,
  parseCommandText,
  parseVerb,
} from './text/command-text.ts';
export { enteredNumber, exprWithFields, type FieldValues, textWithFields, wordsWithFields } from './text/field-text.ts';
export { LOG_FIELDS, type LogQuery, parseLogQuery, wordsOfSearch } from './text/log-query.ts';
export {
  formatLook,
  isLookPattern,
  LOOK_FORMS,
  LOOK_VERBS,
  type Look,
  type LookKind,
  lookMatches,
  parseLookText,
} from './text/look-text.ts';
export { allowedRatio, BURN_WINDOWS, type BurnAlert, type BurnWindow, burnAlertsOf } from './text/slo-alerts.ts';
export { formatTPlus, parseUtcMs, storyTimeUs } from './text/story-time.ts';
export { formatWarRoom } from './text/war-room.ts';
export { globMatches, splitWords, type Word } from './text/words.ts';
export * from './traces.ts';
export * from './units.ts';
export * from './view.ts';
export * from './wire.ts';
