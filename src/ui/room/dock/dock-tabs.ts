// What can be docked: the three panes every room has, and the tools. Panes move but never close, so that a page is never missed.
import { TOOLS, type ToolId } from '../tool-list.ts';

export const DOCK_PANES = [
  { id: 'pager', title: 'Pager' },
  { id: 'channels', title: 'Channels' },
  { id: 'notebook', title: 'Notebook' },
] as const;
export type DockPaneId = (typeof DOCK_PANES)[number]['id'];
export type DockId = DockPaneId | ToolId;

export const DOCK_TABS: readonly { id: DockId; title: string }[] = [...DOCK_PANES, ...TOOLS];

const TITLES = new Map<string, string>(DOCK_TABS.map(({ id, title }) => [id, title]));
const PANE_IDS = new Set<string>(DOCK_PANES.map(({ id }) => id));

export const isDockId = (id: unknown): id is DockId => typeof id === 'string' && TITLES.has(id);
export const isDockPane = (id: string): id is DockPaneId => PANE_IDS.has(id);
export const dockTitle = (id: DockId): string => TITLES.get(id) ?? id;
