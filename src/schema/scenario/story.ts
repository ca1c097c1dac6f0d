// The story around the world: what is observed, who takes part, what happens when, and what is written down somewhere.
import { z } from 'zod';
import { choiceByKey } from '../choice.ts';
import { DurationSchema, NameSchema, RateSchema, RatioSchema } from '../units.ts';
import { PERSON_DUTIES } from './command.ts';
import { DistributionSchema } from './distribution.ts';
import { ExchangeFaultSchema } from './exchange.ts';
import { HostsFaultSchema } from './hosts.ts';
import { OrderRoutingFaultSchema } from './order-routing.ts';
import { PublicAlertFaultSchema } from './public-alert.ts';
import { ConfigValueSchema, StatusShowsSchema } from './world.ts';

const STORY_TIME_EXPECTED = 'a story time: 09:30, +10m after the start, -2h before it, or T+5m after the first page';

/** `09:30` or `09:30:15` (story time of day), `+10m` (after the start), `-2h` (before it), or `T+5m` (after the first page). */
export const StoryTimeSchema = z
  .string({ error: STORY_TIME_EXPECTED })
  .max(40)
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|T?[+-](?:\d+(?:\.\d+)?(?:us|ms|s|m|h|d))+)$/, { error: STORY_TIME_EXPECTED })
  .describe('09:30 (time of day), +10m (after the start), -2h (before it), T+5m (after the first page)');

export const PersonSchema = z.strictObject({
  name: z.string().max(60),
  role: z.string().max(60),
  channel: z.enum(['war room', 'executive', 'support', 'specialists', 'status page']),
  answersIn: DistributionSchema.optional().describe('Delay before answering a question'),
  knows: z.array(z.string().max(80)).max(30).default([]).describe('Components this person can speak about'),
  answers: z
    .array(z.strictObject({ about: z.string().max(80), says: z.string().max(1000) }))
    .max(30)
    .default([])
    .describe('Texts may quote instruments: {{expr | format}}'),
  otherwise: z.string().max(500).default('I can’t tell from here.'),
  ...PERSON_DUTIES,
});
export type Person = z.output<typeof PersonSchema>;

/** Which series an instrument fault falsifies: the name of a metric, which may end in `*`, and labels that have to be equal. */
const METRIC_EXPECTED = 'the name of a metric, such as up or http_server_request_duration_seconds*';
const MetricSchema = z
  .string({ error: METRIC_EXPECTED })
  .max(120)
  .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*\*?$/, { error: METRIC_EXPECTED });
const LabelsSchema = z.record(z.string().max(80), z.string().max(200)).default({});
/** A service, or all. */
const ServiceOrAllSchema = z.string().max(80).describe('A service, or all');

/** Faults of the instruments: the world goes on as it was, only what is shown of it is wrong. */
const INSTRUMENT_FAULTS = ['failScrapes', 'delaySeries', 'freezeSeries', 'scaleSeries', 'loseLogs'] as const;

/** Faults of the small worlds: one shape each, by the name of the world. */
const SMALL_WORLD_FAULTS = ['exchange', 'publicAlert', 'hosts', 'orderRouting'] as const;

/** What changes in the world. The same kinds serve the time-line, injects and the tests. */
export const FaultSchema = choiceByKey(
  'a fault',
  [
    'slowService',
    'stallService',
    'crashReplicas',
    'provider',
    'slowDatabase',
    'leakConnections',
    'surge',
    ...INSTRUMENT_FAULTS,
    ...SMALL_WORLD_FAULTS,
  ],
  [
    z.strictObject({ slowService: NameSchema, factor: z.number().positive().max(1000), for: DurationSchema.optional() }),
    z.strictObject({ stallService: NameSchema, for: DurationSchema }),
    z.strictObject({ crashReplicas: NameSchema, count: z.int().min(1).max(500), restarts: z.boolean().default(true) }),
    z.strictObject({
      provider: NameSchema,
      connect: DistributionSchema.optional(),
      reply: DistributionSchema.optional(),
      errors: RatioSchema.optional(),
      for: DurationSchema.optional(),
    }),
    z.strictObject({ slowDatabase: NameSchema, factor: z.number().positive().max(1000), for: DurationSchema.optional() }),
    z.strictObject({ leakConnections: NameSchema, rate: RateSchema, for: DurationSchema.optional() }),
    z.strictObject({
      surge: z.string().max(60).describe('Name of a journey, or all'),
      factor: z.number().min(0).max(100),
      ramp: DurationSchema.optional(),
      for: DurationSchema.optional(),
    }),
    z
      .strictObject({
        failScrapes: ServiceOrAllSchema,
        ratio: RatioSchema.default(1).describe('Share of the scrapes of each target that fail'),
        for: DurationSchema.optional(),
      })
      .describe('Gaps in the series of a service'),
    z
      .strictObject({ delaySeries: MetricSchema, labels: LabelsSchema, by: DurationSchema, for: DurationSchema.optional() })
      .describe('Series arrive late'),
    z
      .strictObject({ freezeSeries: MetricSchema, labels: LabelsSchema, for: DurationSchema.optional() })
      .describe('Series keep the value they have, whatever happens'),
    z
      .strictObject({
        scaleSeries: MetricSchema,
        labels: LabelsSchema,
        factor: z.number().positive().max(1e9).describe('Such as 1000 for seconds shown as milliseconds'),
        for: DurationSchema.optional(),
      })
      .describe('Series show a multiple of what they measure'),
    z
      .strictObject({
        loseLogs: ServiceOrAllSchema,
        ratio: RatioSchema.default(1).describe('Share of the lines'),
        for: DurationSchema.optional(),
      })
      .describe('Log lines of a service do not arrive'),
    ExchangeFaultSchema,
    PublicAlertFaultSchema,
    HostsFaultSchema,
    OrderRoutingFaultSchema,
  ],
);
export type Fault = z.output<typeof FaultSchema>;

export const ChangeSchema = z.strictObject({
  deploy: NameSchema.describe('A service'),
  to: z.string().max(40).describe('The new version'),
  sets: z.record(z.string().max(63), ConfigValueSchema).default({}).describe('Configuration that comes with it'),
  strategy: z
    .enum(['rolling', 'blue-green'])
    .default('rolling')
    .describe(
      'rolling: one replica after another; blue-green: a whole new set starts beside the old one, then all traffic switches at once. Rollbacks and configuration changes are always rolling',
    ),
  each: DurationSchema.default(20_000_000).describe('Rolling: from beginning to replace one replica until the new one serves'),
  switchesAfter: DurationSchema.default(120_000_000).describe('Blue-green: from the start of the deployment until traffic switches'),
  summary: z.string().max(200).default(''),
  author: z.string().max(60).default('ci'),
  notes: z.string().max(200).optional().describe('Deployment notes in this folder'),
  diff: z.string().max(200).optional().describe('Configuration file shown in the diff'),
  rollbackFails: RatioSchema.default(0).describe('Chance that a replica does not come up when this is rolled back'),
  fails: RatioSchema.default(0).describe('Chance that a replica does not come up'),
});
export type Change = z.output<typeof ChangeSchema>;

export const ConditionSchema = choiceByKey(
  'a condition',
  ['firing', 'holds', 'phase', 'did', 'told', 'silent'],
  [
    z.strictObject({ firing: z.string().max(100).describe('An alert of the rule file') }),
    z.strictObject({ holds: z.string().max(2000).describe('PromQL comparison over the scraped series'), for: DurationSchema.default(0) }),
    z.strictObject({
      phase: z.enum(['detection', 'response', 'mitigation', 'monitoring', 'resolved', 'review']),
      for: DurationSchema.default(0),
    }),
    z.strictObject({ did: z.string().max(200).describe('A command, such as "rollback payment-service"') }),
    z
      .strictObject({
        told: z.enum(['executive', 'support', 'status page', 'war room']),
        without: z.enum(['impact', 'confidence', 'eta', 'next update']).optional().describe('Only an update that leaves this out'),
      })
      .describe('A status update was sent'),
    z
      .strictObject({ silent: z.enum(['executive', 'support', 'status page', 'war room']), for: DurationSchema })
      .describe('No update to this audience for so long, from T+0 on'),
  ],
);
export type Condition = z.output<typeof ConditionSchema>;

export const TimelineEventSchema = z
  .strictObject({
    at: StoryTimeSchema.optional(),
    when: ConditionSchema.optional(),
    after: DurationSchema.optional().describe('Delay after `when` holds'),
    change: ChangeSchema.optional(),
    fault: FaultSchema.optional(),
    page: z.string().max(200).optional().describe('Pages the trainee with this text; the first page is T+0'),
    message: z.strictObject({ from: NameSchema, text: z.string().max(1000) }).optional(),
    expects: z.strictObject({ update: z.enum(['executive', 'support', 'status page', 'war room']), within: DurationSchema }).optional(),
    statusPage: z
      .strictObject({ provider: NameSchema, shows: StatusShowsSchema, text: z.string().max(2000).default('') })
      .optional()
      .describe('What a provider says about itself from now on'),
    reveal: NameSchema.optional().describe('An artefact that becomes visible'),
    note: z.string().max(500).optional().describe('For the instructor; never shown to trainees'),
  })
  .describe('One event: `at` or `when`, then what happens');
export type TimelineEvent = z.output<typeof TimelineEventSchema>;

export const ArtefactSchema = z.strictObject({
  name: NameSchema,
  title: z.string().max(100),
  kind: z.enum(['document', 'runbook', 'deployment notes', 'diff', 'diagram']),
  file: z.string().max(200),
  about: z.array(z.string().max(80)).max(10).default([]),
  hidden: z.boolean().default(false).describe('true: visible only after a reveal'),
});
