/**
 * Import and export of foreign formats.
 * Public surface of `interchange`: other rooms import from here and nowhere deeper.
 */
export { openMetricsChunks, toOpenMetrics } from './open-metrics.ts';
