// What one can do to a layout besides dragging: bring forward, stand beside, close, maximise. Each is safe to repeat.
import { Actions, DockLocation, Model, type Node, TabNode, TabSetNode } from 'flexlayout-react';
import { type DockId, isDockId, isDockPane } from './dock-tabs.ts';
import { type DockBranch, MAIN_SET, modelJson, tabJson, treeOf } from './dock-tree.ts';

/** @param previous the model it replaces; panels that are in both go on without being opened anew */
export function modelFrom(tree: DockBranch, previous?: Model): Model {
  const model = Model.fromJson(modelJson(tree), previous);
  model.setOnCreateTabSet(() => ({ name: 'Tabs', enableMaximize: true }));
  return model;
}

export const treeFrom = (model: Model): DockBranch => treeOf(model.toJson().layout);

const tabOf = (model: Model, id: string): TabNode | undefined => {
  const node = model.getNodeById(id);
  return node instanceof TabNode ? node : undefined;
};
const setOf = (node: Node): TabSetNode | undefined => {
  const parent = node.getParent();
  return parent instanceof TabSetNode ? parent : undefined;
};

/** True when the tab is in front of its set and no other set covers it. */
export function isShown(node: TabNode): boolean {
  const set = setOf(node);
  if (set === undefined || set.getSelectedNode() !== node) return false;
  const maximised = set.getModel().getMaximizedTabset();
  return maximised === undefined || maximised === set;
}

function uncover(model: Model, id: DockId): void {
  const maximised = model.getMaximizedTabset();
  const tab = tabOf(model, id);
  if (maximised !== undefined && tab !== undefined && setOf(tab) !== maximised) model.doAction(Actions.maximizeToggle(maximised.getId()));
}

/** Brings a tab forward; opens it in the main set when it is closed. */
export function showTab(model: Model, id: DockId): void {
  const tab = tabOf(model, id);
  if (tab === undefined) model.doAction(Actions.addTab(tabJson(id), MAIN_SET, DockLocation.CENTER, -1, true));
  else if (setOf(tab)?.getSelectedNode() !== tab) model.doAction(Actions.selectTab(id));
  uncover(model, id);
}

/** Stands a tab beside the main set: to its right, or below what already stands there. A tab alone in its set stays where it is. */
export function showBeside(model: Model, id: DockId): void {
  const tab = tabOf(model, id);
  const home = tab && setOf(tab);
  if (home !== undefined && home.getId() !== MAIN_SET && home.getTabNodes().length === 1) return showTab(model, id);
  const beside = setBeside(model, id);
  const [to, where] = beside === undefined ? [MAIN_SET, DockLocation.RIGHT] : [beside.getId(), DockLocation.BOTTOM];
  if (tab === undefined) model.doAction(Actions.addTab(tabJson(id), to, where, -1, true));
  else model.doAction(Actions.moveNode(id, to, where, -1, true));
  uncover(model, id);
}

/** The last set of what stands right after the main one, when that is tools only. */
function setBeside(model: Model, except: DockId): TabSetNode | undefined {
  const main = model.getNodeById(MAIN_SET);
  const siblings = main?.getParent()?.getChildren() ?? [];
  const next = main && siblings[siblings.indexOf(main) + 1];
  const sets = next === undefined ? [] : setsUnder(next);
  if (sets.some((set) => set.getTabNodes().some((tab) => isDockPane(tab.getId())))) return undefined;
  return sets.findLast((set) => set.getTabNodes().some((tab) => tab.getId() !== except));
}

const setsUnder = (node: Node): TabSetNode[] => (node instanceof TabSetNode ? [node] : node.getChildren().flatMap(setsUnder));

/** Panes stay. */
export function closeTab(model: Model, id: DockId): void {
  if (!isDockPane(id) && tabOf(model, id) !== undefined) model.doAction(Actions.deleteTab(id));
}

/** The set of this tab over everything else, or back. */
export function toggleMaximised(model: Model, id: DockId): void {
  const tab = tabOf(model, id);
  const set = tab && setOf(tab);
  if (set === undefined) return;
  const maximised = model.getMaximizedTabset();
  if (maximised !== set) {
    if (maximised !== undefined) model.doAction(Actions.maximizeToggle(maximised.getId()));
    showTab(model, id);
  }
  model.doAction(Actions.maximizeToggle(set.getId()));
}

export interface OpenTab {
  id: DockId;
  shown: boolean;
}
export function openTabs(model: Model): OpenTab[] {
  const tabs: OpenTab[] = [];
  model.visitNodes((node) => {
    const id = node.getId();
    if (node instanceof TabNode && isDockId(id)) tabs.push({ id, shown: isShown(node) });
  });
  return tabs;
}

/** The tab in front of the maximised set. */
export function maximisedTab(model: Model): DockId | undefined {
  const id = model.getMaximizedTabset()?.getSelectedNode()?.getId();
  return isDockId(id) ? id : undefined;
}
