// A stock exchange and the firm that trades on it: issues with a price-time order book, price bands, deemed prices and cancellation.
import { z } from 'zod';
import { NameSchema } from '../units.ts';

export const ExchangeSchema = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    issues: z.record(NameSchema, z.strictObject({ title: z.string().max(80), outstanding: z.int().min(1).max(1e12) })),
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
