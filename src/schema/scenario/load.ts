// Demand: who arrives, how often, what they ask for, how long they wait and what they do when it fails.
import { z } from 'zod';
import { DurationSchema, MoneySchema, RateSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';

const ClicksAgainSchema = z
  .strictObject({
    times: z.int().min(0).max(20),
    after: DistributionSchema,
    share: RatioSchema.default(1).describe('Share of users who try again at all'),
  })
  .describe('A user whose request failed tries again');

export const JourneySchema = z
  .strictObject({
    name: z.string().min(1).max(60),
    does: z.string().max(130).describe('service/endpoint'),
    rate: RateSchema.optional().describe('Open loop: arrivals per second, whatever the answers'),
    arrivals: z.enum(['poisson', 'constant']).default('poisson'),
    closed: z
      .strictObject({ users: z.int().min(1).max(1_000_000), think: DistributionSchema })
      .optional()
      .describe('Closed loop: this many users, each thinking between answers'),
    patience: DurationSchema.optional().describe('The user gives up after this long and counts it as a failure'),
    tooSlow: DurationSchema.optional().describe('A success slower than this still counts as an affected user'),
    onFailure: z.strictObject({ clicksAgain: ClicksAgainSchema }).optional(),
    revenue: MoneySchema.optional().describe('Earned by each success; lost when the user gives up'),
  })
  .describe('One kind of request that users make; exactly one of rate and closed');
export type Journey = z.output<typeof JourneySchema>;

export const LoadSchema = z.strictObject({
  users: z.int().min(1).max(10_000_000).default(100_000).describe('People who use the product; each arrival is one of them'),
  journeys: z.array(JourneySchema).max(100),
});
export type Load = z.output<typeof LoadSchema>;
