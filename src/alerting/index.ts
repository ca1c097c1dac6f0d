/**
 * Alerts on their way to people: Alertmanager's routing, grouping, timing, inhibition and silences, and what tames a storm.
 * Public surface of `alerting`: other rooms import from here and nowhere deeper.
 */
export { Alerting } from './alerting.ts';
export { parseAlertmanagerConfig } from './config.ts';
export type { ComponentGraph } from './graph.ts';
export { type LintCheck, type LintedAlert, lintAlerts } from './lint.ts';
export { parseMatchers } from './matchers.ts';
export type { AlertmanagerConfig, Receiver, Route } from './model.ts';
export { groupLabels, matchRoutes } from './routing.ts';
export { type AlertingOptions, type MaintenanceWindow, PAGER } from './setup.ts';
export { type AlertingState, EMPTY_ALERTING } from './state.ts';
export type { AlertingReading } from './view.ts';
export type { Step } from './work.ts';
