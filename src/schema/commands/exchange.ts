// Commands of the exchange world: orders, and what can be asked of the exchange.
import { z } from 'zod';
import { NameSchema } from '../units.ts';
import type { CommandKind } from './kind.ts';

export const EXCHANGE_COMMANDS = [
  {
    kind: 'command.enter-order',
    usage: 'enter-order <side> <issue> <quantity> <price>',
    title: 'Enter an order',
    risk: 'irreversible',
    roles: [],
    effect: 'Sends a limit order to the exchange; what is matched is a trade',
    undo: 'cancel-order, for the part that is not matched',
    args: z.strictObject({
      side: z.enum(['buy', 'sell']),
      issue: NameSchema,
      quantity: z.int().min(1).max(1e9),
      price: z.number().positive().max(1e9),
    }),
  },
  {
    kind: 'command.cancel-order',
    usage: 'cancel-order <order> [route]',
    title: 'Cancel an order',
    risk: 'irreversible',
    roles: [],
    effect:
      'Asks the exchange to take the rest of an order out of the book; an issue in its place means all orders in it, issue/side/quantity/price the last such order',
    undo: 'enter it again',
    args: z.strictObject({ order: z.string().min(1).max(80), route: z.enum(['broker', 'direct']).optional() }),
  },
  {
    kind: 'command.correct-order',
    usage: 'correct-order <order> <quantity> <price>',
    title: 'Correct an order',
    risk: 'irreversible',
    roles: [],
    effect: 'Asks the exchange to change quantity and price of what is left of an order',
    undo: 'correct it again',
    args: z.strictObject({ order: z.string().min(1).max(80), quantity: z.int().min(1).max(1e9), price: z.number().positive().max(1e9) }),
  },
  {
    kind: 'command.ask-cancel',
    usage: 'ask-cancel <order>',
    title: 'Ask the exchange to cancel',
    risk: 'reversible',
    roles: [],
    effect: 'A telephone call: market surveillance is asked to take the order out from its side',
    undo: 'none needed',
    args: z.strictObject({ order: z.string().min(1).max(80) }),
  },
  {
    kind: 'command.ask-halt',
    usage: 'ask-halt <issue>',
    title: 'Ask for a trading halt',
    risk: 'reversible',
    roles: [],
    effect: 'A telephone call: the exchange decides whether it suspends trading in the issue',
    undo: 'the exchange resumes trading',
    args: z.strictObject({ issue: NameSchema }),
  },
  {
    kind: 'command.buy-back',
    usage: 'buy-back <issue> <rate> <price>',
    title: 'Buy back',
    risk: 'reversible',
    roles: [],
    effect: 'Buys up to so many shares a minute at most at that price until the short position is closed',
    undo: 'stop-buy-back',
    args: z.strictObject({ issue: NameSchema, rate: z.int().min(1).max(1e9), price: z.number().positive().max(1e9) }),
  },
  {
    kind: 'command.stop-buy-back',
    usage: 'stop-buy-back <issue>',
    title: 'Stop buying back',
    risk: 'reversible',
    roles: [],
    effect: 'No further orders are sent',
    undo: 'buy-back',
    args: z.strictObject({ issue: NameSchema }),
  },
] as const satisfies readonly CommandKind[];
