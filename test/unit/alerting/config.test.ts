// Mistakes in an Alertmanager file: all at once, each with its code and path. What is refused and what is taken was compared with
// `amtool check-config` of Alertmanager 0.25; stricter here: months above 12, empty matchers, other locations than UTC; as in 0.27: any label name.
import { describe, expect, it } from 'vitest';
import { parseAlertmanagerConfig } from '../../../src/alerting/index.ts';
import { readYaml } from '../../../src/schema/index.ts';

function check(text: string): string[] {
  const yaml = readYaml(text, 'am.yaml', { scalars: 'text', mergeKeys: true });
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.issues));
  const parsed = parseAlertmanagerConfig(yaml.value.value);
  return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${code.replace('alertmanager/', '')} ${path.join('.')}`);
}
const A = 'receivers: [{ name: a }]\n';
const root = (more: string): string => `route: { receiver: a${more} }\n${A}`;
const interval = (parts: string): string => `${root('')}time_intervals: [{ name: n, time_intervals: [{ ${parts} }] }]\n`;
const SPAN = 'time_intervals.0.time_intervals.0';

const BAD: readonly (readonly [string, string])[] = [
  [root(', continue: true'), 'root-route route.continue'],
  [root(', matchers: [x=y]'), 'root-route route.matchers'],
  [A, 'missing route'],
  [`route: { group_by: [x] }\n${A}`, 'missing route.receiver'],
  [root(', routes: [{ receiver: b }]'), 'receiver route.routes.0.receiver'],
  ['route: { receiver: a }\nreceivers: [{ name: a }, { name: a }]', 'duplicate receivers.1.name'],
  [root(', group_by: [x, x]'), 'group-by route.group_by.1'],
  [root(", group_by: [x, '...']"), 'group-by route.group_by'],
  [root(', group_interval: 0s'), 'duration route.group_interval'],
  [root(', repeat_interval: 0s'), 'duration route.repeat_interval'],
  [root(', group_wait: 5'), 'duration route.group_wait'],
  [root(', groupby: [x]'), 'unknown-key route.groupby'],
  [root(', routes: [{ match_re: { x: "(" } }]'), 'regex route.routes.0.match_re.x'],
  [root(', routes: [{ matchers: [x] }]'), 'matcher route.routes.0.matchers.0'],
  [root(', routes: [{ mute_time_intervals: [n] }]'), 'time-interval route.routes.0.mute_time_intervals.0'],
  [interval('times: [{ start_time: "17:00", end_time: "09:00" }]'), `range ${SPAN}.times.0`],
  [interval('times: [{ start_time: "9:00", end_time: "24:01" }]'), `time ${SPAN}.times.0.start_time`],
  [interval('weekdays: ["saturday:sunday"]'), `range ${SPAN}.weekdays.0`],
  [interval('weekdays: ["1:5"]'), `range ${SPAN}.weekdays.0`],
  [interval('days_of_month: ["-1:3"]'), `range ${SPAN}.days_of_month.0`],
  [interval('days_of_month: ["0"]'), `range ${SPAN}.days_of_month.0`],
  [interval('months: ["13"]'), `range ${SPAN}.months.0`],
  [interval('location: Europe/Berlin'), `location ${SPAN}.location`],
];

describe('a mistake', () => {
  for (const [text, expected] of BAD)
    it(`${expected}: ${text.split('\n')[0]!.slice(0, 60)}`, () => {
      expect(check(text)[0]).toBe(expected);
    });

  it('does not hide the others', () => {
    expect(
      check(
        'route: { receiver: b, group_wait: soon, routes: [{ matchers: ["="] }] }\nreceivers: [{ name: a, pager: x }]\ninhibit_rules: [{ target: x }]\n',
      ),
    ).toEqual([
      'receiver route.receiver',
      'duration route.group_wait',
      'matcher route.routes.0.matchers.0',
      'unknown-key inhibit_rules.0.target',
      'unknown-key receivers.0.pager',
    ]);
  });
});

describe('what Alertmanager takes', () => {
  for (const text of [
    root(', group_wait: 0s, repeat_interval: 1h30m'),
    root(', routes: [{ matchers: ["{}"] }]'),
    `${root('')}inhibit_rules: [{ source_matchers: [x=y], target_match: { x: z }, equal: [a, b] }, {}]\n`,
    interval(
      'times: [{ start_time: "00:00", end_time: "24:00" }], weekdays: ["Monday:friday"], days_of_month: ["1:5", "-3:-1", "5:-3"], months: ["january:march", "4:5", "7"], years: ["2020:2022", "2030"], location: UTC',
    ),
    `global: { smtp_from: x }\n${root('')}templates: [a.tmpl]\n`,
    `route: { receiver: a }\nreceivers: [{ name: a, slack_configs: [{ channel: x, anything: [1] }], msteams_configs: [{}] }]\n`,
  ])
    it(text.split('\n')[0]!.slice(0, 80), () => {
      expect(check(text)).toEqual([]);
    });
});
