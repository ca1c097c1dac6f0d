// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates have their own placeholders.
/** Templates of annotations: numbers for people as Prometheus prints them, control flow, and refusal of what we do not have. */
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../../src/promql/index.ts';

function expand(text: string, value = 0.0512, labels: Record<string, string> = { instance: 'db-1:9100', job: 'db' }): string {
  const result = expandTemplate(text, {
    labels,
    value,
    externalLabels: { cluster: 'eu' },
    externalUrl: 'https://prometheus.example/base',
    atMs: 90_000,
    query: (query) => (query === 'up' ? SAMPLES : `no series ${query}`),
  });
  return result.ok ? result.text : `error: ${result.message}`;
}

const SAMPLES: { labels: Record<string, string>; value: number }[] = [
  { labels: { __name__: 'up', job: 'web', __value__: 'text' }, value: 1 },
  { labels: { __name__: 'up', job: 'api' }, value: 0 },
];

describe('values and labels', () => {
  it.each([
    ['{{ $value }}', '0.0512'],
    ['{{ .Value }} on {{ $labels.instance }} {{ .Labels.job }}', '0.0512 on db-1:9100 db'],
    ['{{ $labels.nosuch }}|{{ $labels.toString }}', '|'],
    ['{{ $externalLabels.cluster }}', 'eu'],
    ['{{ query "up" | first | value }} {{ (query "up" | first).Labels.job }} {{ query "up" | first | strvalue }}', '1 web text'],
    ['{{ range query "up" | sortByLabel "job" }}{{ .Labels.job }} {{ label "job" . }} {{ .Value }};{{ end }}', 'api api 0;web web 1;'],
    [
      '{{ externalURL }} {{ pathPrefix }} {{ $externalURL }} {{ now }}',
      'https://prometheus.example/base /base https://prometheus.example/base 90',
    ],
    ['{{ graphLink "up > 0" }} {{ tableLink "up" }}', '/graph?g0.expr=up+%3E+0&g0.tab=0 /graph?g0.expr=up&g0.tab=1'],
    [
      '{{ (toTime 1435065584.5).Weekday }} {{ toDuration 3661.5 }} {{ parseDuration "1m" }} {{ safeHtml "<b>" }}',
      'Tuesday 1h1m1.5s 60 <b>',
    ],
    ['{{ stripDomain "db-1.example.org:80" }} {{ stripDomain "10.1.2.3" }} {{ stripPort "[::1]:80" }}', 'db-1:80 10.1.2.3 ::1'],
    [
      '{{ reReplaceAll "(?P<n>o)." "<${n}>" "foo boo" }} {{ reReplaceAll `^a|\\bb` "-" "aab b" }} {{ reReplaceAll "x*" "-" "ab" }}',
      'f<o> b<o> -ab - -a-b-',
    ],
    ['{{ printf "%.1f %.0f %.2f %.3g" 1.25 0.5 1.005 2.125 }}', '1.2 0 1.00 2.12'],
    [
      '{{ printf "%d %05d %x %c %t %s" 5 42 255 65 true 1.5 }} {{ printf "%d" $value }}',
      '5 00042 ff A true %!s(float64=1.5) %!d(float64=0.0512)',
    ],
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
    ['{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}{{ if true }}{{ $x = 3 }}{{ end }}{{ $x }}', '13'],
    ['{{ range $i, $s := query "up" }}{{ if eq $i 1 }}{{ break }}{{ end }}{{ $s.Labels.job }}{{ end }}', 'web'],
    ['{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" $labels.job }}{{ block "u" 5 }}[{{ . }}]{{ end }}', '<db>[5]'],
    ['{{ with $first := query "up" | first }}{{ $first.Value }}{{ end }}', '1'],
    ['{{ or "" "b" }}{{ and 0 (first query) }}', 'b0'],
  ])('%s', (text, wanted) => {
    expect(expand(text)).toBe(wanted);
  });
});

describe('refusals', () => {
  it.each([
    ['{{ query "nosuch" }}', 'error calling query: no series nosuch'],
    ['{{ query "up" | first | label }}', 'wrong number of args for label: want 2 got 1'],
    ['{{ if gt $value 50 }}{{ end }}', 'incompatible types for comparison'],
    ['{{ $value | toUpper }}', 'wrong type for value; expected string; got float64'],
    ['{{ .Nosuch }}', "can't evaluate field Nosuch in type alert"],
    ['{{ tmpl "x" . }}', 'function "tmpl" not defined'],
    ['{{ template "x" }}', 'template "x" not defined'],
    ['{{ define "x" }}{{ template "x" }}{{ end }}{{ template "x" }}', 'exceeded maximum template depth'],
    ['{{ break }}', '{{break}} outside {{range}}'],
    ['{{ match "a)(b" "x" }}', 'unexpected )'],
    ['{{ reReplaceAll "(" "" "x" }}', 'missing closing )'],
    ['{{ $nosuch }}', 'undefined variable "$nosuch"'],
    ['{{ if $value }}x', '{{end}} is missing'],
    ['{{ end }}', 'unexpected {{end}}'],
    ['{{ $value', 'unclosed action: "{{" without "}}"'],
    ['{{ humanize "abc" }}', 'can\'t read "abc" as a number'],
    ['{{ $labels.job.x }}', "can't evaluate field x in type string"],
    ['{{ 1 2 }}', 'can only call a function by its name'],
    ['{{ if true }}'.repeat(60), 'template nests too deeply'],
  ])('%s', (text, message) => {
    expect(expand(text)).toBe(`error: ${message}`);
  });
});
