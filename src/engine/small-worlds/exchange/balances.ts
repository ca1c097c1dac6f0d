// What has to balance at every instant: shares and cash between the firm and all others, and orders with what became of them.
import type { Balance } from '../small-world.ts';
import { quantity } from './book.ts';
import type { Market } from './market.ts';

export function balancesOf({ state }: Market): Balance[] {
  const balances: Balance[] = [
    balance('shares held by the firm and by others', state.firmPosition + state.othersPosition, 0),
    balance('cash of the firm and of others', state.firmCash + state.othersCash, 0),
  ];
  for (const [issue, { book, entered, cancelled, traded, account }] of Object.entries(state.issues)) {
    for (const side of ['buy', 'sell'] as const)
      balances.push(balance(`${side} orders of ${issue}`, entered[side], traded[side] + cancelled[side] + quantity(book, side)));
    balances.push(balance(`bought and sold of ${issue}`, traded.buy, traded.sell));
    const { executed, clients, position, settled } = account;
    balances.push(
      balance(`account of the firm in ${issue}`, position - settled, executed.buy - clients.buy - (executed.sell - clients.sell)),
    );
  }
  return balances;
}

const balance = (what: string, one: number, other: number): Balance => ({ what, balanced: one === other, detail: `${one} and ${other}` });
