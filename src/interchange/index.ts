/**
 * Import and export of foreign formats.
 * Public surface of `interchange`: other rooms import from here and nowhere deeper.
 */

export { type GrafanaOptions, type ImportedDashboards, importGrafana } from './grafana/import.ts';
export { HELP as METRIC_HELP } from './help.ts';
export { logLineChunks } from './log-lines.ts';
export { openMetricsChunks, type RecordedRun, toOpenMetrics } from './open-metrics.ts';
export { toOpenSlo } from './openslo/export.ts';
export { type ImportedSlos, importOpenSlo, type LeftOut, type WrittenSlo } from './openslo/import.ts';
export { otlpLogChunks } from './otlp-logs.ts';
export { otlpMetricChunks } from './otlp-metrics.ts';
export { otlpTraceChunks } from './otlp-traces.ts';
export { ruleFileYaml, sectionYaml } from './sections.ts';
