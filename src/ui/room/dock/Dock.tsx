// The dockable room: tabs that can be dragged, split, sized, closed and maximised. A tool exists only while its tab is in front,
// so that bringing it there is the look it records; panes keep what was half written in them.
import { type Action, Actions, type ITabRenderValues, Layout, type Model, type TabNode } from 'flexlayout-react';
import { Maximize2, Minimize2, X } from 'lucide-react';
import { lazy, memo, Suspense, useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { useView } from '../../app/session-context.tsx';
import { pagesWaiting } from '../../panels/alert-groups.ts';
import { Channels } from '../../panels/Channels.tsx';
import { Pager } from '../../panels/Pager.tsx';
import { PanelBoundary } from '../PanelBoundary.tsx';
import { ToolScope, useRoom } from '../room-context.tsx';
import type { ToolId } from '../tool-list.ts';
import { TOOL_PANELS } from '../tool-panels.ts';
import { isShown, showTab } from './dock-actions.ts';
import { type DockPaneId, dockTitle, isDockId, isDockPane } from './dock-tabs.ts';
import 'flexlayout-react/style/light.css';
import './dock.css';

const Notebook = lazy(() => import('../../notebook/Notebook.tsx'));
const PANE_PANELS: Record<DockPaneId, () => React.ReactNode> = {
  pager: () => <Pager />,
  channels: () => <Channels />,
  notebook: () => <Notebook />,
};

const ICONS = {
  close: <X size={13} aria-hidden="true" />,
  maximize: <Maximize2 size={13} aria-hidden="true" />,
  restore: <Minimize2 size={13} aria-hidden="true" />,
};
const KEYS = {
  closeTab: 'Ctrl+Delete',
  renameTab: undefined,
  focusTabToggle: undefined,
  focusNextTabset: 'F6',
  focusPreviousTabset: 'Shift+F6',
};
const WORDS: Record<string, string> = {
  'flexlayout.ui.close.tab': 'Close',
  'flexlayout.ui.maximize.tabset': 'Maximise',
  'flexlayout.ui.restore.tabset': 'Restore',
};
const words = (key: string): string => WORDS[key] ?? key;
const factory = (node: TabNode) => <DockPanel node={node} />;

export function Dock({ model }: { model: Model }) {
  const { tool, asked, arrive } = useRoom();
  const waiting = pagesWaiting(useView().alerting);
  const root = useRef<HTMLElement>(null);
  // Nothing yet, so that a screen that has become wide shows the tool that was open on the narrow one.
  const answered = useRef(0);

  // Whoever asks for a tool gets its tab, and the focus on it unless it is in the panel already: the next key goes there.
  useEffect(() => {
    if (answered.current === asked) return;
    answered.current = asked;
    showTab(model, tool);
    const frame = requestAnimationFrame(() => {
      const within = (part: string) => root.current?.querySelector<HTMLElement>(`[id="flexlayout-${part}-${tool}"]`);
      if (within('tab')?.contains(document.activeElement) !== true) within('tabbutton')?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [asked, tool, model]);

  return (
    <main className="dock" aria-label="Tools" ref={root}>
      <DockLayout model={model} arrive={arrive} waiting={waiting} />
    </main>
  );
}

/** By itself, because its contents are drawn anew whenever it is. @param waiting pages that nobody has taken, said on the pager's tab */
const DockLayout = memo(function DockLayout({ model, arrive, waiting }: { model: Model; arrive: (tool: ToolId) => void; waiting: number }) {
  const onRenderTab = (node: TabNode, values: ITabRenderValues & { name?: string }) => {
    if (node.getId() !== 'pager' || waiting === 0) return;
    values.content = values.name = `${node.getName()} (${waiting})`;
  };
  const onAction = (action: Action) => {
    const id: unknown = action.type === Actions.SELECT_TAB ? action.data['tabNode'] : undefined;
    if (isDockId(id) && !isDockPane(id)) arrive(id);
    return action;
  };
  return (
    <Layout
      model={model}
      factory={factory}
      icons={ICONS}
      keyMap={KEYS}
      onAction={onAction}
      onRenderTab={onRenderTab}
      i18nTranslator={words}
      realtimeResize
    />
  );
});

function DockPanel({ node }: { node: TabNode }) {
  const shown = useSyncExternalStore(
    useCallback(
      (notify: () => void) => {
        const model = node.getModel();
        model.addChangeListener(notify);
        return () => model.removeChangeListener(notify);
      },
      [node],
    ),
    () => isShown(node),
  );
  const id = node.getId();
  if (!isDockId(id)) return null;
  return (
    <PanelBoundary title={dockTitle(id)}>
      <Suspense fallback={<p className="empty">Loading…</p>}>
        {isDockPane(id) ? <div className="dock-pane">{PANE_PANELS[id]()}</div> : shown && <DockTool id={id} />}
      </Suspense>
    </PanelBoundary>
  );
}

function DockTool({ id }: { id: ToolId }) {
  const Panel = TOOL_PANELS[id];
  return (
    <ToolScope tool={id}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <div className="dock-tool" role="group" aria-label={dockTitle(id)} tabIndex={0}>
        <Panel />
      </div>
    </ToolScope>
  );
}
