// Where each tool's panel is; loaded when it is first shown.
import { lazy } from 'react';
import type { ToolId } from './tool-list.ts';

export const TOOL_PANELS: Record<ToolId, React.LazyExoticComponent<() => React.JSX.Element>> = {
  consoles: lazy(() => import('../consoles/Consoles.tsx')),
  tables: lazy(() => import('../consoles/Systems.tsx')),
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
