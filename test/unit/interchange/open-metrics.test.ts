// OpenMetrics text of recorded series, checked by a strict reader of the format written here from the specification.
import { describe, expect, it } from 'vitest';
import { openMetricsChunks, toOpenMetrics } from '../../../src/interchange/index.ts';
import type { Exemplar, SampleSeries } from '../../../src/schema/index.ts';

const series = (labels: Record<string, string>, values: number[], stale?: number[]): SampleSeries => ({
  labels,
  timesMs: values.map((_, index) => 1_705_310_400_000 + index * 5_000),
  values,
  ...(stale === undefined ? {} : { stale }),
  length: values.length,
});

const source = (all: SampleSeries[]) => ({ series: { select: () => all } });

const RECORDED = [
  series({ __name__: 'up', service: 'web', pod: 'web-1' }, [1, 1]),
  series({ __name__: 'http_server_requests_total', service: 'web', http_route: 'a "quoted"\\path\n' }, [0, 12]),
  series({ __name__: 'wait_seconds_sum', pool: 'p' }, [0.5, 1.25]),
  series({ __name__: 'wait_seconds_bucket', pool: 'p', le: '+Inf' }, [1, 3]),
  series({ __name__: 'wait_seconds_bucket', pool: 'p', le: '10' }, [1, 3]),
  series({ __name__: 'wait_seconds_bucket', pool: 'p', le: '0.5' }, [1, 2]),
  series({ __name__: 'wait_seconds_count', pool: 'p' }, [1, 3]),
  series({ __name__: 'db_client_connection_count', pool: 'p', state: 'used' }, [8, 9], [0, 1]),
  series({ __name__: 'deployment_info', service: 'web', version: '1.0.0' }, [1, 1]),
  series({ __name__: 'job:ratio:rate1m' }, [Number.NaN, Number.POSITIVE_INFINITY]),
];

/** Reads the text and throws at the first breach of the format. */
function readStrictly(
  text: string,
): Map<string, { type: string; unit: string | undefined; samples: { name: string; labels: string; value: string; time: number }[] }> {
  if (!text.endsWith('# EOF\n')) throw new Error('no # EOF at the end');
  const families = new Map<
    string,
    { type: string; unit: string | undefined; samples: { name: string; labels: string; value: string; time: number }[] }
  >();
  let current = '';
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const meta = /^# (TYPE|UNIT|HELP) (\S+) (.+)$/.exec(line);
    if (meta !== null) {
      const [, kind, name, rest] = meta as unknown as [string, string, string, string];
      if (kind === 'TYPE') {
        if (families.has(name)) throw new Error(`family ${name} twice`);
        families.set(name, { type: rest, unit: undefined, samples: [] });
        current = name;
      } else if (name !== current || families.get(current)!.samples.length > 0) throw new Error(`${kind} out of place: ${line}`);
      if (kind === 'UNIT') {
        if (!name.endsWith(`_${rest}`)) throw new Error(`unit ${rest} of ${name}`);
        families.get(name)!.unit = rest;
      }
      continue;
    }
    const sample =
      /^([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["n\\])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["n\\])*")*\})?) (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) (\d+(?:\.\d+)?)$/.exec(
        line,
      );
    if (sample === null) throw new Error(`not a sample: ${line}`);
    const family = families.get(current)!;
    const suffixes: Record<string, string[]> = {
      counter: ['_total'],
      histogram: ['_bucket', '_count', '_sum'],
      info: ['_info'],
      gauge: [''],
    };
    if (!suffixes[family.type]!.some((suffix) => sample[1] === current + suffix))
      throw new Error(`${sample[1]} in family ${current} of type ${family.type}`);
    family.samples.push({ name: sample[1]!, labels: sample[2]!, value: sample[3]!, time: Number(sample[4]) });
  }
  return families;
}

describe('OpenMetrics text', () => {
  it('O1 reads under the grammar, each family once with type and unit', () => {
    const families = readStrictly(toOpenMetrics(source(RECORDED)));
    expect([...families].map(([name, family]) => `${name} ${family.type} ${family.unit ?? '-'}`)).toEqual([
      'db_client_connection_count gauge -',
      'deployment info -',
      'http_server_requests counter -',
      'job:ratio:rate1m gauge -',
      'up gauge -',
      'wait_seconds histogram seconds',
    ]);
  });

  it('O2 writes a histogram point by point: buckets ascending, then count and sum', () => {
    const { samples } = readStrictly(toOpenMetrics(source(RECORDED))).get('wait_seconds')!;
    expect(
      samples
        .map((sample) => `${sample.name}${sample.labels}`)
        .slice(0, 5)
        .sort(),
    ).toEqual(
      samples
        .map((sample) => `${sample.name}${sample.labels}`)
        .slice(5)
        .sort(),
    );
    expect(samples.slice(0, 3).map((sample) => sample.labels)).toEqual([
      '{le="0.5",pool="p"}',
      '{le="10.0",pool="p"}',
      '{le="+Inf",pool="p"}',
    ]);
    expect(new Set(samples.slice(0, 5).map((sample) => sample.time))).toEqual(new Set([1_705_310_400]));
    expect(new Set(samples.slice(5).map((sample) => sample.time))).toEqual(new Set([1_705_310_405]));
  });

  it('O3 leaves out stale markers and writes special values', () => {
    const families = readStrictly(toOpenMetrics(source(RECORDED)));
    expect(families.get('db_client_connection_count')!.samples.map((sample) => sample.value)).toEqual(['8']);
    expect(families.get('job:ratio:rate1m')!.samples.map((sample) => sample.value)).toEqual(['NaN', '+Inf']);
  });

  it('O3 escapes label values', () => {
    expect(toOpenMetrics(source(RECORDED))).toContain('http_route="a \\"quoted\\"\\\\path\\n"');
  });

  it('O4 gives the same bytes whatever the order of the series, in pieces or whole', () => {
    const whole = toOpenMetrics(source(RECORDED));
    expect(toOpenMetrics(source([...RECORDED].reverse()))).toBe(whole);
    const long = Array.from({ length: 200 }, (_, index) =>
      series(
        { __name__: 'up', pod: `web-${index}` },
        Array.from({ length: 50 }, () => 1),
      ),
    );
    const chunks = [...openMetricsChunks(source(long))];
    expect(chunks.length).toBeGreaterThan(3);
    expect(readStrictly(chunks.join('')).get('up')!.samples).toHaveLength(10_000);
  });

  it('writes an empty run as nothing but the end', () => {
    expect(toOpenMetrics(source([]))).toBe('# EOF\n');
  });
});

describe('exemplars', () => {
  const bucket = (le: string, values: number[]): SampleSeries =>
    series({ __name__: 'http_server_request_duration_seconds_bucket', service: 'web', pod: 'web-1', http_route: 'buy', le }, values);
  const kept = (atUs: number, durationUs: number, more: Partial<Exemplar> = {}): Exemplar => ({
    traceId: `t${atUs}`,
    atUs,
    service: 'web',
    route: 'buy',
    pod: 'web-1',
    durationUs,
    error: false,
    ...more,
  });

  it('stand behind the bucket that counted the request, at the first scrape after it', () => {
    const exemplars = [
      kept(1_000_000, 400_000),
      kept(2_000_000, 600_000),
      kept(3_000_000, 700_000),
      kept(4_000_000, 9_000_000),
      kept(4_500_000, 1_000, { pod: 'web-2' }),
      kept(9_000_000, 500_000),
    ];
    const text = toOpenMetrics({
      ...source([bucket('0.5', [0, 1, 2]), bucket('1.0', [0, 3, 4]), bucket('+Inf', [0, 4, 5])]),
      traced: { exemplars: ({ service }) => exemplars.filter((one) => one.service === service), startsAtMs: 1_705_310_400_000 },
    });
    const lines = text.split('\n').filter((line) => line.includes(' # '));
    expect(lines.map((line) => line.replace(/^.*le="([^"]*)"[^}]*/, 'le $1 '))).toEqual([
      'le 0.5 } 1 1705310405 # {trace_id="t1000000"} 0.4 1705310401',
      'le 1.0 } 3 1705310405 # {trace_id="t3000000"} 0.7 1705310403',
      'le +Inf } 4 1705310405 # {trace_id="t4000000"} 9 1705310404',
      'le 0.5 } 2 1705310410 # {trace_id="t9000000"} 0.5 1705310409',
    ]);
  });
});
