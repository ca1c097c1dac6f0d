// OpenSLO v1 files: several YAML documents of seven kinds, each checked against the published shape, every issue with its line.
// Source: https://github.com/openslo/openslo, schemas/v1 (the JSON Schemas; where they are loose, so is this).
import { z } from 'zod';
import { type InputIssue, type ParseResult, parseShape, readYaml, type YamlSource } from '../../schema/index.ts';

const Name = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-z0-9][a-z0-9.|/\\-]*[a-z0-9]*$/);
const Description = z.string().max(1050).optional();
const Shorthand = z.string().regex(/^[1-9][0-9]*[mhdwMQY]$/);
const LabelText = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[a-z0-9A-Z][a-z0-9A-Z._-]*$/);
const Metadata = z.looseObject({
  name: Name,
  displayName: z.string().min(1).optional(),
  labels: z.record(z.string(), z.unknown().refine(isLabel, 'a short text or a list of them')).optional(),
  annotations: z.record(z.string().regex(/^(?:.{2,253}\/)?[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}$/), z.unknown()).optional(),
});
function isLabel(value: unknown): boolean {
  return LabelText.safeParse(value).success || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
const Op = z.enum(['lte', 'gte', 'lt', 'gt']);

const Metric = z.looseObject({
  metricSource: z.looseObject({ metricSourceRef: Name.optional(), type: z.string().optional(), spec: z.looseObject({}) }),
});
const IndicatorSpec = z
  .looseObject({
    description: Description,
    thresholdMetric: Metric.optional(),
    ratioMetric: z
      .looseObject({ counter: z.boolean(), good: Metric.optional(), bad: Metric.optional(), total: Metric })
      .refine(({ good, bad }) => (good === undefined) !== (bad === undefined), 'either good or bad')
      .optional(),
  })
  .refine(
    ({ thresholdMetric, ratioMetric }) => (thresholdMetric === undefined) !== (ratioMetric === undefined),
    'either ratioMetric or thresholdMetric',
  );

const TimeWindow = z
  .looseObject({
    duration: Shorthand,
    isRolling: z.boolean().optional(),
    calendar: z
      .looseObject({
        startTime: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
        timeZone: z.string().regex(/[A-Z][a-zA-Z_]+\/[A-Z][a-zA-Z_]+/),
      })
      .optional(),
  })
  .refine(({ isRolling, calendar }) => isRolling === true || calendar !== undefined, 'a calendar, or isRolling: true');
const Target = z.looseObject({
  displayName: z.string().min(1).optional(),
  op: Op.optional(),
  value: z.number().optional(),
  target: z.number().min(0).lt(1),
  timeSliceTarget: z.number().gt(0).max(1).optional(),
  timeSliceWindow: z.union([Shorthand, z.number().gt(0)]).optional(),
});
const ObjectiveSpec = z
  .looseObject({
    description: Description,
    service: Name,
    indicator: z.looseObject({ metadata: Metadata.optional(), spec: IndicatorSpec }).optional(),
    indicatorRef: Name.optional(),
    timeWindow: z.array(TimeWindow).max(1).optional(),
    budgetingMethod: z.enum(['Occurrences', 'Timeslices']),
    objectives: z.array(Target).max(50),
    alertPolicies: z.array(Name).max(50).optional(),
  })
  .refine(({ indicator, indicatorRef }) => (indicator === undefined) !== (indicatorRef === undefined), 'either indicator or indicatorRef')
  .refine(
    ({ budgetingMethod, objectives }) =>
      budgetingMethod !== 'Timeslices' ||
      objectives.every(({ timeSliceTarget, timeSliceWindow }) => timeSliceTarget !== undefined && timeSliceWindow !== undefined),
    'timeSliceTarget and timeSliceWindow in every objective of budgetingMethod Timeslices',
  );

/** By name, or written out. */
const referred = (ref: string) =>
  z
    .looseObject({
      kind: z.enum(['AlertCondition', 'AlertNotificationTarget']).optional(),
      metadata: z.looseObject({}).optional(),
      spec: z.looseObject({}).optional(),
    })
    .refine((value) => {
      const named = typeof value[ref] === 'string' && Name.safeParse(value[ref]).success;
      return named !== (value.kind !== undefined && value.metadata !== undefined && value.spec !== undefined);
    }, `either ${ref} or kind, metadata and spec`);

const SPECS = {
  Service: z.looseObject({ description: Description }),
  DataSource: z.looseObject({ type: z.string(), connectionDetails: z.looseObject({}) }),
  SLI: IndicatorSpec,
  SLO: ObjectiveSpec,
  AlertPolicy: z.looseObject({
    description: Description,
    alertWhenNoData: z.boolean(),
    alertWhenResolved: z.boolean(),
    alertWhenBreaching: z.boolean(),
    conditions: z.array(referred('conditionRef')).min(1).max(1),
    notificationTargets: z.array(referred('targetRef')).min(1),
  }),
  AlertCondition: z.looseObject({
    description: Description,
    severity: z.string(),
    condition: z.looseObject({
      kind: z.literal('burnrate').optional(),
      op: Op,
      threshold: z.number(),
      lookbackWindow: Shorthand,
      alertAfter: Shorthand,
    }),
  }),
  AlertNotificationTarget: z.looseObject({ description: Description, target: z.string() }),
} as const;
type Kind = keyof typeof SPECS;
const KINDS = Object.keys(SPECS) as Kind[];

export interface OpenSloDocument<K extends Kind = Kind> {
  kind: K;
  metadata: z.output<typeof Metadata>;
  spec: z.output<(typeof SPECS)[K]>;
  /** Of the document's first line. */
  line: number;
}
export type Indicator = z.output<typeof IndicatorSpec>;

/** Documents of one file at most. */
const DOCUMENTS_MAX = 500;

/** Every document of a file, or every issue of all of them. */
export function parseOpenSloDocuments(text: string, file: string): ParseResult<OpenSloDocument[]> {
  const parts = documentsOf(text);
  if (parts.length > DOCUMENTS_MAX)
    return {
      ok: false,
      issues: [issueOf(file, 'openslo/documents', `${parts.length} documents`, `at most ${DOCUMENTS_MAX}`, 'Split the file')],
    };
  const documents: OpenSloDocument[] = [];
  const issues: InputIssue[] = [];
  for (const { text: part, line } of parts) {
    const read = readYaml(part, file);
    const parsed = read.ok ? parseDocument(read.value, line) : read;
    if (!parsed.ok) issues.push(...parsed.issues);
    else if (parsed.value !== undefined) documents.push(parsed.value);
    if (issues.length >= 200) break;
  }
  if (issues.length > 0) return { ok: false, issues };
  if (documents.length === 0)
    return {
      ok: false,
      issues: [issueOf(file, 'openslo/empty', 'no document', 'at least one OpenSLO document', 'Check that it is the right file')],
    };
  return { ok: true, value: documents };
}

function parseDocument(source: YamlSource, line: number): ParseResult<OpenSloDocument | undefined> {
  const { value } = source;
  if (value === null || value === undefined) return { ok: true, value: undefined };
  const kind = typeof value === 'object' ? (value as { kind?: unknown }).kind : undefined;
  const known = KINDS.find((candidate) => candidate === kind);
  const shape = z.looseObject({
    apiVersion: z.literal('openslo/v1'),
    kind: z.enum(KINDS),
    metadata: Metadata,
    spec: known === undefined ? z.looseObject({}) : SPECS[known],
  });
  const parsed = parseShape(source, shape as z.ZodType<Omit<OpenSloDocument, 'line'>, unknown>);
  return parsed.ok ? { ok: true, value: { ...parsed.value, line } } : parsed;
}

/** The documents of a file, each with blank lines before it so that its own line numbers hold in the file. */
function documentsOf(text: string): { text: string; line: number }[] {
  const parts: { text: string; line: number }[] = [];
  let current: string[] = [];
  let from = 0;
  text.split('\n').forEach((line, index) => {
    // A line of three dashes separates documents wherever it stands, also within a block of text (YAML 1.2, 9.1).
    if (!/^---(?:\s|$)/.test(line)) {
      current.push(line);
      return;
    }
    parts.push({ text: current.join('\n'), line: from });
    current = [line.slice(3)];
    from = index;
  });
  parts.push({ text: current.join('\n'), line: from });
  return parts
    .filter((part) => part.text.split('\n').some((line) => !/^\s*(?:#.*)?$/.test(line)))
    .map((part) => ({ text: '\n'.repeat(part.line) + part.text, line: part.line + 1 }));
}

function issueOf(file: string, code: string, found: string, expected: string, hint: string): InputIssue {
  return { code, file, line: undefined, column: undefined, path: [], found, expected, hint };
}
