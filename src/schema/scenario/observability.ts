// What is observed and how it is told: scrapes, rules, objectives, dashboards, traces, logs, synthetic checks, alert routing.
import { z } from 'zod';
import { DurationSchema, NameSchema, RatioSchema } from '../units.ts';

export const FigureUnitSchema = z.enum(['none', 'seconds', 'ratio', 'per second', 'count', 'bytes', 'money']);
export type FigureUnit = z.output<typeof FigureUnitSchema>;

export const PanelSchema = z.strictObject({
  title: z.string().max(80),
  unit: FigureUnitSchema.default('none').describe('What its values are'),
  series: z
    .array(z.strictObject({ expr: z.string().max(2000), legend: z.string().max(80) }))
    .min(1)
    .max(12)
    .describe('PromQL each; {{label}} in a legend stands for a label of the series'),
  threshold: z.number().optional().describe('A line drawn across, such as an objective or a limit'),
});
export type Panel = z.output<typeof PanelSchema>;

export const SloPolicySchema = z
  .strictObject({
    warnAt: RatioSchema.default(0.5).describe('Share of the budget spent from which the state is “warning”'),
    healthy: z.string().max(300).default('Releases go out as usual'),
    warning: z.string().max(300).default('Only reviewed releases; reliability work first'),
    exhausted: z.string().max(300).default('No releases but fixes until the budget recovers'),
  })
  .describe('What follows from the state of the error budget: what people are told while it is healthy, warning or exhausted');

export const SloSchema = z.strictObject({
  name: z.string().max(80).describe('Title; no two objectives share it'),
  objective: RatioSchema,
  over: DurationSchema.describe('Compliance period; the error budget is (1 − objective) of it'),
  good: z.string().max(2000).describe('PromQL: rate or count of good events'),
  total: z.string().max(2000).describe('PromQL: rate or count of all events'),
  alerts: z
    .enum(['none', 'workbook'])
    .default('none')
    .describe('workbook: the multi-window burn-rate alerts of the SRE Workbook (ch. 5, table 5-8) are generated as rules'),
  service: z.string().max(80).optional().describe('The service it speaks for; a label of the generated alerts'),
  runbook: z.string().max(80).optional().describe('Name of an artefact; an annotation of the generated alerts'),
  dashboard: z.string().max(80).optional().describe('Title of a dashboard; an annotation of the generated alerts'),
  policy: SloPolicySchema.prefault({}),
});
export type Slo = z.output<typeof SloSchema>;

export const BaselineSchema = z
  .strictObject({
    name: z
      .string()
      .max(80)
      .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, { error: 'letters, digits and _' })
      .describe('Name of the generated alert'),
    expr: z.string().max(2000).describe('PromQL: what is watched; each of its series has a baseline of its own'),
    window: DurationSchema.default(600_000_000).describe('The stretch of the past that is the baseline'),
    ago: DurationSchema.default(600_000_000).describe('How long ago it ended, so that an incident does not raise its own baseline'),
    deviations: z.number().positive().default(3).describe('Standard deviations from the mean of the baseline, either way'),
    smallest: z.number().min(0).default(0).describe('A smaller standard deviation counts as this one, in units of the expression'),
    for: DurationSchema.default(60_000_000),
    severity: z.enum(['page', 'ticket']).default('ticket'),
    component: z.string().max(80).optional().describe('A label of the generated alert'),
    runbook: z.string().max(80).optional().describe('Name of an artefact; an annotation of the generated alert'),
  })
  .describe('An alert on what is unusual rather than on a threshold: rules are generated from it');
export type Baseline = z.output<typeof BaselineSchema>;

export const CheckSchema = z
  .strictObject({
    name: NameSchema,
    from: z.string().max(60).default('outside').describe('Where the probe stands'),
    every: DurationSchema.default(60_000_000),
    timeout: DurationSchema.default(10_000_000).describe('Of each step'),
    reportsAfter: DurationSchema.default(0).describe('From the end of a run until its result is visible'),
    steps: z
      .array(
        z.strictObject({
          name: z.string().max(60).optional().describe('Default: what it does'),
          does: z.string().max(130).describe('service/endpoint'),
        }),
      )
      .min(1)
      .max(10)
      .describe('Requests one after another'),
  })
  .describe('A synthetic check: one user journey tried from outside, step by step; it stops at the first failure');
export type Check = z.output<typeof CheckSchema>;

/** How a storm of alerts is tamed; everything off shows what the rules and the Alertmanager file alone would send. */
export const AlertQualitySchema = z.strictObject({
  deduplicate: DurationSchema.default(0).describe('The same alert is not told again within this time; 0: off'),
  correlate: DurationSchema.default(0).describe('Alerts of connected components that begin within this time are one incident; 0: off'),
  suppressDownstream: z.boolean().default(false).describe('Alerts of components that depend on one with an alert are not told'),
  rateLimit: z
    .strictObject({ count: z.int().min(1).max(1000), per: DurationSchema })
    .optional()
    .describe('Notifications of one rule; more are held back'),
  storm: z
    .strictObject({ count: z.int().min(2).max(1000), within: DurationSchema })
    .optional()
    .describe('From this many alerts within this time on, one summary is told instead of each'),
  rank: z.boolean().default(false).describe('Groups are listed by impact on users rather than by time'),
  maintenance: z
    .array(
      z.strictObject({
        from: z.string().max(40).describe('Story time'),
        to: z.string().max(40).describe('Story time'),
        components: z.array(z.string().max(80)).max(50).default([]).describe('All, when none is named'),
        note: z.string().max(200).default('').describe('Shown with what is held back'),
      }),
    )
    .max(20)
    .default([])
    .describe('Alerts of these components (all, when none is named) are not told in this time'),
});
export type AlertQuality = z.output<typeof AlertQualitySchema>;

export const ObservabilitySchema = z.strictObject({
  scrape: DurationSchema.default(5_000_000),
  buckets: z.array(DurationSchema).min(1).max(40).optional().describe('Upper bounds of latency histograms'),
  rules: z.string().max(200).optional().describe('A Prometheus rule file in this folder'),
  slos: z.array(SloSchema).max(20).default([]).describe('Objectives, with error budgets, policies and, if wanted, generated alerts'),
  baselines: z.array(BaselineSchema).max(20).default([]).describe('Alerts on what differs from the recent past, generated as rules'),
  dashboards: z
    .array(z.strictObject({ title: z.string().max(80), panels: z.array(PanelSchema).min(1).max(24) }))
    .max(20)
    .default([])
    .describe('The first is shown when nothing else is asked for'),
  traces: z
    .strictObject({
      on: z.boolean().default(true).describe('Whether there are traces at all'),
      head: RatioSchema.default(0.001).describe('Share of requests kept whatever happens to them, decided at the start'),
      slow: DurationSchema.default(1_000_000).describe('Requests that take longer are kept'),
      errors: z.boolean().default(true).describe('Requests that fail are kept'),
      perSecond: z
        .int()
        .min(1)
        .max(1000)
        .default(5)
        .describe('Kept per second and endpoint because of errors or slowness; more are counted'),
      keep: z.int().min(100).max(20_000).default(2_000).describe('Traces held; the oldest go first'),
    })
    .prefault({})
    .describe('Distributed traces: head sampling for normal requests, tail sampling for failed and slow ones'),
  checks: z.array(CheckSchema).max(20).default([]).describe('Synthetic checks: journeys tried from outside at intervals'),
  alertmanager: z
    .string()
    .max(200)
    .optional()
    .describe('An Alertmanager configuration file in this folder; without one every firing page is told at once'),
  receivers: z
    .record(z.string().max(80), z.string().max(80))
    .default({})
    .describe('Where a receiver of the Alertmanager file arrives: pager, a channel such as war room, or a person. Default: pager'),
  alertQuality: AlertQualitySchema.prefault({}).describe('How a storm of alerts is tamed; everything is off by default'),
  logs: z
    .strictObject({
      perSecond: z.int().min(1).max(1000).default(5).describe('Lines kept per second, replica and message; the rest are counted'),
    })
    .prefault({})
    .describe('Log lines of the components'),
});
export type Observability = z.output<typeof ObservabilitySchema>;
