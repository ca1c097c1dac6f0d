// The layout of the open room, for its bar, palette and keys. There is none on screens too narrow to dock anything.
import type { Model } from 'flexlayout-react';
import { createContext, useContext, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ToolId } from '../tool-list.ts';
import * as actions from './dock-actions.ts';
import { type DockId, isDockPane } from './dock-tabs.ts';
import { MAIN_SET } from './dock-tree.ts';
import { type Layouts, readLayouts, treeFor, writeLayouts } from './layout-store.ts';
import type { PresetId } from './presets.ts';

export interface DockControl {
  model: Model;
  preset: PresetId;
  open: readonly actions.OpenTab[];
  maximised: DockId | undefined;
  show: (id: DockId) => void;
  beside: (id: DockId) => void;
  close: (id: DockId) => void;
  maximise: (id: DockId) => void;
  choose: (preset: PresetId) => void;
  reset: () => void;
}

export const DockContext = createContext<DockControl | undefined>(undefined);
export const useDock = (): DockControl | undefined => useContext(DockContext);

/** What this drill has no use for has no tab, whatever a layout says. */
function modelFor(layouts: Layouts, tools: readonly ToolId[], previous?: Model): Model {
  const model = actions.modelFrom(treeFor(layouts, layouts.preset), previous);
  for (const { id } of actions.openTabs(model)) if (!isDockPane(id) && !tools.includes(id)) actions.closeTab(model, id);
  return model;
}

/** Coming in is no look: whatever stood in front of the main set last time, the map does now, or the consoles where the work is done on them. */
function enter(layouts: Layouts, tools: readonly ToolId[]): Model {
  const model = modelFor(layouts, tools);
  if (tools.includes('consoles')) {
    actions.showTab(model, 'consoles');
    return model;
  }
  const map = actions.openTabs(model).find(({ id }) => id === 'map');
  if (map !== undefined && model.getNodeById('map')?.getParent()?.getId() === MAIN_SET) actions.showTab(model, 'map');
  return model;
}

/** @param tools those of the open drill */
export function useDockControl(tools: readonly ToolId[]): DockControl {
  const layouts = useRef<Layouts>(undefined);
  layouts.current ??= readLayouts(localStorage);
  const [{ preset, model }, setShown] = useState(() => {
    const kept = layouts.current as Layouts;
    return { preset: kept.preset, model: enter(kept, tools) };
  });
  const [revision, changed] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    const listener = (action: { isAdjusting: () => boolean }) => {
      if (action.isAdjusting()) return;
      const { arranged } = layouts.current as Layouts;
      layouts.current = { preset, arranged: { ...arranged, [preset]: actions.treeFrom(model) } };
      writeLayouts(localStorage, layouts.current);
      changed();
    };
    model.addChangeListener(listener);
    return () => model.removeChangeListener(listener);
  }, [model, preset]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open follows from the model, which is changed in place
  return useMemo(() => {
    const use = (next: Layouts) => {
      layouts.current = next;
      writeLayouts(localStorage, next);
      setShown({ preset: next.preset, model: modelFor(next, tools, model) });
    };
    return {
      model,
      preset,
      open: actions.openTabs(model),
      maximised: actions.maximisedTab(model),
      show: (id) => actions.showTab(model, id),
      beside: (id) => actions.showBeside(model, id),
      close: (id) => actions.closeTab(model, id),
      maximise: (id) => actions.toggleMaximised(model, id),
      choose: (id) => use({ ...(layouts.current as Layouts), preset: id }),
      reset: () => {
        const { [preset]: _, ...arranged } = (layouts.current as Layouts).arranged;
        use({ preset, arranged });
      },
    };
  }, [model, preset, revision, tools]);
}
