// A firm's order routers: servers with versions and flags, parent orders that come in, child orders that go out, positions and money.
import { z } from 'zod';
import { NameSchema } from '../units.ts';

export const OrderRoutingSchema = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    servers: z.array(NameSchema).min(1).max(100),
  })
  .describe('Order routers of a trading firm');
export type OrderRouting = z.output<typeof OrderRoutingSchema>;

export const OrderRoutingFaultSchema = z
  .strictObject({ orderRouting: z.enum(['market-opens', 'market-closes']) })
  .describe('Something that happens around the order routers');

/** What a hypothesis may name. */
export const orderRoutingComponents = ({ servers }: OrderRouting): string[] => [...servers];
