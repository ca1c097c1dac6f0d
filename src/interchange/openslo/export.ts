// Objectives of a scenario as an OpenSLO v1 file: one Service, DataSource and SLO document each, read back by `importOpenSlo`.
import { stringify } from 'yaml';
import type { Slo } from '../../schema/index.ts';

/** @param title what the services are called when an objective names none */
export function toOpenSlo(slos: readonly Slo[], title: string): string {
  const services = [...new Set(slos.map((slo) => slo.service ?? title))];
  const documents = [
    ...services.map((name) => document('Service', slug(name), name, {})),
    document('DataSource', 'prometheus', 'Prometheus', { type: 'Prometheus', connectionDetails: {} }),
    ...slos.map((slo) => {
      const metric = (query: string) => ({ metricSource: { metricSourceRef: 'prometheus', type: 'Prometheus', spec: { query } } });
      return document('SLO', slug(slo.name), slo.name, {
        service: slug(slo.service ?? title),
        indicator: {
          metadata: { name: `${slug(slo.name)}-indicator` },
          spec: { ratioMetric: { counter: true, good: metric(slo.good), total: metric(slo.total) } },
        },
        timeWindow: [{ duration: shorthand(slo.over), isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [{ displayName: slo.name, target: slo.objective }],
      });
    }),
  ];
  return documents.map((one) => stringify(one, { lineWidth: 0 })).join('---\n');
}

const document = (kind: string, name: string, displayName: string, spec: object) => ({
  apiVersion: 'openslo/v1',
  kind,
  metadata: { name, displayName },
  spec,
});

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 200) || 'objective';

/** OpenSLO knows whole minutes and one unit: 36h, not 1d12h. */
function shorthand(us: number): string {
  const minutes = Math.max(1, Math.round(us / 60_000_000));
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
