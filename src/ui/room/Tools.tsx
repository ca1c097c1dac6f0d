// The tabs of the centre where there is no room to dock. A panel exists only while its tab is open, so that opening it is the look it records.
import { Suspense, useEffect, useRef } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { PanelBoundary } from './PanelBoundary.tsx';
import { useRoom } from './room-context.tsx';
import { TOOLS, type ToolId } from './tool-list.ts';
import { TOOL_PANELS } from './tool-panels.ts';
import { useTools } from './use-tools.ts';

export function Tools() {
  const { tool, go } = useRoom();
  const tools = useTools();
  const Panel = TOOL_PANELS[tool];
  const tabs = useRef<HTMLDivElement>(null);
  // On a phone the tabs are a strip: whichever way the tool was opened, its tab is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tool is another tab
  useEffect(() => {
    const strip = tabs.current;
    const tab = strip?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!strip || !tab) return;
    const [box, at] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (at.left < box.left || at.right > box.right) strip.scrollLeft += (at.left + at.right - box.left - box.right) / 2;
  }, [tool]);
  return (
    <Tabs className="tabs tools" selectedKey={tool} onSelectionChange={(key) => go(key as ToolId)}>
      <TabList ref={tabs} className="tab-list" aria-label="Tools">
        {tools.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={tool} className="tab-panel tool-panel">
        <PanelBoundary key={tool} title={TOOLS.find(({ id }) => id === tool)?.title ?? tool}>
          <Suspense fallback={<p className="empty">Loading…</p>}>
            <Panel />
          </Suspense>
        </PanelBoundary>
      </TabPanel>
    </Tabs>
  );
}
