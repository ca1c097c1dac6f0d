// The world of a scenario: providers, databases, pools, breakers and services.
import { z } from 'zod';
import { choice } from '../choice.ts';
import { DurationSchema, NameSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';
import { ExchangeSchema } from './exchange.ts';
import { HostsSchema } from './hosts.ts';
import { OrderRoutingSchema } from './order-routing.ts';
import { PublicAlertSchema } from './public-alert.ts';
import { StepSchema } from './step.ts';

/** A value in a service's configuration: `5000ms`, `3`, `true` or text. Durations and numbers can steer steps through `${config.key}`. */
export const ConfigValueSchema = choice([z.string().max(200), z.number(), z.boolean()], {
  expected: 'a text, number, true or false',
  pick: (input) => ['string', 'number', 'boolean'].indexOf(typeof input),
});
export type ConfigValue = z.output<typeof ConfigValueSchema>;
export const ConfigSchema = z.record(
  z.string().regex(/^[a-z][a-z0-9_.-]{0,62}$/, { error: 'a key of lower-case letters, digits, _ . and -, beginning with a letter' }),
  ConfigValueSchema,
);

/** What status pages say, best first. */
export const StatusShowsSchema = z.enum(['operational', 'degraded performance', 'partial outage', 'major outage']);

export const ProviderSchema = z
  .strictObject({
    connect: DistributionSchema.describe('Time to establish a connection'),
    reply: DistributionSchema.describe('Time from the connection to the answer'),
    errors: RatioSchema.default(0).describe('Share of answers that are errors'),
    statusPage: z
      .strictObject({
        component: z.string().max(80),
        shows: StatusShowsSchema,
        text: z.string().max(2000).optional(),
      })
      .optional(),
  })
  .describe('An external provider: unlimited capacity, latency and errors that may vary over time');
export type Provider = z.output<typeof ProviderSchema>;

export const DatabaseSchema = z
  .strictObject({
    engine: z.enum(['postgres']).default('postgres'),
    version: z.string().max(20).default('16.4'),
    workers: z.int().min(1).max(10_000).describe('Queries executed at once; more wait, first in first out'),
    restartTakes: DurationSchema.default(20_000_000).describe('Connections fail while it restarts'),
  })
  .describe('A database server');
export type Database = z.output<typeof DatabaseSchema>;

export const PoolSchema = z
  .strictObject({
    database: NameSchema,
    size: z.int().min(1).max(100_000),
    acquireTimeout: DurationSchema,
    order: z.enum(['fifo', 'lifo']).default('fifo'),
  })
  .describe('A connection pool shared by every replica that holds it');
export type Pool = z.output<typeof PoolSchema>;

export const BreakerSchema = z
  .strictObject({
    failures: z.int().min(1).max(1_000_000).optional().describe('Opens after this many failures in a row'),
    ratio: RatioSchema.optional().describe('Opens when this share of calls in the window failed'),
    volume: z.int().min(1).max(1_000_000).default(20).describe('Calls in the window before the ratio counts'),
    window: DurationSchema.default(10_000_000),
    stays: DurationSchema.default(30_000_000).describe('Open before it lets probes through'),
    probes: z.int().min(1).max(1000).default(3).describe('Successful probes that close it'),
    scope: z.enum(['shared', 'replica']).default('shared'),
  })
  .describe('A circuit breaker around calls: closed, open, half-open');
export type Breaker = z.output<typeof BreakerSchema>;

export const ServiceSchema = z
  .strictObject({
    summary: z.string().max(300).optional(),
    replicas: z.int().min(0).max(500),
    concurrency: z.int().min(1).max(1_000_000).describe('Requests in work at once, per replica'),
    queue: z.int().min(0).max(1_000_000).default(1000).describe('Requests that may wait, per replica; more are shed with 503'),
    order: z.enum(['fifo', 'lifo']).default('fifo'),
    balancing: z.enum(['round robin', 'random', 'least loaded', 'two choices']).default('round robin'),
    timeout: DurationSchema.optional().describe(
      'From arrival, waiting included: then 504 is answered and the slot is free; calls already made go on unless cancellation is on',
    ),
    cancellation: z.boolean().default(false).describe('true: work whose caller has given up is stopped'),
    dropExpired: z.boolean().default(false).describe('true: a request whose caller has given up is dropped when it leaves the queue'),
    deadlines: z.boolean().default(false).describe('true: the caller’s remaining time bounds the calls made from here'),
    version: z.string().max(40).default('1.0.0'),
    config: ConfigSchema.default({}),
    starts: DurationSchema.default(10_000_000).describe('From start to ready'),
    endpoints: z.record(NameSchema, z.array(StepSchema).max(50)),
  })
  .describe('A service: replicas behind a load balancer, each with concurrency slots and a bounded queue');
export type Service = z.output<typeof ServiceSchema>;

const NODES_EXPECTED = 'how many machines there are, or their names';
export const NodesSchema = choice([z.int().min(1).max(200), z.array(NameSchema).min(1).max(200)], {
  expected: NODES_EXPECTED,
  pick: (input) => (Array.isArray(input) ? 1 : typeof input === 'number' ? 0 : -1),
});

export const WorldSchema = z.strictObject({
  zones: z.array(NameSchema).max(20).default([]),
  nodes: NodesSchema.optional().describe(
    'Machines the pods run on: how many, or their names. Default: one for eight replicas, at least three',
  ),
  providers: z.record(NameSchema, ProviderSchema).default({}),
  databases: z.record(NameSchema, DatabaseSchema).default({}),
  pools: z.record(NameSchema, PoolSchema).default({}),
  breakers: z.record(NameSchema, BreakerSchema).default({}),
  services: z.record(NameSchema, ServiceSchema).default({}),
  exchange: ExchangeSchema.optional(),
  publicAlert: PublicAlertSchema.optional(),
  hosts: HostsSchema.optional(),
  orderRouting: OrderRoutingSchema.optional(),
});
export type World = z.output<typeof WorldSchema>;

/** Replicas a machine of the default cluster holds. */
const PODS_PER_NODE = 8;
const NODES_MIN = 3;

/** The machines of a world in their order: those it names, or node-1, node-2, … */
export function nodeNames({ nodes, services }: World): string[] {
  if (Array.isArray(nodes)) return nodes;
  const pods = Object.values(services).reduce((sum, { replicas }) => sum + replicas, 0);
  const count = nodes ?? Math.max(NODES_MIN, Math.ceil(pods / PODS_PER_NODE));
  return Array.from({ length: count }, (_, index) => `node-${index + 1}`);
}
