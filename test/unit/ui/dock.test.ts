// The layout of the room as a value: what is stored comes back, what is broken falls back, and every move keeps each tab in one place.
import { describe, expect, it } from 'vitest';
import {
  closeTab,
  maximisedTab,
  modelFrom,
  openTabs,
  showBeside,
  showTab,
  toggleMaximised,
  treeFrom,
} from '../../../src/ui/room/dock/dock-actions.ts';
import { DOCK_PANES, DOCK_TABS, type DockId } from '../../../src/ui/room/dock/dock-tabs.ts';
import { type DockBranch, parseTree, setsOf } from '../../../src/ui/room/dock/dock-tree.ts';
import { LAYOUT_KEY, readLayouts, writeLayouts } from '../../../src/ui/room/dock/layout-store.ts';
import { PRESET_IDS, PRESETS } from '../../../src/ui/room/dock/presets.ts';

const KNOWN = DOCK_TABS.map(({ id }) => id);
const solo = () => modelFrom(PRESETS.solo.tree);
const setWith = (tree: DockBranch, id: DockId) => setsOf(tree).find(({ tabs }) => tabs.includes(id));
const shown = (model: ReturnType<typeof solo>) => openTabs(model).flatMap((tab) => (tab.shown ? [tab.id] : []));

function storage(text?: string) {
  let kept = text ?? null;
  return {
    getItem: (key: string) => (key === LAYOUT_KEY ? kept : null),
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  };
}

describe('presets', () => {
  it.each(PRESET_IDS)('%s is a layout that the library takes as it stands', (id) => {
    const { tree } = PRESETS[id];
    const places = setsOf(tree).flatMap(({ tabs }) => tabs);
    expect(new Set(places).size).toBe(places.length);
    for (const pane of DOCK_PANES) expect(places).toContain(pane.id);
    expect(places).toContain('map');
    expect(parseTree(JSON.parse(JSON.stringify(treeFrom(modelFrom(tree)))), KNOWN)).toEqual(tree);
  });

  it('solo opens every tool, and the map stands in front', () => {
    expect(openTabs(solo())).toHaveLength(DOCK_TABS.length);
    expect(shown(solo())).toEqual(['pager', 'channels', 'map', 'notebook']);
  });
});

describe('what a person does to a layout', () => {
  it('a tool comes forward where it is, and opens in the main set when it was closed', () => {
    const model = solo();
    showTab(model, 'logs');
    expect(shown(model)).toEqual(['pager', 'channels', 'logs', 'notebook']);
    closeTab(model, 'logs');
    expect(openTabs(model).some(({ id }) => id === 'logs')).toBe(false);
    showTab(model, 'logs');
    expect(setWith(treeFrom(model), 'logs')).toMatchObject({ main: true, tabs: expect.arrayContaining(['map', 'logs']) });
    expect(shown(model)).toContain('logs');
  });

  it('tools stand beside the main set, the next one below the first', () => {
    const model = solo();
    showBeside(model, 'logs');
    showBeside(model, 'traces');
    expect(shown(model)).toEqual(['pager', 'channels', 'map', 'logs', 'traces', 'notebook']);
    expect(setWith(treeFrom(model), 'traces')?.tabs).toEqual(['traces']);
    const before = treeFrom(model);
    showBeside(model, 'traces');
    expect(treeFrom(model)).toEqual(before);
  });

  it('a set that holds a pane is not beside, wherever it stands', () => {
    const model = modelFrom(PRESETS.commander.tree);
    showBeside(model, 'logs');
    const { children } = treeFrom(model);
    expect(children.slice(1, 3)).toMatchObject([{ main: true }, { tabs: ['logs'] }]);
    const lead = modelFrom(PRESETS['technical-lead'].tree);
    showBeside(lead, 'changes');
    expect(treeFrom(lead).children[2]).toMatchObject({ children: [{ name: 'Evidence' }, { tabs: ['changes'] }] });
  });

  it('closing the last tool beside gives its room back, and the main set stays when it is empty', () => {
    const model = solo();
    showBeside(model, 'logs');
    closeTab(model, 'logs');
    expect(setsOf(treeFrom(model))).toHaveLength(4);
    for (const { id } of openTabs(model)) closeTab(model, id);
    expect(setsOf(treeFrom(model)).find(({ main }) => main === true)?.tabs).toEqual([]);
    showTab(model, 'query');
    expect(shown(model)).toEqual(['pager', 'channels', 'query', 'notebook']);
  });

  it('panes do not close', () => {
    const model = solo();
    closeTab(model, 'pager');
    expect(openTabs(model).some(({ id }) => id === 'pager')).toBe(true);
  });

  it('a maximised set covers the others until it is restored or something else is asked for', () => {
    const model = solo();
    toggleMaximised(model, 'notebook');
    expect([maximisedTab(model), shown(model)]).toEqual(['notebook', ['notebook']]);
    toggleMaximised(model, 'notebook');
    expect(maximisedTab(model)).toBeUndefined();
    toggleMaximised(model, 'notebook');
    showTab(model, 'logs');
    expect([maximisedTab(model), shown(model).includes('logs')]).toEqual([undefined, true]);
  });
});

describe('what this browser remembers', () => {
  it('an arrangement comes back for its preset only', () => {
    const model = solo();
    showBeside(model, 'logs');
    const place = storage();
    writeLayouts(place, { preset: 'commander', arranged: { solo: treeFrom(model) } });
    expect(readLayouts(place)).toEqual({ preset: 'commander', arranged: { solo: treeFrom(model) } });
  });

  it.each([
    ['no JSON', 'rubbish{'],
    ['another version', JSON.stringify({ version: 99, preset: 'scribe', arranged: {} })],
    ['a list', '[]'],
  ])('%s is as good as nothing', (_what, text) => {
    expect(readLayouts(storage(text))).toEqual({ preset: 'solo', arranged: {} });
  });

  it('a layout that is broken falls back to its preset, the others stay', () => {
    const tree = PRESETS.scribe.tree;
    const text = JSON.stringify({
      version: 1,
      known: KNOWN,
      preset: 'scribe',
      arranged: { scribe: { weight: -1, children: [] }, solo: tree },
    });
    expect(readLayouts(storage(text))).toEqual({ preset: 'scribe', arranged: { solo: tree } });
  });

  it('a storage that throws is a storage without layouts', () => {
    const broken = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(readLayouts(broken).preset).toBe('solo');
    expect(() => writeLayouts(broken, { preset: 'solo', arranged: {} })).not.toThrow();
  });

  const sets = (...tabs: unknown[][]) => ({
    weight: 1,
    children: tabs.map((ids, index) => ({ weight: 1, name: 'x', main: index === 0, selected: 0, tabs: ids })),
  });

  it('tabs that are gone are dropped, doubles count once, and tools that are new join the main set', () => {
    const stored = sets(['map', 'abacus', 'logs'], ['pager', 'channels', 'notebook', 'logs']);
    const known = KNOWN.filter((id) => id !== 'traces');
    const tree = parseTree(stored, known);
    expect(setsOf(tree as DockBranch).map(({ tabs }) => tabs)).toEqual([
      ['map', 'logs', 'traces'],
      ['pager', 'channels', 'notebook'],
    ]);
  });

  it.each([
    ['a pane is missing', sets(['map'], ['pager', 'channels'])],
    [
      'no set is the main one',
      { weight: 1, children: [{ weight: 1, name: 'x', selected: 0, tabs: ['map', 'pager', 'channels', 'notebook'] }] },
    ],
    ['a weight is no number', { ...sets(['map'], ['pager', 'channels', 'notebook']), weight: 'NaN' }],
    ['it is no tree', 'solo'],
  ])('%s: no layout', (_what, stored) => {
    expect(parseTree(stored, KNOWN)).toBeUndefined();
  });
});
