// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Grafana writes its variables in this way.
/** Grafana dashboards to panels of a scenario: units, variables, rows, thresholds; and what is left out, with its reason. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importGrafana, sectionYaml } from '../../../src/interchange/index.ts';
import { parseExpr } from '../../../src/promql/index.ts';
import { ObservabilitySchema } from '../../../src/schema/index.ts';

const PROMETHEUS = { type: 'prometheus', uid: '${DS_PROMETHEUS}' };
const panel = (over: object) => ({
  type: 'timeseries',
  title: 'Requests',
  datasource: PROMETHEUS,
  fieldConfig: { defaults: { unit: 'reqps' } },
  targets: [{ refId: 'A', expr: 'sum(rate(requests_total[5m]))', legendFormat: '{{code}}' }],
  ...over,
});
const variable = (over: object) => ({ type: 'query', name: 'job', query: 'label_values(up, job)', current: { value: 'api' }, ...over });
const dashboard = (panels: object[], list: object[] = []) =>
  JSON.stringify({ title: 'Service', schemaVersion: 39, templating: { list }, panels });

const checkExpr = (expr: string) => {
  const read = parseExpr(expr);
  return read.ok ? undefined : read.issues[0]!.message;
};
function imported(text: string) {
  const read = importGrafana(text, 'dashboard.json', { checkExpr });
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}
const only = (over: object, list: object[] = []) => {
  const { dashboards, leftOut } = imported(dashboard([panel(over)], list));
  return { panel: dashboards[0]?.panels[0], why: leftOut.map(({ why }) => why).join('; ') };
};
const exprOf = (expr: string, list: object[] = []) => only({ targets: [{ expr }] }, list).panel?.series[0]?.expr;

describe('a dashboard of Grafana', () => {
  it('becomes a dashboard that a scenario takes', () => {
    const read = imported(dashboard([panel({}), panel({ title: 'Requests', type: 'stat' })]));
    expect(read.leftOut).toEqual([]);
    expect(read.dashboards).toEqual([
      {
        title: 'Service',
        panels: ['Requests', 'Requests 2'].map((title) => ({
          title,
          unit: 'per second',
          series: [{ expr: 'sum(rate(requests_total[5m]))', legend: '{{code}}' }],
        })),
      },
    ]);
    expect(ObservabilitySchema.parse(parse(sectionYaml('dashboards', read.dashboards))).dashboards).toEqual(read.dashboards);
  });

  it.each([
    ['ms', 'seconds', '(x) / 1000'],
    ['percent', 'ratio', '(x) / 100'],
    ['percentunit', 'ratio', 'x'],
    ['h', 'seconds', '(x) * 3600'],
    ['bytes', 'bytes', 'x'],
    ['currencyUSD', 'money', 'x'],
    ['short', 'none', 'x'],
  ])('brings %s to %s', (unit, ours, expr) => {
    const found = only({ fieldConfig: { defaults: { unit } }, targets: [{ expr: 'x' }] });
    expect(found.panel).toMatchObject({ unit: ours, series: [{ expr }] });
    expect(found.why).toBe('');
  });

  it('keeps values of an unknown unit and says so', () => {
    const found = only({ fieldConfig: { defaults: { unit: 'furlongs' } } });
    expect(found.panel?.unit).toBe('none');
    expect(found.why).toContain('furlongs');
  });

  it('takes the first threshold, in the panel’s unit, and none that is a percentage of the axis', () => {
    const thresholds = { mode: 'absolute', steps: [{ value: null }, { value: 500 }, { value: 900 }] };
    expect(only({ fieldConfig: { defaults: { unit: 'ms', thresholds } } }).panel?.threshold).toBe(0.5);
    expect(
      only({ fieldConfig: { defaults: { unit: 'ms', thresholds: { ...thresholds, mode: 'percentage' } } } }).panel?.threshold,
    ).toBeUndefined();
    expect(only({ type: 'graph', fieldConfig: undefined, yaxes: [{ format: 's' }], thresholds: [{ value: 2 }] }).panel).toMatchObject({
      unit: 'seconds',
      threshold: 2,
    });
  });

  it('finds panels in rows, collapsed and of old versions', () => {
    const rows = [panel({ title: 'Open' }), { type: 'row', title: 'More', collapsed: true, panels: [panel({ title: 'Hidden' })] }];
    expect(imported(dashboard(rows)).dashboards[0]!.panels.map(({ title }) => title)).toEqual(['Open', 'Hidden']);
    const old = JSON.stringify({ title: 'Old', rows: [{ panels: [panel({ type: 'graph', title: 'Of a row' })] }] });
    expect(imported(old).dashboards[0]!.panels.map(({ title }) => title)).toEqual(['Of a row']);
    const wrapped = JSON.stringify({ meta: {}, dashboard: JSON.parse(old) as unknown });
    expect(imported(wrapped).dashboards[0]!.title).toBe('Old');
  });

  it('splits what is too much for one dashboard', () => {
    const many = Array.from({ length: 30 }, (_, index) => panel({ title: `Panel ${index}` }));
    expect(imported(dashboard(many)).dashboards.map(({ title, panels }) => [title, panels.length])).toEqual([
      ['Service 1 of 2', 24],
      ['Service 2 of 2', 6],
    ]);
  });
});

describe('variables', () => {
  it.each([
    ['up{job="$job"}', 'up{job=~".*"}'],
    ['up{job!="[[job]]"}', 'up{job!~".*"}'],
    ['up{job=~"$job"}', 'up{job=~".*"}'],
    ['up{job=~"${job:regex}-.+"}', 'up{job=~".*-.+"}'],
    ['rate(x_total[$__rate_interval])', 'rate(x_total[1m])'],
    ['increase(x_total[${__range}])', 'increase(x_total[30m])'],
    ['rate(x_total[$__interval])', 'rate(x_total[30s])'],
    ['label_replace(up, "a", "$1", "b", "(.*)")', 'label_replace(up, "a", "$1", "b", "(.*)")'],
  ])('%s', (written, expected) => {
    expect(exprOf(written, [variable({})])).toBe(expected);
  });

  it.each([
    ['a constant', { type: 'constant', query: 'eu', current: {} }, 'up{job="eu"}'],
    ['the current choice', { type: 'custom', query: 'eu,us', current: { value: 'us' } }, 'up{job="us"}'],
    ['the first choice', { type: 'custom', query: 'eu, us', current: {} }, 'up{job="eu"}'],
    ['several choices', { type: 'custom', query: 'eu,us', current: { value: ['eu', 'us'] } }, 'up{job=~"eu|us"}'],
    ['all of them', { type: 'custom', query: 'eu,us', current: { value: ['$__all'] } }, 'up{job=~".*"}'],
    ['what is written for all', { type: 'custom', current: { value: '$__all' }, allValue: 'e.+' }, 'up{job=~"e.+"}'],
    ['a text field', { type: 'textbox', query: 'api', current: { value: 'web' } }, 'up{job="web"}'],
  ])('stand for %s', (_, over, expected) => {
    expect(exprOf('up{job="$job"}', [variable(over)])).toBe(expected);
  });

  it('that are unknown leave their query out', () => {
    const found = only({ targets: [{ expr: 'up{job="$nobody"}' }] });
    expect(found.panel).toBeUndefined();
    expect(found.why).toContain('Unknown variable nobody');
  });
});

describe('what is left out', () => {
  it.each([
    [{ type: 'text' }, /type text/],
    [{ type: 'piechart' }, /type piechart/],
    [{ targets: [{ expr: 'up', datasource: { type: 'loki' } }] }, /for loki/],
    [{ targets: [{ rawSql: 'select 1' }] }, /without PromQL/],
    [{ targets: [{ expr: 'sum(' }] }, /: sum\(/],
    [{ targets: [{ expr: 'up', hide: true }] }, /No query/],
    [{ targets: undefined, libraryPanel: { uid: 'x' } }, /library panel/],
    [{ targets: [{ expr: `up{a="${'x'.repeat(3000)}"}` }] }, /at most 2000/],
  ])('%j', (over, why) => {
    const found = only(over);
    expect(found.panel).toBeUndefined();
    expect(found.why).toMatch(why);
  });

  it('keeps the good queries of a panel with a bad one, and says that transformations are not applied', () => {
    const found = only({ targets: [{ expr: 'sum(' }, { expr: 'up' }], transformations: [{ id: 'merge' }] });
    expect(found.panel?.series).toEqual([{ expr: 'up', legend: '' }]);
    expect(found.why).toContain('transformations');
  });
});

describe('hostile files', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"panels": [}'],
    ['no dashboard', '{"a": 1}'],
    ['a list', '[1, 2]'],
    ['depth', `{"panels": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['length', `"${'x'.repeat(6_000_000)}"`],
  ])('%s', (_, text) => {
    const read = importGrafana(text, 'd.json');
    if (read.ok) throw new Error('accepted');
    expect(read.issues[0]!.line).toBeGreaterThan(0);
  });

  it('are quoted by one short line', () => {
    const read = importGrafana('\napiVersion: 1 # and much more on the line than anybody wants to read\nproviders:\n', 'd.yaml');
    expect(!read.ok && read.issues[0]!.found).toBe('apiVersion: 1 # and much more on the li…');
  });

  it('of other types everywhere, prototypes and thousands of panels do no harm', () => {
    const odd =
      '{"__proto__": {"panels": 1}, "title": 7, "templating": [], "panels": [null, 3, "x", [], {"type": {}}, {"type": "stat", "targets": {"a": 1}, "fieldConfig": 4}, {"type": "row", "panels": 5}]}';
    expect(imported(odd).dashboards).toEqual([]);
    const many = imported(dashboard(Array.from({ length: 3000 }, () => panel({}))));
    expect(many.dashboards.flatMap(({ panels }) => panels).length).toBe(480);
    expect(many.leftOut.map(({ why }) => why).join()).toMatch(/More than 1000 panels.*More than 480 panels/);
  });
});
