// Which layout a person chose and how they arranged it, per preset, in this browser. What cannot be read falls back to the preset.
import { DOCK_TABS } from './dock-tabs.ts';
import { type DockBranch, parseTree } from './dock-tree.ts';
import { isPresetId, PRESETS, type PresetId } from './presets.ts';

export const LAYOUT_KEY = 'faultline/layout';
const VERSION = 1;

export interface Layouts {
  preset: PresetId;
  /** Only those that were changed. */
  arranged: Partial<Record<PresetId, DockBranch>>;
}
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** Never throws: a browser that keeps nothing, or a text that is no layout, gives the solo preset. */
export function readLayouts(storage: Storage): Layouts {
  const none: Layouts = { preset: 'solo', arranged: {} };
  let stored: unknown;
  try {
    stored = JSON.parse(storage.getItem(LAYOUT_KEY) ?? 'null');
  } catch {
    return none;
  }
  if (typeof stored !== 'object' || stored === null || !('version' in stored) || stored.version !== VERSION) return none;
  const { preset, arranged, known } = stored as { preset?: unknown; arranged?: unknown; known?: unknown };
  const knownTabs = Array.isArray(known) ? known : [];
  const kept: Layouts['arranged'] = {};
  if (typeof arranged === 'object' && arranged !== null)
    for (const [id, tree] of Object.entries(arranged)) {
      const parsed = parseTree(tree, knownTabs);
      if (isPresetId(id) && parsed !== undefined) kept[id] = parsed;
    }
  return { preset: isPresetId(preset) ? preset : 'solo', arranged: kept };
}

/** A browser that refuses to keep it loses only the arrangement. */
export function writeLayouts(storage: Storage, layouts: Layouts): void {
  try {
    storage.setItem(LAYOUT_KEY, JSON.stringify({ version: VERSION, known: DOCK_TABS.map(({ id }) => id), ...layouts }));
  } catch {
    // Full or forbidden storage: the room works, it just starts from the preset next time.
  }
}

export const treeFor = ({ arranged }: Layouts, preset: PresetId): DockBranch => arranged[preset] ?? PRESETS[preset].tree;
