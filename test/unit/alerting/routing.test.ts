// Routing and grouping labels. The receivers in CASES were compared with `amtool config routes test` of Alertmanager 0.25 on the same file.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AlertmanagerConfig, groupLabels, matchRoutes, parseAlertmanagerConfig, parseMatchers } from '../../../src/alerting/index.ts';
import { readYaml } from '../../../src/schema/index.ts';

function fixture(): AlertmanagerConfig {
  const yaml = readYaml(readFileSync(new URL('./routes.fixture.yaml', import.meta.url), 'utf8'), 'routes', { scalars: 'text' });
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.issues));
  const parsed = parseAlertmanagerConfig(yaml.value.value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}
const config = fixture();
const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

/** Labels, and the receivers amtool names for them. */
const CASES = `
severity=warning => default
severity=page => pager
severity=page service=foo1 => pager,team-x
service=foo1 => team-x
service=foo2 severity=critical => team-x-pager
service=baz owner=team-a env=prod => team-y
service=baz owner=team-a env=test => team-x
service=baz owner=team-a => team-y
service=foo12 => default
service=files => nobody-owns-it
service=files tier=dev => default
service=files owner=x severity=page => pager,team-files-pager
service=files severity=critical => nobody-owns-it,team-files-pager
service=files owner=x tier=prod => team-files
code=500 => numbers
code=5000 => default
a=b=c => classic
a=b => default
`
  .trim()
  .split('\n')
  .map((line) => line.split(' => ') as [string, string]);

describe('routes', () => {
  for (const [labels, receivers] of CASES)
    it(`${labels} goes to ${receivers}`, () => {
      expect(
        matchRoutes(config.route, labelsOf(labels))
          .map(({ receiver }) => receiver)
          .join(','),
      ).toBe(receivers);
    });

  it('children inherit what they do not say, but not when they are silent', () => {
    const teamX = config.route.routes[1]!;
    const teamY = teamX.routes[1]!;
    expect(config.route).toMatchObject({ groupWaitUs: 30e6, groupIntervalUs: 300e6, repeatIntervalUs: 14_400e6 });
    expect(teamY).toMatchObject({ groupBy: 'all', groupWaitUs: 10e6, groupIntervalUs: 300e6, receiver: 'team-y' });
  });

  it('a group shares the labels it is grouped by, where an alert has them', () => {
    const labels = { alertname: 'A', service: 's', cluster: 'c' };
    expect(groupLabels(config.route, labels)).toEqual({ alertname: 'A', cluster: 'c' });
    expect(groupLabels(config.route, { alertname: 'A' })).toEqual({ alertname: 'A' });
    expect(groupLabels(config.route.routes[1]!, labels)).toEqual(labels);
  });

  it('templates are accepted with a note', () => {
    expect(config.notes).toEqual([expect.stringContaining('/etc/alertmanager/*.tmpl')]);
  });

  it('who hears that an alert is over depends on the integration', () => {
    const sends = Object.fromEntries(config.receivers.map(({ name, sendsResolved }) => [name, sendsResolved]));
    expect(sends).toMatchObject({ default: true, pager: false, 'team-x': false, 'team-y': true });
  });
});

describe('matchers as text', () => {
  const one = (text: string): unknown => {
    const parsed = parseMatchers(text);
    return parsed.ok ? parsed.matchers.map(({ name, op, value }) => `${name}${op}${value}`) : parsed.message;
  };
  for (const [text, expected] of [
    ['foo="bar"', ['foo=bar']],
    ['foo = bar', ['foo=bar']],
    ['foo=', ['foo=']],
    ['{foo!="bar", a=~"b|c",}', ['foo!=bar', 'a=~b|c']],
    ['foo!~"[0-9]+"', ['foo!~[0-9]+']],
    ['"ein Straßenname"="größer \\u00e9"', ['ein Straßenname=größer é']],
    ['größe=1', ['größe=1']],
    ['foo="a\\"b\\\\c\\n"', ['foo=a"b\\c\n']],
    ['foo=~"a{2}"', ['foo=~a{2}']],
    ['foo=~a{2}', ['foo=~a{2}']],
    ['foo="\\d"', ['foo=\\d']],
    ["foo='bar'", ["foo='bar'"]],
    ['{}', []],
  ] as const)
    it(`${text} is read`, () => {
      expect(one(text)).toEqual(expected);
    });
  for (const [text, expected] of [
    ['foo', /one of =, !=, =~, !~ is missing/],
    ['', /no matcher/],
    ['foo=~"("', /regular expression \(/],
    ['{foo="bar"', /closing brace/],
    ['foo="bar', /quote is not closed/],
    ['="x"', /a label name is missing/],
  ] as const)
    it(`${text === '' ? 'nothing' : text} is refused`, () => {
      expect(one(text)).toMatch(expected);
    });
});
