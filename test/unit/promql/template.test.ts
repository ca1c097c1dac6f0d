/** Templates of annotations: numbers for people as Prometheus prints them, control flow, and refusal of what we do not have. */
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../../src/promql/index.ts';

function expand(text: string, value = 0.0512, labels: Record<string, string> = { instance: 'db-1:9100', job: 'db' }): string {
  const result = expandTemplate(text, { labels, value, externalLabels: { cluster: 'eu' } });
  return result.ok ? result.text : `error: ${result.message}`;
}

describe('values and labels', () => {
  it.each([
    ['{{ $value }}', '0.0512'],
    ['{{ .Value }} on {{ $labels.instance }} {{ .Labels.job }}', '0.0512 on db-1:9100 db'],
    ['{{ $labels.nosuch }}|{{ $labels.toString }}', '|'],
    ['{{ $externalLabels.cluster }}', 'eu'],
    ['{{ $value | humanizePercentage }}', '5.12%'],
    ['{{ humanize $value }} {{ $value | printf "%.2f" }}', '51.2m 0.05'],
    ['{{ printf "%s is %5.1f%% (%q)" $labels.job 12.345 "x" }}', 'db is  12.3% ("x")'],
    ['{{ $labels.job | title }} {{ $labels.job | toUpper }} {{ "ABC" | toLower }}', 'Db DB abc'],
    ['{{- " x " -}}  y', ' x y'],
    ['a {{/* note */}} b', 'a  b'],
    ['{{ $x := $value }}{{ $x }}', '0.0512'],
    ['{{ index $labels "job" }} {{ len $labels }}', 'db 2'],
    ['{{ $labels.instance | stripPort }}', 'db-1'],
    ['{{ reReplaceAll "(.*):.*" "$1" $labels.instance }}', 'db-1'],
    ['plain', 'plain'],
  ])('%s', (text, wanted) => {
    expect(expand(text)).toBe(wanted);
  });

  it.each([
    [0, '0', '0', '0s', '0%'],
    [1234567, '1.235M', '1.177Mi', '14d 6h 56m 7s', '1.235e+08%'],
    [59.5, '59.5', '59.5', '59.5s', '5950%'],
    [3661, '3.661k', '3.575ki', '1h 1m 1s', '3.661e+05%'],
    [0.000123, '123u', '0.000123', '123us', '0.0123%'],
    [-90, '-90', '-90', '-1m 30s', '-9000%'],
    [Infinity, '+Inf', '+Inf', '+Inf', '+Inf%'],
    [NaN, 'NaN', 'NaN', 'NaN', 'NaN%'],
  ])('%d for people', (value, humanize, humanize1024, duration, percentage) => {
    const text = '{{ humanize $value }}|{{ humanize1024 $value }}|{{ humanizeDuration $value }}|{{ humanizePercentage $value }}';
    expect(expand(text, value)).toBe([humanize, humanize1024, duration, percentage].join('|'));
  });

  it('prints large and small values as Go does, and times in UTC', () => {
    expect(expand('{{ $value }}', 1234567)).toBe('1.234567e+06');
    expect(expand('{{ $value }}', 0.00001)).toBe('1e-05');
    expect(expand('{{ humanizeTimestamp $value }}', 1435065584.128)).toBe('2015-06-23 13:19:44.128 +0000 UTC');
  });
});

describe('control flow', () => {
  it.each([
    ['{{ if gt $value 0.05 }}high{{ else }}low{{ end }}', 'high'],
    ['{{ if lt $value 0.01 }}a{{ else if lt $value 0.1 }}b{{ else }}c{{ end }}', 'b'],
    ['{{ if and $labels.job (eq $labels.job "db" "api") }}yes{{ end }}', 'yes'],
    ['{{ range $name, $text := $labels }}{{ $name }}={{ $text }};{{ end }}', 'instance=db-1:9100;job=db;'],
    ['{{ with $labels.job }}[{{ . }}]{{ end }}', '[db]'],
    ['{{ if not (match "^web" $labels.job) }}other{{ end }}', 'other'],
  ])('%s', (text, wanted) => {
    expect(expand(text)).toBe(wanted);
  });
});

describe('refusals', () => {
  it.each([
    ['{{ query "up" }}', 'function "query" not defined'],
    ['{{ $nosuch }}', 'undefined variable "$nosuch"'],
    ['{{ if $value }}x', '{{end}} is missing'],
    ['{{ end }}', 'unexpected {{end}}'],
    ['{{ $value', 'unclosed action: "{{" without "}}"'],
    ['{{ humanize "abc" }}', "can't convert string to a number"],
    ['{{ $labels.job.x }}', "can't evaluate field x"],
    ['{{ 1 2 }}', 'can only call a function by its name'],
    ['{{ if true }}'.repeat(60), 'template nests too deeply'],
  ])('%s', (text, message) => {
    expect(expand(text)).toBe(`error: ${message}`);
  });
});
