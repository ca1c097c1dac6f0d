// A layout as plain data: branches that alternate between beside and below, and sets of tabs. What presets are written in and what
// this browser remembers; the library's own form is built from it, so a stored layout outlives a change of the library.
import type { IJsonModel, IJsonRowNode, IJsonTabNode, IJsonTabSetNode } from 'flexlayout-react';
import { DOCK_PANES, DOCK_TABS, type DockId, dockTitle, isDockId, isDockPane } from './dock-tabs.ts';

export interface DockBranch {
  /** Share of the parent, against its siblings. */
  weight: number;
  children: readonly DockNode[];
}
export interface DockSet {
  weight: number;
  /** What a screen reader calls the set of tabs. */
  name: string;
  /** Where a tool opens that is closed; exactly one set of a layout. */
  main?: boolean;
  tabs: readonly DockId[];
  /** Index into `tabs`. */
  selected: number;
}
export type DockNode = DockBranch | DockSet;

export const MAIN_SET = 'main';
const WEIGHT_MAX = 1_000;
const DEPTH_MAX = 12;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSet = (node: DockNode): node is DockSet => 'tabs' in node;

export function setsOf(node: DockNode): DockSet[] {
  return isSet(node) ? [node] : node.children.flatMap(setsOf);
}

/**
 * Reads a layout that was stored. Tabs this version does not know are dropped, and so is every second place of one; tools that did not
 * exist when it was stored join the main set.
 * @param known the tabs that existed when it was stored
 * @returns undefined when it is no layout, lost a pane, or has not exactly one main set
 */
export function parseTree(stored: unknown, known: readonly unknown[]): DockBranch | undefined {
  const seen = new Set<DockId>();
  const root = parseNode(stored, seen, 0);
  if (root === undefined || isSet(root)) return undefined;
  const mains = setsOf(root).filter(({ main }) => main === true);
  if (mains.length !== 1 || DOCK_PANES.some(({ id }) => !seen.has(id))) return undefined;
  const added = DOCK_TABS.map(({ id }) => id).filter((id) => !known.includes(id) && !seen.has(id));
  return added.length === 0 ? root : (withTabs(root, added) as DockBranch);
}

function withTabs(node: DockNode, added: readonly DockId[]): DockNode {
  if (!isSet(node)) return { ...node, children: node.children.map((child) => withTabs(child, added)) };
  return node.main === true ? { ...node, tabs: [...node.tabs, ...added] } : node;
}

function parseNode(value: unknown, seen: Set<DockId>, depth: number): DockNode | undefined {
  if (!isRecord(value) || depth > DEPTH_MAX) return undefined;
  const { weight, children, tabs, selected, name, main } = value;
  if (typeof weight !== 'number' || !(weight > 0 && weight <= WEIGHT_MAX)) return undefined;
  if (Array.isArray(children)) {
    const nodes = children.map((child) => parseNode(child, seen, depth + 1)).filter((node) => node !== undefined);
    return nodes.length === 0 ? undefined : { weight, children: nodes };
  }
  if (!Array.isArray(tabs)) return undefined;
  const isMain = main === true;
  const front: unknown = typeof selected === 'number' ? tabs[selected] : undefined;
  const ids = tabs.filter(isDockId).filter((id) => !seen.has(id) && seen.add(id));
  if (ids.length === 0 && !isMain) return undefined;
  return {
    weight,
    name: typeof name === 'string' ? name : 'Tabs',
    ...(isMain ? { main: true } : {}),
    tabs: ids,
    selected: isDockId(front) ? Math.max(0, ids.indexOf(front)) : 0,
  };
}

/** The layout as the library holds it at this moment. */
export function treeOf(row: IJsonRowNode): DockBranch {
  return {
    weight: row.weight ?? 100,
    children: (row.children ?? []).map((child): DockNode => {
      if (child.type === 'row') return treeOf(child as IJsonRowNode);
      const set = child as IJsonTabSetNode;
      const main = set.id === MAIN_SET;
      return {
        weight: set.weight ?? 100,
        name: set.name ?? 'Tabs',
        ...(main ? { main: true } : {}),
        tabs: (set.children ?? []).map(({ id }) => id).filter(isDockId),
        selected: Math.max(0, set.selected ?? 0),
      };
    }),
  };
}

export const tabJson = (id: DockId): IJsonTabNode => ({
  type: 'tab',
  id,
  name: dockTitle(id),
  component: id,
  enableClose: !isDockPane(id),
  minWidth: isDockPane(id) ? 200 : 260,
  minHeight: 120,
});

function nodeJson(node: DockNode): IJsonRowNode | IJsonTabSetNode {
  const { weight } = node;
  if (!isSet(node)) return { type: 'row', weight, children: node.children.map(nodeJson) };
  return {
    type: 'tabset',
    weight,
    name: node.name,
    selected: node.selected,
    children: node.tabs.map(tabJson),
    ...(node.main === true ? { id: MAIN_SET, enableDeleteWhenEmpty: false } : {}),
  };
}

/** The library's form of a layout. Everything but the arrangement is decided here, never by what was stored. */
export function modelJson(root: DockBranch): IJsonModel {
  return {
    global: {
      tabEnableRename: false,
      tabEnableScrollbars: false,
      tabSetEnableTabWrap: true,
    },
    borders: [],
    layout: nodeJson(root) as IJsonRowNode,
  };
}
