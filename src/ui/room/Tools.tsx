// The tabs of the centre. A panel exists only while its tab is open, so that opening it is the look it records.
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useRoom } from './room-context.tsx';
import { TOOLS, type ToolId } from './tool-list.ts';

const PANELS: Record<ToolId, React.LazyExoticComponent<() => React.JSX.Element>> = {
  map: lazy(() => import('../topology/MapPanel.tsx')),
  dashboards: lazy(() => import('../panels/Dashboards.tsx')),
  query: lazy(() => import('../explore/Explore.tsx')),
  logs: lazy(() => import('../logs/Logs.tsx')),
  traces: lazy(() => import('../traces/Traces.tsx')),
  terminal: lazy(() => import('../panels/Terminal.tsx')),
  slos: lazy(() => import('../panels/Slos.tsx')),
  checks: lazy(() => import('../panels/Checks.tsx')),
  changes: lazy(() => import('../panels/Changes.tsx')),
  providers: lazy(() => import('../panels/Providers.tsx')),
  sessions: lazy(() => import('../panels/Sessions.tsx')),
  services: lazy(() => import('../panels/Services.tsx')),
  documents: lazy(() => import('../panels/Documents.tsx')),
  act: lazy(() => import('../panels/Actions.tsx')),
  communicate: lazy(() => import('../panels/Communicate.tsx')),
  people: lazy(() => import('../panels/People.tsx')),
};

export function Tools() {
  const { tool, go } = useRoom();
  const Panel = PANELS[tool];
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
        {TOOLS.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={tool} className="tab-panel tool-panel">
        <Suspense fallback={<p className="empty">Loading…</p>}>
          <Panel />
        </Suspense>
      </TabPanel>
    </Tabs>
  );
}
