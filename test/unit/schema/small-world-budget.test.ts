// Small worlds that would never end, or only after hours: refused before a single event. Each case would hang if its bound were gone.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALERT_WORLD } from '../../support/alert-world.ts';
import { routersText } from '../../support/order-routing-world.ts';
import { issuesOf, load } from './support.ts';

/** The text with one part replaced, however it is tuned now. */
function edited(text: string, part: RegExp, to: string): string {
  if (!part.test(text)) throw new Error(`${String(part)} is not there`);
  return text.replace(part, to);
}
const shipped = (slug: string): string => readFileSync(new URL(`../../../scenarios/${slug}/scenario.yaml`, import.meta.url), 'utf8');
/** World and length of a shipped scenario are what counts here; files that it names are not given. */
const codes = (text: string): { code: string; path: string }[] =>
  issuesOf(load(text)).map(({ code, path }) => ({ code, path: path.join('.') }));
const tooMuch = (text: string): string[] => codes(text).flatMap(({ code, path }) => (code === 'scenario/too-many-events' ? [path] : []));

const ALERTS = `version: 1
meta: { title: Alerts, summary: A network, startsAt: 2018-01-13T08:00:00Z, length: 60m, difficulty: 1 }
world:
${ALERT_WORLD.replace(/^/gm, '  ')}
`;

describe('a small world without end', () => {
  const exchange = shipped('fat-finger-order');
  const hosts = shipped('wrong-host');
  const routers = routersText();
  const cases: [what: string, path: string, text: string][] = [
    ['renewals without a pause', 'world.exchange', edited(exchange, /(renewal: \{ step: \d+, every: )\w+/, '$10s')],
    ['quotes without a pause', 'world.exchange', edited(exchange, /(opening: \{.*every: )\w+/, '$10s')],
    ['a matching engine without a beat', 'world.exchange', edited(exchange, /(matching: \{ every: )\w+/, '$10s')],
    ['a crowd of a million', 'world.exchange', edited(exchange, /traders: \d+/, 'traders: 1000000')],
    ['orders that wait for a first price', 'world.exchange', edited(exchange, /(buys: \{ orders: \d+, perMinute: )\d+/, '$15000')],
    ['rows at a terrible rate', 'world.hosts', edited(hosts, /(projects: \{ rate: )[\d.]+rpm/, '$1999999999rps')],
    ['checkpoints without a pause', 'world.hosts', edited(hosts, /(checkpoint: \{ every: )\w+/, '$10s')],
    ['orders at a terrible rate', 'world.orderRouting', edited(routers, /atOpen: \w+/, 'atOpen: 999999999rps')],
    ['a month of trading', 'world.orderRouting', edited(edited(routers, /length: 60m/, 'length: 31d'), /scrape: 15s/, 'scrape: 10m')],
    [
      'everybody dials all the time',
      'world.publicAlert',
      edited(ALERTS, /(talks: 60s, brief: 20s, )alarmed: [\d.]+ %/, '$1dials: 1us, alarmed: 100 %'),
    ],
    ['repetitions without a pause', 'world.publicAlert', edited(ALERTS, /(repeats: \{ every: )\w+/, '$11us')],
    ['a slip that is tried again and again', 'slips.0', edited(edited(exchange, /again: \w+/, 'again: 0s'), /length: \w+/, 'length: 20h')],
  ];
  for (const [what, path, text] of cases) {
    it(`scenario/too-many-events: ${what}`, () => {
      expect(tooMuch(text)).toContain(path);
    });
  }

  it('is none of those that are shipped, or of the tests', () => {
    for (const slug of ['fat-finger-order', 'false-alert', 'wrong-host', 'half-deployed']) expect(tooMuch(shipped(slug)), slug).toEqual([]);
    expect(tooMuch(ALERTS)).toEqual([]);
    expect(codes(routersText())).toEqual([]);
  });
});
