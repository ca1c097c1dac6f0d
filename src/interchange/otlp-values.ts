// What all OTLP documents share: attributes, resources, times. Protobuf's JSON mapping: 64-bit integers are text, times nanoseconds since the epoch.
// Source: https://github.com/open-telemetry/opentelemetry-proto (common.proto, resource.proto, docs/specification.md)

export type Attributes = Readonly<Record<string, string | number | boolean>>;

export const SCOPE = { name: 'faultline' };

/** The process that something comes from; '' leaves an attribute out. */
export const resourceOf = (service: string, pod: string): unknown => ({
  attributes: keyValues({ ...(service === '' ? {} : { 'service.name': service }), ...(pod === '' ? {} : { 'k8s.pod.name': pod }) }),
});

/** @param startsAtMs when the run began, since the epoch */
export const unixNano = (startsAtMs: number, atUs: number): string =>
  String(BigInt(startsAtMs) * 1_000_000n + BigInt(Math.round(atUs)) * 1_000n);

export const keyValues = (attributes: Attributes): unknown[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

/** A double; JSON has no NaN and infinities. */
export const double = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

function anyValue(value: string | number | boolean): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: double(value) };
}
