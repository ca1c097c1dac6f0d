// The exchange on the map: desk, broker’s system, matching engine, issues. Telephone and buy-back have targets here; orders are given on a console.
import type { CommandKindName, CommandOption, Scenario, TraceReader } from '../../schema/index.ts';
import type { SmallWorldPart } from './index.ts';

type Target = CommandOption['targets'][number];

export function exchangePart({ world: { exchange } }: Scenario): SmallWorldPart | undefined {
  if (exchange === undefined) return undefined;
  const issues = Object.keys(exchange.issues);
  return {
    nodes: [
      { id: 'order-desk', kind: 'service', label: 'order desk' },
      { id: 'broker-system', kind: 'service', label: 'broker system' },
      { id: 'matching-engine', kind: 'service', label: 'matching engine' },
      ...issues.map((id) => ({ id, kind: 'database' as const, label: exchange.issues[id]!.title })),
    ],
    edges: [
      { from: 'order-desk', to: 'broker-system' },
      { from: 'order-desk', to: 'matching-engine' },
      { from: 'broker-system', to: 'matching-engine' },
      { from: 'users', to: 'matching-engine' },
      ...issues.map((to) => ({ from: 'matching-engine', to })),
    ],
    targets: (kind, trace) => TARGETS[kind]?.(issues, trace) ?? [],
  };
}

const asked = (name: string) => ({ name, type: 'number' as const, current: '' });

const TARGETS: Partial<Record<CommandKindName, (issues: readonly string[], trace: TraceReader) => Target[]>> = {
  'command.ask-cancel': (_, trace) =>
    openOrders(trace).map(({ number, words }) => ({
      label: `order ${number}: ${words}`,
      args: { order: String(number) },
      asks: [],
      blastRadius: 'A telephone call; it takes a minute or two until somebody has tried',
    })),
  'command.ask-halt': (issues) =>
    issues.map((issue) => ({
      label: issue,
      args: { issue },
      asks: [],
      blastRadius: 'Everybody who trades in it; the exchange decides alone',
    })),
  'command.buy-back': (_, trace) =>
    owed(trace).map((issue) => ({
      label: issue,
      args: { issue },
      asks: [asked('rate'), asked('price')],
      blastRadius: 'It meets whoever sells first, the firm’s own order included; everybody sees the bids',
    })),
  'command.stop-buy-back': (_, trace) =>
    rowsOf(trace, 'my orders')
      .filter(({ number, state }) => number === 'buy-back' && state === 'buying')
      .map(({ issue }) => ({ label: String(issue), args: { issue: String(issue) }, asks: [], blastRadius: 'What is owed stays owed' })),
};

const rowsOf = (trace: TraceReader, table: string) => (trace.tables()[table]?.rows ?? []).map(({ cells }) => cells);

const openOrders = (trace: TraceReader): { number: number; words: string }[] =>
  rowsOf(trace, 'my orders').flatMap(({ number, state, side, left, issue, price }) =>
    typeof number === 'number' && state === 'open' ? [{ number, words: `${side} ${left} ${issue} at ${price}` }] : [],
  );

/** Issues that the firm is short of. */
const owed = (trace: TraceReader): string[] =>
  rowsOf(trace, 'our position').flatMap(({ issue, own }) => (String(own).startsWith('-') ? [String(issue)] : []));
