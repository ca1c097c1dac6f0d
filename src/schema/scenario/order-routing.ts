// A firm's order routers: servers with versions and a flag that each version reads in its own way, customers' parent orders that come in, child orders
// that go out, the market that fills them, positions and money.
import { z } from 'zod';
import { DurationSchema, NameSchema, RateSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';

/** `new code`: routes a flagged order and counts its fills. `test code`: old code that never hears of its fills. `nothing`: the flag is not read. */
export const FLAG_REACHES = ['new code', 'test code', 'nothing'] as const;

export const OrderRoutingSchema = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    flag: NameSchema.describe('The flag of the orders that are routed in the new way'),
    flagOn: z.boolean().default(false),
    versions: z
      .record(z.string().min(1).max(40), z.enum(FLAG_REACHES))
      .describe('What the flag reaches in each version: new code, test code (old, and it never stops), or nothing'),
    servers: z.record(NameSchema, z.string().min(1).max(40)).describe('Each server with the version it starts with'),
    installTakes: DistributionSchema.describe('From the start of an installation until the server takes orders again'),
    orders: z
      .strictObject({
        beforeOpen: RateSchema.describe('Flagged orders while the market is closed; they wait for the opening'),
        atOpen: RateSchema.describe('At the first moment of the market'),
        later: RateSchema.describe('When the rush is over'),
        settles: DurationSchema.describe('Time constant with which the rush of the opening dies away'),
        buys: RatioSchema.default(0.5).describe('Share of orders that buy'),
        sharesMax: z.int().min(100).max(100_000).default(1000).describe('Orders have 100 shares to so many, evenly'),
      })
      .describe('Parent orders of retail customers, dealt out to the servers in turn'),
    child: z
      .strictObject({
        shares: z.int().min(1).max(10_000).default(100).describe('Of one child order'),
        rate: RateSchema.describe('Child orders that one parent order sends while it is worked'),
      })
      .describe('How a server works a parent order: child orders that take the best price'),
    market: z
      .strictObject({
        name: NameSchema,
        stocks: z.int().min(1).max(5000),
        price: z
          .strictObject({ median: z.number().positive(), p99: z.number().positive() })
          .refine(({ median, p99 }) => median < p99, { error: 'a median below the p99' })
          .describe('Of a share, in the currency; lognormal over the stocks'),
        halfSpread: RatioSchema.describe('From the middle to the best price of either side'),
        volatility: RatioSchema.describe('Of a day'),
        dailyVolume: z.int().min(1).describe('Shares of a stock traded on an ordinary day'),
        relaxes: DurationSchema.describe('Half-life of the pressure that trades leave on the price'),
        tradingDay: DurationSchema.default(23_400_000_000).describe(
          'From the opening; positions are valued as sold evenly over what a day takes',
        ),
      })
      .describe('The market that fills child orders at its best price, which moves with the square root of the pressure'),
  })
  .describe('Order routers of a trading firm');
export type OrderRouting = z.output<typeof OrderRoutingSchema>;

export const OrderRoutingFaultSchema = z
  .strictObject({
    orderRouting: z
      .enum(['market-opens', 'market-closes', 'install'])
      .describe('install: somebody else installs a version on a server, unless it is there or under way'),
    server: NameSchema.optional(),
    version: z.string().min(1).max(40).optional(),
  })
  .refine(
    ({ orderRouting, server, version }) =>
      orderRouting === 'install' ? server !== undefined && version !== undefined : server === version,
    {
      error: 'server and version with install, and neither otherwise',
    },
  )
  .describe('Something that happens around the order routers');

export type OrderRoutingFault = z.output<typeof OrderRoutingFaultSchema>;

/** What a hypothesis may name. */
export const orderRoutingComponents = ({ servers, flag, market }: OrderRouting): string[] => [...Object.keys(servers), flag, market.name];
