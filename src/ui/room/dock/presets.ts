// How the room is laid out for each role: what it watches most stands in front, what it rarely needs is one press away.
// In front stands only what sends no look, so that coming in is none.
import { TOOLS } from '../tool-list.ts';
import type { DockId } from './dock-tabs.ts';
import type { DockBranch, DockNode, DockSet } from './dock-tree.ts';

export const PRESET_IDS = ['solo', 'commander', 'technical-lead', 'communications', 'scribe'] as const;
export type PresetId = (typeof PRESET_IDS)[number];
export const isPresetId = (id: unknown): id is PresetId => (PRESET_IDS as readonly unknown[]).includes(id);

const set = (weight: number, name: string, ...tabs: DockId[]): DockSet => ({ weight, name, tabs, selected: 0 });
const main = (weight: number, ...tabs: DockId[]): DockSet => ({ ...set(weight, 'Tools', ...tabs), main: true });
const group = (weight: number, ...children: DockNode[]): DockBranch => ({ weight, children });

export interface Preset {
  title: string;
  /** Why it looks as it does, in a few words. */
  hint: string;
  tree: DockBranch;
}

export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  solo: {
    title: 'Solo',
    hint: 'Pager and channels, all tools, notebook',
    tree: group(
      100,
      group(20.5, set(46, 'Pager', 'pager'), set(54, 'Channels', 'channels')),
      main(56, ...TOOLS.map(({ id }) => id)),
      set(23.5, 'Notebook', 'notebook'),
    ),
  },
  commander: {
    title: 'Commander',
    hint: 'Channels wide, impact and map, notebook over updates',
    tree: group(
      100,
      group(27, set(36, 'Pager', 'pager'), set(64, 'Channels', 'channels')),
      main(43, 'map', 'slos', 'dashboards', 'changes', 'providers', 'checks', 'documents', 'act'),
      group(30, set(58, 'Notebook', 'notebook'), set(42, 'Updates and people', 'communicate', 'people')),
    ),
  },
  'technical-lead': {
    title: 'Technical lead',
    hint: 'Map and charts beside logs, traces and the terminal',
    tree: group(
      100,
      set(16, 'Pager and channels', 'pager', 'channels'),
      main(33, 'map', 'dashboards', 'services', 'changes', 'slos', 'checks', 'providers', 'documents', 'act', 'communicate', 'people'),
      set(29, 'Evidence', 'query', 'logs', 'traces', 'sessions', 'terminal'),
      set(22, 'Notebook', 'notebook'),
    ),
  },
  communications: {
    title: 'Communications',
    hint: 'Channels and the next update in front, impact beside',
    tree: group(
      100,
      set(28, 'Channels', 'channels'),
      set(34, 'Updates', 'communicate', 'people', 'documents'),
      group(
        38,
        main(56, 'map', 'slos', 'dashboards', 'checks', 'providers', 'changes'),
        set(44, 'Notebook and pager', 'notebook', 'pager'),
      ),
    ),
  },
  scribe: {
    title: 'Scribe',
    hint: 'The notebook in the middle, everything said beside it',
    tree: group(
      100,
      group(26, set(60, 'Channels', 'channels'), set(40, 'Pager', 'pager')),
      set(38, 'Notebook', 'notebook'),
      main(36, 'map', 'changes', 'dashboards', 'slos', 'documents', 'people', 'communicate'),
    ),
  },
};
