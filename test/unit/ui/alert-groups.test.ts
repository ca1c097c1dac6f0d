// How the pager reads alert groups: what is listed, what is held back, and what a silence would name.
import { describe, expect, it } from 'vitest';
import type { AlertingView } from '../../../src/schema/index.ts';
import { fits, groupTitle, heldAlerts, listedGroups, sharedMatchers } from '../../../src/ui/panels/alert-groups.ts';
import { optionsOf, Tape } from '../../support/alert-tape.ts';

const view = (quality: Record<string, unknown> = {}): AlertingView =>
  new Tape(optionsOf(undefined, quality), [
    { alert: 'Api{component=api,pod=a}', fromS: 10 },
    { alert: 'Api{component=api,pod=b}', fromS: 10 },
    { alert: 'Db{component=db}', fromS: 10, toS: 20 },
    { alert: 'Note{severity=ticket}', fromS: 10 },
  ])
    .to(30)
    .view();

describe('the pager', () => {
  it('lists what fires, then what is over; what nobody was told of is held back', () => {
    const { firing, over } = listedGroups(view());
    expect(firing.map(groupTitle)).toEqual(['Api']);
    expect(over.map(groupTitle)).toEqual(['Db']);
    expect(heldAlerts(view()).map(({ state }) => [state.alert.alert, state.heldBack?.by])).toEqual([['Note', 'no receiver']]);
  });
  it('a silence names the labels that alerts share, or else their names', () => {
    expect(sharedMatchers(listedGroups(view()).firing[0]!)).toEqual([
      { name: 'alertname', op: '=', value: 'Api' },
      { name: 'component', op: '=', value: 'api' },
    ]);
    const [incident] = listedGroups(view({ correlate: '1m' })).firing;
    expect(groupTitle(incident!)).toBe('2 kinds of alerts together');
    expect(sharedMatchers(incident!)).toEqual([{ name: 'alertname', op: '=~', value: 'Api|Db' }]);
  });
  it('says beforehand what a silence would hold back', () => {
    const labels = { alertname: 'Api', pod: 'a' };
    expect(fits([{ name: 'alertname', op: '=', value: 'Api' }], labels)).toBe(true);
    expect(fits([{ name: 'alertname', op: '=~', value: 'A' }], labels)).toBe(false);
    expect(fits([{ name: 'team', op: '!~', value: '.+' }], labels)).toBe(true);
    expect(fits([{ name: 'alertname', op: '=~', value: '(' }], labels)).toBeUndefined();
  });
});
