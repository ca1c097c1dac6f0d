// The drill room (DESIGN D26): bar on top, below it what the trainee arranged; on narrower screens two columns or one.
import { useEffect, useMemo } from 'react';
import { useReadOnly, useSession, useSessionState } from '../app/session-context.tsx';
import { GuideStrip } from '../guide/index.ts';
import Notebook from '../notebook/Notebook.tsx';
import { PinDialog } from '../notebook/PinDialog.tsx';
import { pagesWaiting } from '../panels/alert-groups.ts';
import { Channels } from '../panels/Channels.tsx';
import { Pager } from '../panels/Pager.tsx';
import { ActionDialog } from './ActionDialog.tsx';
import { Banners } from './Banners.tsx';
import { Dock } from './dock/Dock.tsx';
import { DockContext, useDockControl } from './dock/dock-context.tsx';
import { InFlight } from './InFlight.tsx';
import { PaneSwitch } from './PaneSwitch.tsx';
import { RoomKeys } from './RoomKeys.tsx';
import { RoomProvider, useRoom } from './room-context.tsx';
import { Tools } from './Tools.tsx';
import { TopBar } from './TopBar.tsx';
import { useTools } from './use-tools.ts';
import { useWide } from './use-wide.ts';
import './room.css';
import '../panels/panels.css';
import '../notebook/notebook.css';

export default function Room() {
  const { live } = useSession().getState();
  return (
    <RoomProvider initialTool={live.consoles.length > 0 ? 'consoles' : 'map'}>
      <RoomLayout />
    </RoomProvider>
  );
}

function RoomLayout() {
  const { pane, showPane, prepared, prepare } = useRoom();
  const readOnly = useReadOnly();
  const { live } = useSessionState();
  const session = useSession();
  const tools = useTools();
  const dock = useDockControl(useMemo(() => tools.map(({ id }) => id), [tools]));
  const wide = useWide();
  useEffect(() => {
    document.title = `${live.scenario.title} – Faultline`;
    return () => {
      document.title = 'Faultline';
    };
  }, [live.scenario.title]);
  useEffect(() => () => void session.save(), [session]);
  // On a phone one column shows: the one in which something waits.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on coming in
  useEffect(() => {
    const phone = matchMedia('(max-width: 720px)').matches;
    if (!phone || pagesWaiting(live.alerting) > 0) return;
    if (live.consoles.length > 0) showPane('tools');
    else if (live.messages.length > 0) showPane('channels');
  }, [session]);
  return (
    <DockContext value={wide ? dock : undefined}>
      <div className="room" data-pane={pane}>
        <TopBar />
        <Banners />
        <GuideStrip />
        <InFlight />
        {wide ? <Dock model={dock.model} /> : <Columns />}
        <PaneSwitch />
        <PinDialog />
        {prepared !== undefined && !readOnly && <ActionDialog prepared={prepared} onClose={() => prepare(undefined)} />}
        <RoomKeys />
      </div>
    </DockContext>
  );
}

function Columns() {
  return (
    <div className="room-body">
      <aside className="room-left" aria-label="Pager and channels">
        <Pager />
        <Channels />
      </aside>
      <main className="room-centre" aria-label="Tools">
        <Tools />
      </main>
      <aside className="room-right" aria-label="Notebook">
        <Notebook />
      </aside>
    </div>
  );
}
