// Everything the mouse can do to the layout, as entries of the palette.
import { useMemo } from 'react';
import type { Item } from '../Palette.tsx';
import { useTools } from '../use-tools.ts';
import { useDock } from './dock-context.tsx';
import { DOCK_PANES, DOCK_TABS, dockTitle, isDockPane } from './dock-tabs.ts';
import { PRESET_IDS, PRESETS } from './presets.ts';

export function useDockItems(): Item[] {
  const dock = useDock();
  const tools = useTools();
  return useMemo(() => {
    if (dock === undefined) return [];
    const items: Item[] = [];
    const add = (id: string, title: string, note: string, run: () => void) =>
      items.push({ id: `dock-${id}`, title, kind: 'go', note, run });
    for (const { id, title } of DOCK_PANES) add(`show-${id}`, title, 'bring forward', () => dock.show(id));
    for (const { id, title } of DOCK_TABS)
      if (isDockPane(id) || tools.some((tool) => tool.id === id))
        add(`beside-${id}`, `Show ${title} beside`, 'layout', () => dock.beside(id));
    for (const { id } of dock.open) if (!isDockPane(id)) add(`close-${id}`, `Close ${dockTitle(id)}`, 'layout', () => dock.close(id));
    const { maximised } = dock;
    if (maximised !== undefined)
      add('restore', 'Restore the layout', `${dockTitle(maximised)} is maximised`, () => dock.maximise(maximised));
    else for (const { id, shown } of dock.open) if (shown) add(`max-${id}`, `Maximise ${dockTitle(id)}`, 'layout', () => dock.maximise(id));
    for (const id of PRESET_IDS) add(`preset-${id}`, `Layout: ${PRESETS[id].title}`, PRESETS[id].hint, () => dock.choose(id));
    add('reset', 'Reset layout', PRESETS[dock.preset].title, dock.reset);
    return items;
  }, [dock, tools]);
}
