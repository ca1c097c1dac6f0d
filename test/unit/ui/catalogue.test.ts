// Completion knows what a real run scrapes, and says what each metric means.
import { beforeAll, expect, test } from 'vitest';
import { Authority } from '../../../src/authority/index.ts';
import { METRIC_HELP } from '../../../src/interchange/index.ts';
import { toCsv } from '../../../src/ui/charts/csv.ts';
import { Catalogue } from '../../../src/ui/explore/catalogue.ts';
import { pastQueries } from '../../../src/ui/explore/history.ts';
import { startingQueries } from '../../../src/ui/explore/starting-queries.ts';
import { smallScenario } from '../../support/worlds.ts';

let authority: Authority;
let catalogue: Catalogue;
let reads = 0;
let nowMs = 0;
beforeAll(() => {
  authority = Authority.open(smallScenario(), 'catalogue');
  authority.advanceTo(120_000_000);
  const { startsAtMs } = authority.scenario;
  catalogue = new Catalogue(
    async () => {
      reads += 1;
      return authority.trace.series.select([], startsAtMs, startsAtMs + 120_000).map(({ labels }) => labels);
    },
    async () => METRIC_HELP,
    () => nowMs,
  );
});

test('names of metrics, labels and values are those that are scraped', async () => {
  expect(await catalogue.metricNames()).toContain('http_server_requests_total');
  const labels = await catalogue.labelNames('http_server_requests_total');
  expect(labels).toEqual(expect.arrayContaining(['service', 'http_route', 'http_response_status_code']));
  expect(labels).not.toContain('__name__');
  expect(await catalogue.labelValues('service', 'http_server_requests_total')).toEqual(['payments', 'web']);
  const web = [{ name: 'service', value: 'web', matchesEmpty: () => false }];
  expect(await catalogue.labelValues('http_route', 'http_server_requests_total', web)).toEqual(['browse', 'pay']);
});

test('a metric comes with its kind and a line of help', async () => {
  const metadata = await catalogue.metricMetadata();
  expect(metadata['http_server_requests_total']).toEqual([{ type: 'counter', help: METRIC_HELP['http_server_requests'] }]);
  expect(metadata['http_server_request_duration_seconds_bucket']?.[0]?.type).toBe('histogram');
  expect(metadata['up']?.[0]?.type).toBe('gauge');
});

test('label sets are read once, and again when they may have changed', async () => {
  const before = reads;
  await catalogue.metricNames();
  expect(reads).toBe(before);
  nowMs += 60_000;
  await catalogue.metricNames();
  expect(reads).toBe(before + 1);
});

test('every query to begin with has an answer', () => {
  for (const { expr } of startingQueries(authority.view())) {
    const { look } = authority.append({ kind: 'look.query', args: { expr } }, {});
    expect(look?.kind === 'query' ? look.error : 'no query', expr).toBeUndefined();
  }
  const past = pastQueries(authority.journal, authority.nowUs);
  expect(past[0]?.expr).toBe(startingQueries(authority.view()).at(-1)?.expr);
  expect(pastQueries([...authority.journal, ...authority.journal], authority.nowUs)).toEqual(past);
});

test('CSV keeps commas, quotes and unknown values', () => {
  expect(
    toCsv(
      ['time', 'a, b'],
      [
        ['10:00', null],
        ['10:05', 0.25],
        ['say "x"', 1],
      ],
    ),
  ).toBe('time,"a, b"\r\n10:00,\r\n10:05,0.25\r\n"say ""x""",1');
});

test('CSV leaves no text that a spreadsheet would run, and numbers as they are', () => {
  expect(toCsv(['=1+1', '@x'], [['-a', -1]])).toBe("'=1+1,'@x\r\n'-a,-1");
});
