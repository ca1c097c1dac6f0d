/** OpenSLO to objectives of a scenario and back; what cannot be said is left out with its reason. */
import { describe, expect, it } from 'vitest';
import { importOpenSlo, toOpenSlo } from '../../../src/interchange/index.ts';
import { SloSchema } from '../../../src/schema/index.ts';
import { eventRate, objectiveIssues } from '../../../src/slo/index.ts';

const FILE = `apiVersion: openslo/v1
kind: DataSource
metadata: { name: prom }
spec: { type: Prometheus, connectionDetails: { url: "http://example" } }
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: api-errors }
spec:
  ratioMetric:
    counter: true
    bad: { metricSource: { metricSourceRef: prom, spec: { query: 'http_requests_total{code=~"5.."}' } } }
    total: { metricSource: { metricSourceRef: prom, spec: { query: http_requests_total } } }
---
apiVersion: openslo/v1
kind: SLO
metadata: { name: api, displayName: API answers }
spec:
  service: api-gateway
  indicatorRef: api-errors
  timeWindow: [{ duration: 4w, isRolling: true }]
  budgetingMethod: Occurrences
  objectives:
    - { displayName: strict, target: 0.9995 }
    - { displayName: loose, target: 0.99 }
  alertPolicies: [burn]
`;

function imported(text: string) {
  const read = importOpenSlo(text, 'slo.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}
const slo = (over: string, indicator: string): string => `apiVersion: openslo/v1
kind: SLO
metadata: { name: one }
spec:
  service: api
  indicator: { metadata: { name: i }, spec: { ${indicator} } }
  ${over}
`;
const RATIO =
  'ratioMetric: { counter: true, good: { metricSource: { type: Prometheus, spec: { query: good_total } } }, total: { metricSource: { type: Prometheus, spec: { query: all_total } } } }';
const PLAIN = 'timeWindow: [{ duration: 30d, isRolling: true }], budgetingMethod: Occurrences, objectives: [{ target: 0.99 }]'
  .replaceAll(', budget', '\n  budget')
  .replaceAll(', objectives', '\n  objectives');

describe('OpenSLO', () => {
  it('becomes objectives that a scenario takes, one for each target, good events counted from bad ones', () => {
    const { slos, leftOut } = imported(FILE);
    const good = 'sum(http_requests_total) - (sum(http_requests_total{code=~"5.."}) or vector(0))';
    expect(slos).toEqual([
      {
        name: 'API answers: strict',
        objective: '99.95 %',
        over: '28d',
        good,
        total: 'sum(http_requests_total)',
        alerts: 'workbook',
        service: 'api-gateway',
      },
      {
        name: 'API answers: loose',
        objective: '99 %',
        over: '28d',
        good,
        total: 'sum(http_requests_total)',
        alerts: 'workbook',
        service: 'api-gateway',
      },
    ]);
    expect(leftOut).toEqual([{ what: 'API answers', why: expect.stringContaining('burn'), line: 14 }]);
    const parsed = slos.map((written) => SloSchema.parse(written));
    expect(parsed[0]!.objective).toBe(0.9995);
    expect(objectiveIssues(parsed, 'scenario.yaml')).toEqual([]);
    expect(eventRate(good).ok).toBe(true);
  });

  it.each([
    ['thresholdMetric: { metricSource: { type: Prometheus, spec: { query: x } } }', PLAIN, /thresholdMetric/],
    [RATIO.replaceAll('Prometheus', 'Datadog'), PLAIN, /Datadog/],
    [RATIO.replace('query: good_total', 'text: good_total'), PLAIN, /no `query`/],
    [RATIO.replace('counter: true', 'counter: false'), PLAIN, /single values/],
    [RATIO, PLAIN.replace('30d', '1Q'), /1Q is longer/],
  ])('leaves out %s', (indicator, rest, why) => {
    const { slos, leftOut } = imported(slo(rest, indicator));
    expect(slos).toEqual([]);
    expect(leftOut.map((one) => one.why).join()).toMatch(why);
  });

  it('leaves out an indicator that is elsewhere', () => {
    const { slos, leftOut } = imported(FILE.replace('indicatorRef: api-errors', 'indicatorRef: other'));
    expect(slos).toEqual([]);
    expect(leftOut[0]!.why).toContain('other');
  });

  it('says what it took for something similar', () => {
    const calendar = PLAIN.replace(
      'duration: 30d, isRolling: true',
      'duration: 1M, calendar: { startTime: "2024-01-01 00:00:00", timeZone: Europe/Berlin }',
    );
    const { slos, leftOut } = imported(slo(calendar, RATIO));
    expect(slos[0]!.over).toBe('30d');
    expect(leftOut.map(({ why }) => why)).toEqual(['A month is taken as 30 days', expect.stringContaining('rolling')]);
  });

  it('is refused with the place in the file, document by document', () => {
    const wrong = FILE.replace('target: 0.9995', 'target: 1.5').replace('counter: true', 'counter: maybe');
    const read = importOpenSlo(wrong, 'slo.yaml');
    if (read.ok) throw new Error('accepted');
    expect(read.issues.map(({ file, line }) => [file, line])).toEqual([
      ['slo.yaml', 11],
      ['slo.yaml', 24],
    ]);
    expect(read.issues[1]!.path).toEqual(['spec', 'objectives', 0, 'target']);
  });

  it.each([
    ['nothing', ''],
    ['comments', '# nothing\n---\n# here\n'],
    ['another format', 'groups: []'],
    ['a thousand documents', 'a: 1\n---\n'.repeat(1000)],
    ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['a million characters', 'x'.repeat(1_100_000)],
    [
      'alias bombs',
      `a: &a [1,1,1,1,1,1,1,1]\n${'bcdefgh'
        .split('')
        .map((key, i) => `${key}: &${key} [${`*${'abcdefg'[i]},`.repeat(9)}1]`)
        .join('\n')}`,
    ],
    ['no YAML', '{{{{'],
  ])('refuses %s', (_, text) => {
    const read = importOpenSlo(text, 'slo.yaml');
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.issues.length).toBeGreaterThan(0);
  });

  it('is written so that reading it gives the same objectives', () => {
    const slos = [
      { name: 'API availability', objective: '99.9 %', over: '30d', good: 'sum(a_total{c!~"5.."})', total: 'sum(a_total)', service: 'api' },
      {
        name: 'Checkout',
        objective: '95 %',
        over: '36h',
        good: 'sum(rate(b_total[1m]))',
        total: 'sum(rate(c_total[1m]))',
        service: 'shop',
      },
    ];
    expect(
      imported(
        toOpenSlo(
          slos.map((one) => SloSchema.parse(one)),
          'shop',
        ),
      ).slos,
    ).toEqual(slos);
  });
});
