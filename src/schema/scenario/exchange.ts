// A stock exchange and the firm that trades on it: issues with a price-time order book, special quotes, price bands, deemed prices, cancellation,
// a market that sees what is offered, the telephone, and the settlement of what could not be delivered.
import { z } from 'zod';
import { DurationSchema, NameSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';

const PriceSchema = z.number().positive().max(1e9);
const SharesSchema = z.number().min(1).max(1e9);
/** Limits that people write: normally distributed, rounded to the tick. */
const LimitsSchema = z.strictObject({ mean: PriceSchema, spread: z.number().min(0).max(1e9) });

const InterestSchema = z
  .strictObject({
    orders: z.int().min(0).max(5_000).default(0).describe('In the book at the start'),
    perMinute: z.number().min(0).max(10_000).default(0).describe('More of them, at random'),
    lot: SharesSchema.default(1).describe('Mean size; sizes are geometric'),
    price: LimitsSchema,
  })
  .describe('Ordinary orders of one side');

const CrowdSchema = z
  .strictObject({
    traders: z.int().min(0).max(1_000_000),
    lot: SharesSchema.describe('Mean size; sizes are geometric'),
    worth: LimitsSchema.describe('What they would pay'),
    sees: z.number().positive().describe('It stirs while more than so many times the outstanding shares are offered at the best price'),
    innovates: z.number().min(0).max(10).describe('Share that notices by itself, a minute (Bass 1969: p)'),
    imitates: z.number().min(0).max(100).describe('Share that hears of it from others, a minute, when all know (Bass 1969: q)'),
    flips: z
      .strictObject({ share: RatioSchema, after: DistributionSchema, from: PriceSchema, to: PriceSchema })
      .optional()
      .describe('Buyers who sell again: after how long, and at which limits'),
  })
  .describe('Bargain hunters: everybody who would buy if they saw what is offered');

const IssueSchema = z
  .strictObject({
    title: z.string().max(80),
    outstanding: z.int().min(1).max(1e12),
    tick: z.int().min(1).max(1e6).default(1),
    band: PriceSchema.describe('A day’s price may move so far from its base; beyond it an order is deemed at the limit'),
    price: PriceSchema.optional().describe('Base of the day of an issue that trades already'),
    opening: z
      .strictObject({
        offer: PriceSchema,
        lowest: PriceSchema,
        highest: PriceSchema,
        step: PriceSchema,
        every: DurationSchema,
      })
      .optional()
      .describe('No price yet: a special quote begins at the offer and moves a step at a time until somebody meets it; that is the base'),
    renewal: z
      .strictObject({ step: PriceSchema, every: DurationSchema })
      .describe('A price may move so far in so long; a match further away waits behind a special quote'),
    clients: z
      .strictObject({ sell: z.int().min(0).max(1e9).default(0), buy: z.int().min(0).max(1e9).default(0) })
      .prefault({})
      .describe('What clients have ordered through the firm; anything beyond is the firm’s own'),
    buys: InterestSchema,
    sells: InterestSchema,
    crowd: CrowdSchema.optional(),
    settlesAt: PriceSchema.optional().describe('Price at which shares that cannot be delivered are settled in cash'),
  })
  .refine(({ price, opening }) => (price === undefined) !== (opening === undefined), { error: 'exactly one of price and opening' })
  .describe('An issue');
export type Issue = z.output<typeof IssueSchema>;

export const ExchangeSchema = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    firm: z.string().min(1).max(60).describe('Whose desk this is'),
    matching: z
      .strictObject({ every: DurationSchema, messages: z.int().min(1).max(100_000) })
      .describe('The system works off so many messages, in their order, each so long'),
    routes: z
      .strictObject({ broker: DistributionSchema, direct: DistributionSchema })
      .describe('From the desk to the exchange: through the broker’s system, or by the terminal on its line'),
    cancellation: z
      .strictObject({
        faulty: z
          .boolean()
          .default(false)
          .describe('An order deemed at the limit counts as fully executed while it is matched; its cancel is dropped'),
        round: DurationSchema.default(5_000_000).describe('So long after a match the matching of an order is over'),
      })
      .prefault({}),
    telephone: z.strictObject({ answersIn: DistributionSchema }).describe('Market surveillance'),
    halt: z.strictObject({
      chance: RatioSchema.describe('That it suspends trading when it is asked; decided once for each issue'),
      takes: DistributionSchema.describe('From the call to the decision'),
    }),
    rumours: z
      .strictObject({
        firm: z.string().min(1).max(60),
        perMinute: RatioSchema.describe('What its share loses a minute while everybody has heard'),
        floor: z.number().min(1).max(100).default(80).describe('In per cent of its price before'),
      })
      .optional()
      .describe('Another firm that is taken for the one whose order it was, until that is said'),
    settlement: DurationSchema.optional().describe('Time from the start at which undelivered shares are settled in cash'),
    issues: z.record(NameSchema, IssueSchema),
  })
  .describe('An exchange, and the firm that trades on it');
export type Exchange = z.output<typeof ExchangeSchema>;

export const ExchangeFaultSchema = z
  .strictObject({ exchange: z.enum(['disclosure']).describe('disclosure: the market learns whose order it was') })
  .describe('Something that happens at the exchange');

/** What a hypothesis may name. */
export const exchangeComponents = (exchange: Exchange): string[] => [
  'order-desk',
  'broker-system',
  'matching-engine',
  ...Object.keys(exchange.issues),
];
