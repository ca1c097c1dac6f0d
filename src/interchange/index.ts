/**
 * Import and export of foreign formats.
 * Public surface of `interchange`: other rooms import from here and nowhere deeper.
 */

export { dashboardsYaml, type GrafanaOptions, type ImportedDashboards, importGrafana } from './grafana/import.ts';
export { openMetricsChunks, toOpenMetrics } from './open-metrics.ts';
export { toOpenSlo } from './openslo/export.ts';
export { type ImportedSlos, importOpenSlo, type LeftOut, type WrittenSlo } from './openslo/import.ts';
