// What the firm's systems show of the order routers, read off the state when somebody looks.
import type { OrderRouting, SimTimeUs, WorldTable } from '../../../schema/index.ts';
import type { Market } from './market.ts';
import type { Install, Server, State } from './state.ts';

const ROWS_MAX = 40;

export function tablesOf(
  routing: OrderRouting,
  state: State,
  market: Market,
  clock: (atUs: SimTimeUs) => string,
): Record<string, WorldTable> {
  const servers = Object.entries(state.servers);
  const wanted = newestVersion(routing);
  return {
    servers: {
      title: 'Servers',
      columns: [
        { key: 'server', label: 'Server' },
        { key: 'version', label: 'Version' },
        { key: 'state', label: 'State' },
        { key: 'open', label: 'Orders in work' },
        { key: 'rate', label: 'Child orders', unit: 'per second' },
      ],
      rows: servers.map(([server, it]) => ({
        cells: {
          server,
          version: it.version,
          state: stateOf(state, it),
          open: it.parents.length + it.waiting.length,
          rate: it.childrenLastTick,
        },
        alarming: it.version !== wanted,
      })),
      empty: 'No server',
    },
    installations: {
      title: 'Installations under way',
      columns: [
        { key: 'server', label: 'Server' },
        { key: 'version', label: 'To' },
        { key: 'progress', label: 'Progress', unit: 'ratio' },
      ],
      rows: servers.flatMap(([server, { install }]) =>
        install === null
          ? []
          : [{ cells: { server, version: `${install.version}${install.paused ? ', paused' : ''}`, progress: progressOf(state, install) } }],
      ),
      empty: 'None',
    },
    flags: {
      title: 'Flags by server',
      columns: [
        { key: 'server', label: 'Server' },
        { key: 'version', label: 'Version' },
        { key: 'flag', label: routing.flag },
        { key: 'reaches', label: 'What the flag reaches' },
      ],
      rows: servers.map(([server, { version }]) => ({
        cells: { server, version, flag: state.flagOn ? 'on' : 'off', reaches: routing.versions[version] },
        alarming: routing.versions[version] === 'test code',
      })),
      empty: 'No server',
    },
    positions: {
      title: 'Positions',
      columns: [
        { key: 'stock', label: 'Stock' },
        { key: 'shares', label: 'Shares' },
        { key: 'value', label: 'Value', unit: 'money' },
        { key: 'price', label: 'Price', unit: 'money' },
        { key: 'before', label: 'Price before', unit: 'money' },
      ],
      rows: state.firm
        .map((held, stock) => ({ held, stock, value: (held * market.reference(stock)) / 100 }))
        .filter(({ held }) => held !== 0)
        .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.stock - b.stock)
        .slice(0, ROWS_MAX)
        .map(({ held, stock, value }) => ({
          cells: {
            stock: stockName(stock),
            shares: held,
            value,
            price: market.quote(state, stock, held > 0 ? -1 : 1) / 100,
            before: market.reference(stock) / 100,
          },
        })),
      empty: 'The firm holds nothing of its own',
    },
    mailbox: {
      title: 'Mailbox of the routers',
      columns: [
        { key: 'at', label: 'Received' },
        { key: 'from', label: 'From' },
        { key: 'subject', label: 'Subject' },
      ],
      rows: state.mails
        .slice(-ROWS_MAX)
        .reverse()
        .map((atUs) => ({ cells: { at: clock(atUs), from: 'router', subject: 'Order rejected: test routine disabled' } })),
      empty: 'No mail',
    },
    'deployment log': {
      title: 'Deployment log',
      columns: [
        { key: 'at', label: 'At' },
        { key: 'what', label: 'What' },
      ],
      rows: state.log
        .slice(-ROWS_MAX)
        .reverse()
        .map(({ atUs, text }) => ({ cells: { at: clock(atUs), what: text } })),
      empty: 'Nothing was done yet',
    },
  };
}

/** The version that the scenario names last. */
const newestVersion = ({ versions }: OrderRouting): string => Object.keys(versions).at(-1) ?? '';

/** Made up: the market’s stocks have numbers. */
const stockName = (stock: number): string => `ST-${String(stock + 1).padStart(3, '0')}`;

export function stateOf(state: State, { out, install }: Server): string {
  if (install !== null)
    return `installing ${install.version}, ${Math.floor(progressOf(state, install) * 100)} %${install.paused ? ', paused' : ''}`;
  return out ? 'out' : 'takes orders';
}

export function progressOf(state: State, { remainingUs, totalUs, sinceUs, paused }: Install): number {
  const leftUs = paused ? remainingUs : remainingUs - (state.atUs - sinceUs);
  return totalUs === 0 ? 1 : 1 - leftUs / totalUs;
}
