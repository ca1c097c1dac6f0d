// A small world must end too: bounds on its events, on what it keeps in memory and on what its instruments record, before a single event is simulated.
// Counts are upper ones, as if every rush lasted throughout and everybody who calls kept dialling; an interval of nothing gives no end at all.
import type { Exchange } from '../scenario/exchange.ts';
import type { Hosts } from '../scenario/hosts.ts';
import type { OrderRouting } from '../scenario/order-routing.ts';
import type { PublicAlert } from '../scenario/public-alert.ts';
import type { SimTimeUs } from '../units.ts';
import type { Check } from './context.ts';

export const SMALL_WORLD_BUDGET = {
  /** Events of one small world in the whole run. */
  events: 50_000_000,
  /** Orders that an exchange may have to keep. */
  orders: 500_000,
  /** Each order that comes before the first price is weighed against all that stand in the book. */
  weighings: 1_000_000_000,
  /** Seconds in which some order or stock of the order routers is worked. */
  routed: 2_000_000_000,
  /** Values that instruments record in the whole run. */
  samples: 100_000_000,
  /** Times that somebody who was stopped tries again. */
  tries: 5_000,
} as const;

/** Flows of the public-alert network are drawn so often; see TICK_US there. */
const PEOPLE_TICK_US = 5_000_000;
const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;

/** What a world has to do: in words, how much of it, and how much there may be. */
type Count = readonly [what: string, count: number, max: number];
const { events, orders, weighings, routed, samples, tries } = SMALL_WORLD_BUDGET;

export function checkSmallWorldBudget(check: Check): void {
  const { world, meta, observability, slips = [] } = check.scenario;
  const { exchange, publicAlert, hosts, orderRouting } = world;
  const scrapes = meta.length / Math.max(1, observability.scrape);
  const bound = (name: string, counts: readonly Count[], series: number): void => {
    const all: Count[] = [...counts, ['values of instruments', scrapes * series, samples]];
    for (const [what, count, max] of all) {
      if (count <= max) continue;
      check.add(
        'scenario/too-many-events',
        ['world', name],
        {
          saw: Number.isFinite(count) ? `${Math.ceil(count)} ${what}` : `${what} without end`,
          expected: `at most ${max} in the whole run`,
          hint: 'Longer intervals, lower rates, fewer of everything, or a shorter run',
        },
        { part: 'key' },
      );
    }
  };
  if (exchange !== undefined) bound('exchange', ofExchange(exchange, meta.length), 30 * Object.keys(exchange.issues).length);
  if (publicAlert !== undefined) bound('publicAlert', ofPublicAlert(publicAlert, meta.length), seriesOfAlerts(publicAlert));
  if (hosts !== undefined) bound('hosts', ofHosts(hosts, meta.length), seriesOfHosts(hosts));
  if (orderRouting !== undefined) bound('orderRouting', ofRouters(orderRouting, meta.length), seriesOfRouters(orderRouting));
  slips.forEach(({ again }, index) => {
    const count = Math.ceil(meta.length / Math.max(SECOND_US, again));
    if (count > tries)
      check.add('scenario/too-many-events', ['slips', index], {
        saw: `up to ${count} tries`,
        expected: `at most ${tries} in the whole run`,
        hint: 'Write a longer again',
      });
  });
}

const times = (lengthUs: SimTimeUs, everyUs: SimTimeUs): number => (everyUs > 0 ? lengthUs / everyUs : Number.POSITIVE_INFINITY);
const sumOf = <T>(all: Readonly<Record<string, T>>, count: (each: T) => number): number =>
  Object.values(all).reduce((sum, each) => sum + count(each), 0);
const sizeOf = (all: Readonly<Record<string, unknown>>): number => Object.keys(all).length;

function ofExchange({ issues, matching }: Exchange, lengthUs: SimTimeUs): Count[] {
  const ofPublic = ({ buys, sells }: Exchange['issues'][string]): number =>
    buys.orders + sells.orders + ((buys.perMinute + sells.perMinute) * lengthUs) / MINUTE_US;
  // Whoever bought may sell again.
  const all = sumOf(issues, (issue) => ofPublic(issue) + 2 * (issue.crowd?.traders ?? 0));
  const clocks = sumOf(issues, ({ renewal, opening }) => {
    const quotes = opening === undefined ? 0 : times(lengthUs, opening.every);
    return times(lengthUs, renewal.every) + quotes + lengthUs / SECOND_US;
  });
  const beats = matching.every > 0 ? 0 : Number.POSITIVE_INFINITY;
  return [
    ['events', 3 * all + clocks + beats, events],
    ['orders', all, orders],
    ['orders weighed', sumOf(issues, (issue) => (issue.opening === undefined ? 0 : ofPublic(issue) * ofPublic(issue))), weighings],
  ];
}

function ofPublicAlert({ areas, channels, lines }: PublicAlert, lengthUs: SimTimeUs): Count[] {
  const people = sumOf(areas, (area) => area.people);
  const flows = (lengthUs / PEOPLE_TICK_US) * sizeOf(areas) * (1 + sizeOf(channels));
  const repeats =
    sizeOf(areas) * sumOf(channels, (channel) => (channel.repeats === undefined ? 0 : times(lengthUs, channel.repeats.every)));
  const dialled = sumOf(
    lines,
    ({ ordinary, alarmed, dials }) => (ordinary * lengthUs) / MINUTE_US + people * alarmed * (1 + times(lengthUs, dials)),
  );
  return [['events', flows + repeats + 3 * dialled, events]];
}

function ofHosts({ database }: Hosts, lengthUs: SimTimeUs): Count[] {
  const written = (sumOf(database.rows, ({ rate }) => rate) * lengthUs) / SECOND_US;
  return [['events', written + times(lengthUs, database.checkpoint.every), events]];
}

/** An order that reaches test code is worked to the end of the run. */
function ofRouters({ orders: { beforeOpen, atOpen, later }, market, servers }: OrderRouting, lengthUs: SimTimeUs): Count[] {
  const seconds = lengthUs / SECOND_US;
  const parents = Math.max(beforeOpen, atOpen, later) * seconds;
  return [
    ['events', parents * sizeOf(servers) + seconds, events],
    ['seconds of work on orders and stocks', seconds * (parents / 2 + market.stocks), routed],
  ];
}

const seriesOfAlerts = ({ areas, templates, channels, parties, lines }: PublicAlert): number =>
  10 + 6 * sizeOf(areas) + 3 * sizeOf(templates) + 4 * sizeOf(channels) + 3 * sizeOf(parties) + 9 * sizeOf(lines);
const seriesOfHosts = ({ machines, backups, database }: Hosts): number =>
  20 + sumOf(machines, ({ directories }) => 12 + 4 * sizeOf(directories)) + 4 * sizeOf(backups) + 4 * sizeOf(database.rows);
const seriesOfRouters = ({ servers, versions }: OrderRouting): number => 20 + sizeOf(servers) * (6 + sizeOf(versions)) + sizeOf(versions);
