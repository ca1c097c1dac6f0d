/** The runner of Prometheus' test scripts: scripts of our own, with right and wrong expectations, since a runner that passes everything is worthless. */
import { describe, expect, it } from 'vitest';
import { runPromTest } from '../../../src/promql/index.ts';

function verdicts(text: string): string[] {
  return runPromTest(text, 'own.test').map((record) => `${record.line} ${record.pass ? 'pass' : record.reason}`);
}

const LOAD = `load 1m
  x{a="1"} 0+1x3 _ 10 stale
  x{a="2"} 5x2
  y{a="1"} 2 NaN -Inf
`;

describe('evaluations', () => {
  it('pass when everything agrees, within a millionth', () => {
    expect(
      verdicts(`${LOAD}
eval instant at 1m x
  x{a="1"} 1
  x{a="2"} 5.0000001

eval instant at 0 1 + 1
  2

# A comment ends a block, as a blank line does.
eval range from 0 to 6m step 1m x{a="1"}
  x{a="1"} 0 1 2 3 3 10 _

eval instant at 6m x{a="1"}

eval_ordered instant at 1m sort_desc(x)
  x{a="2"} 5
  x{a="1"} 1

eval_fail instant at 0 x + on () x

eval instant at 2m rate(x[3m])
  expect info regex: metric might not be .* "x"
  expect no_warn
  {a="1"} 0.011111111111
  {a="2"} 0

eval instant at 0 "text"
  expect string "text"
`),
    ).toEqual(['6 pass', '10 pass', '14 pass', '17 pass', '19 pass', '23 pass', '25 pass', '31 pass']);
  });

  it('fail with the reason when a value, a series, the order, a remark or an error is not as expected', () => {
    expect(
      verdicts(`${LOAD}
eval instant at 1m x
  x{a="1"} 1
  x{a="2"} 6

eval instant at 1m x
  x{a="1"} 1

eval instant at 1m x
  x{a="1"} 1
  x{a="2"} 5
  x{a="3"} 5

eval instant at 0 1
  2

eval_ordered instant at 1m sort(x)
  x{a="2"} 5
  x{a="1"} 1

eval_warn instant at 1m x{a="1"}
  x{a="1"} 1

eval_fail instant at 1m x

eval instant at 1m nosuch(x)

eval range from 0 to 2m step 1m x{a="1"}
  x{a="1"} 0 1
`),
    ).toEqual([
      '6 expected 6 for x{a="2"}, got 5',
      '10 unexpected series x{a="2"} in the result, value 5',
      '13 expected series x{a="3"} not found',
      '18 expected scalar 2, got 1',
      '21 expected x{a="1"} at position 2, it was at 1',
      '25 expected warn annotation, got none',
      '28 expected an error but got none',
      '30 parse error: unknown function with name "nosuch" (1:1)',
      '32 expected 2 points for x{a="1"}, got 3: 0 1 2',
    ]);
  });

  it('are also run pinned with @ and in range mode', () => {
    // Right at 1 m only: time() moves with the evaluation, so pinning must be skipped; x * 60 must survive it.
    expect(
      verdicts(`${LOAD}\neval instant at 1m time() + x{a="1"} * 60\n  {a="1"} 120\n\neval instant at 1m x{a="1"} * 60\n  {a="1"} 60\n`),
    ).toEqual(['6 pass', '9 pass']);
  });

  it('clear and load anew; a series repeated in a load replaces the earlier', () => {
    expect(verdicts('load 1m\n  z 1\n  z 2\n\neval instant at 0 z\n  z 2\n\nclear\n\neval instant at 0 z\n')).toEqual([
      '5 pass',
      '10 pass',
    ]);
  });

  it('read native histograms, and say which evaluations float samples would have been enough for', () => {
    const records = runPromTest(
      'load 1m\n  h {{schema:0 sum:1 count:1}}x2\n  f 1\n\neval instant at 0 h\n  h {{schema:0 sum:1 count:1}}\n\neval instant at 0 f\n  f 1\n\n' +
        'eval instant at 0 h\n  h {{schema:0 sum:2 count:1}}\n\neval instant at 0 max({__name__=~"f|h"})\n  {} 1\n',
      'own.test',
    );
    expect(records.map(({ floatOnly, pass, reason }) => ({ floatOnly, pass, reason }))).toEqual([
      { floatOnly: false, pass: true, reason: '' },
      { floatOnly: true, pass: true, reason: '' },
      { floatOnly: false, pass: false, reason: 'expected {count:1, sum:2} for h, got {count:1, sum:1}' },
      { floatOnly: true, pass: true, reason: '' },
    ]);
  });
});

describe('scripts that cannot be read', () => {
  it.each([
    ['nonsense', 1, 'invalid command "nonsense"'],
    ['load 5 minutes\n  x 1', 1, 'invalid load command: expected load <step>'],
    ['load 1m\n  x 1..2', 2, 'not a sample value: "1..2"'],
    ['load 1m\n  x 1x99999999', 2, 'series is longer than 1000000 values'],
    ['eval instant at noon x', 1, 'not a duration: "noon"'],
  ])('%s', (text, line, reason) => {
    expect(runPromTest(text, 'bad.test')).toEqual([
      { file: 'bad.test', line, kind: 'script', expr: '', floatOnly: true, pass: false, reason },
    ]);
  });
});
