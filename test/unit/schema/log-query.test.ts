// Log searches as text: what is LogQL, what is plain words, and where a mistake is.
import { describe, expect, test } from 'vitest';
import { parseLogQuery, wordsOfSearch } from '../../../src/schema/index.ts';

describe('a log search', () => {
  test('reads a selector and line filters in their order', () => {
    const read = parseLogQuery('{service="payment-service", level=~"error|warn"} |= "timed out" |~ "conn.*" != "x" !~ `\\d+ "y"`');
    expect(read).toMatchObject({
      ok: true,
      text: '',
      stages: [
        { on: 'field', field: 'service', op: '=', value: 'payment-service' },
        { on: 'field', field: 'level', op: '=~', value: 'error|warn' },
        { on: 'line', op: '|=', value: 'timed out' },
        { on: 'line', op: '|~', value: 'conn.*' },
        { on: 'line', op: '!=', value: 'x' },
        { on: 'line', op: '!~', value: '\\d+ "y"' },
      ],
    });
  });

  test('reads filters without a selector, label filters, escapes, an empty selector and a comma at the end', () => {
    const stagesOf = (text: string) => {
      const read = parseLogQuery(text);
      return read.ok ? read.stages : read.problem;
    };
    expect(stagesOf('|= "a \\"b\\" \\\\ \\t"')).toEqual([{ on: 'line', op: '|=', value: 'a "b" \\ \t' }]);
    expect(stagesOf('{} | pod!~"web-.*" | trace_id="ff"')).toEqual([
      { on: 'field', field: 'pod', op: '!~', value: 'web-.*' },
      { on: 'field', field: 'trace_id', op: '=', value: 'ff' },
    ]);
    expect(stagesOf('{ template = "call.retry" , }')).toEqual([{ on: 'field', field: 'template', op: '=', value: 'call.retry' }]);
  });

  test('parser stages change nothing, and filters go on behind them', () => {
    const stages = [
      { on: 'field', field: 'service', op: '=', value: 'a' },
      { on: 'field', field: 'level', op: '=', value: 'error' },
    ];
    for (const parser of ['json', 'logfmt'])
      expect(parseLogQuery(`{service="a"} | ${parser} | level="error"`)).toMatchObject({ ok: true, text: '', stages });
  });

  test('takes anything else as plain words', () => {
    for (const text of ['connection timed out', 'a {b} |= "c"', 'rate limited', 'sum (of) all', 'max {x}', ' "quoted" ', '!= x', ''])
      expect(parseLogQuery(text)).toEqual({ ok: true, text: text.trim(), stages: [], places: [] });
  });

  test.each([
    ['{service="a"', 12, 12, 'ends where a comma or the closing brace'],
    ['{host="a"}', 1, 5, 'no field “host”'],
    ['{service: "a"}', 8, 9, 'one of = != =~ !~'],
    ['{service=a}', 9, 10, 'a text in quotes'],
    ['{service="a"} |= timed', 17, 22, 'a text in quotes'],
    ['{service="a} |= x', 9, 17, 'quote is not closed'],
    ['{} |= "\\d"', 7, 9, 'unknown escape'],
    ['{} oops', 3, 7, 'a filter such as'],
    ['{} | host="a"', 5, 9, 'no field “host”'],
    ['{} | line_format "{{.x}}"', 5, 16, 'the stage “line_format” is not served'],
    ['rate({service="a"}[1m])', 0, 4, 'metric query'],
    [' sum by (pod) (count_over_time({service="a"} |= "x" [5m]))', 1, 4, 'metric query'],
    ['topk(3, rate({}[1m]))', 0, 4, 'metric query'],
    ['{} |', 4, 4, 'a field'],
  ])('says what is wrong with %s and where', (text, from, to, message) => {
    const read = parseLogQuery(text);
    expect(read).toMatchObject({ ok: false, problem: { from, to } });
    expect(!read.ok && read.problem.message).toContain(message);
  });

  test('plain words are each looked for, a quoted phrase as one', () => {
    expect(wordsOfSearch(' 504  pay ')).toEqual(['504', 'pay']);
    expect(wordsOfSearch('"timed out" bank')).toEqual(['timed out', 'bank']);
    expect(wordsOfSearch('msg="a b" "c')).toEqual(['msg="a', 'b"', '"c']);
    expect(wordsOfSearch('')).toEqual([]);
  });

  test('tells where each value stands', () => {
    const text = '{service="a"} |~ "b("';
    const read = parseLogQuery(text);
    expect(read.ok && read.places.map(({ from, to }) => text.slice(from, to))).toEqual(['"a"', '"b("']);
  });
});
