// What the desk can ask for, and what it hears at once: mostly that it was sent. What came of it arrives over the line or by telephone.
import { type Command, EXCHANGE_COMMANDS, type ExchangeCommandName, type Outcome } from '../../../schema/index.ts';
import type { Side } from './book.ts';
import { beginBuyBack, exposure, send, sendOrder, stopBuyBack } from './desk.ts';
import { grouped, issueOf, type Market } from './market.ts';
import type { OwnOrder } from './state.ts';
import { callForCancel, callForHalt } from './telephone.ts';
import { mark } from './trading.ts';

type Args = Readonly<Record<string, unknown>>;
const refuse = (code: string, reason: string): Outcome => ({ status: 'refused', code, reason });

/** undefined for a command of another world. */
export function executeAtDesk(market: Market, command: Command): Outcome | undefined {
  const kind = EXCHANGE_COMMANDS.find((candidate) => candidate.kind === command.kind);
  if (kind === undefined) return undefined;
  const args = kind.args.safeParse(command.args);
  if (!args.success)
    return refuse(
      'bad-arguments',
      `${kind.usage}: ${args.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    );
  const issue = (args.data as Args)['issue'];
  if (typeof issue === 'string' && market.state.issues[issue] === undefined)
    return refuse('unknown-issue', `There is no issue ${issue}; there are ${Object.keys(market.state.issues).join(', ')}.`);
  return EFFECTS[kind.kind](market, args.data);
}

const EFFECTS: Readonly<Record<ExchangeCommandName, (market: Market, args: Args) => Outcome>> = {
  'command.enter-order': (market, args) => {
    const { number, side, quantity, price, issue } = sendOrder(market, {
      issue: String(args['issue']),
      side: args['side'] as Side,
      quantity: Number(args['quantity']),
      price: Number(args['price']),
      buyBack: false,
    });
    return { status: 'done', text: `Order ${number} sent: ${side} ${grouped(quantity)} ${issue} at ${grouped(price)}` };
  },
  'command.cancel-order': (market, args) => {
    const orders = ordersNamed(market, String(args['order']));
    if (orders.length === 0) return noOrder(market, String(args['order']));
    const route = args['route'] === 'direct' ? 'direct' : 'broker';
    for (const { number, issue } of orders) {
      market.state.cancels.sent++;
      mark(market, issue, 'cancel');
      send(market, route, { do: 'cancel', order: number, route });
    }
    return { status: 'unknown', text: `Cancel of order ${listed(orders)} sent, ${route} line. The answer comes with the messages` };
  },
  'command.correct-order': (market, args) => {
    const [order] = ordersNamed(market, String(args['order']));
    if (order === undefined) return noOrder(market, String(args['order']));
    send(market, 'broker', {
      do: 'correct',
      order: order.number,
      quantity: Number(args['quantity']),
      price: Number(args['price']),
    });
    return { status: 'unknown', text: `Correction of order ${order.number} sent. The answer comes with the messages` };
  },
  'command.ask-cancel': (market, args) => {
    const [order] = ordersNamed(market, String(args['order']));
    if (order === undefined) return noOrder(market, String(args['order']));
    return { status: 'done', text: 'Calling market surveillance', untilUs: callForCancel(market, order.number) };
  },
  'command.ask-halt': (market, args) => ({
    status: 'done',
    text: 'Calling market surveillance',
    untilUs: callForHalt(market, String(args['issue'])),
  }),
  'command.buy-back': (market, args) => {
    const issue = String(args['issue']);
    const owed = exposure(market, issue);
    if (owed === 0) return refuse('nothing-owed', `The firm owes no ${issue} and offers none of its own.`);
    beginBuyBack(market, issue, Number(args['rate']), Number(args['price']));
    return { status: 'done', text: `Buying back up to ${grouped(owed)} ${issue}` };
  },
  'command.stop-buy-back': (market, args) => {
    const issue = String(args['issue']);
    if (issueOf(market, issue).buyBack === null) return refuse('not-buying', `No ${issue} is being bought back.`);
    stopBuyBack(market, issue);
    return { status: 'done', text: 'No further orders are sent; those in the book are withdrawn' };
  },
};

/** An order by its number, the last one entered as `issue/side/quantity/price`, or every order in an issue of which something may be left. */
function ordersNamed({ state }: Market, named: string): OwnOrder[] {
  if (named.includes('/')) {
    const entered = state.orders.findLast(({ issue, side, quantity, price }) => `${issue}/${side}/${quantity}/${price}` === named);
    return entered === undefined ? [] : [entered];
  }
  if (state.issues[named] !== undefined)
    return state.orders.filter(({ issue, buyBack, state: of }) => issue === named && !buyBack && (of === 'open' || of === 'sent'));
  const order = /^\d{1,6}$/.test(named) ? state.orders[Number(named) - 1] : undefined;
  return order === undefined ? [] : [order];
}
const noOrder = ({ state }: Market, named: string): Outcome =>
  refuse(
    'no-order',
    `There is no order ${named}; ${state.orders.length === 0 ? 'none was entered' : `they are numbered 1 to ${state.orders.length}`}.`,
  );
const listed = (orders: readonly OwnOrder[]): string => orders.map(({ number }) => number).join(', ');
