// What a story needs around a panel: theme, services, an open drill, and the room it belongs in.
import { type ReactNode, useMemo } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { type DrillSession, type DrillStore, memoryStore } from '../../host/client/index.ts';
import { AppServicesContext, SessionKeeper } from '../app/services.ts';
import { SessionProvider } from '../app/session-context.tsx';
import { HelpDialog } from '../guide/index.ts';
import { PinDialog } from '../notebook/PinDialog.tsx';
import { ActionDialog } from '../room/ActionDialog.tsx';
import { RoomProvider, useRoom } from '../room/room-context.tsx';
import type { ToolId } from '../room/tool-list.ts';
import { storyScenarios, storyShell, storyWorker } from './story-drill.ts';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/controls.css';
import '../room/room.css';
import '../panels/panels.css';
import '../notebook/notebook.css';

export function Stage({
  session,
  tool = 'map',
  width = 860,
  bare = false,
  dialogs = true,
  store,
  children,
}: {
  session: DrillSession;
  tool?: ToolId;
  width?: number | string /** The story is a whole screen with a main of its own. */;
  bare?: boolean;
  /** False for a story of the room itself, which brings its own. */
  dialogs?: boolean;
  /** Default: an empty one, lost with the page. */
  store?: DrillStore;
  children: ReactNode;
}) {
  const services = useMemo(
    () => ({
      scenarios: storyScenarios,
      startWorker: storyWorker,
      startShell: storyShell,
      store: store ?? memoryStore(),
      storageProblem: undefined,
      keeper: new SessionKeeper(),
    }),
    [store],
  );
  const location = useMemo(() => memoryLocation({ path: `/drill/${session.id}` }), [session.id]);
  return (
    <AppServicesContext value={services}>
      <Router hook={location.hook}>
        <SessionProvider session={session}>
          <RoomProvider initialTool={tool}>
            {bare ? children : <main style={{ width, maxWidth: '100%', minHeight: '20rem', background: 'var(--bg)' }}>{children}</main>}
            {dialogs && <Dialogs />}
          </RoomProvider>
        </SessionProvider>
      </Router>
    </AppServicesContext>
  );
}

function Dialogs() {
  const { prepared, prepare } = useRoom();
  return (
    <>
      <PinDialog />
      <HelpDialog />
      {prepared !== undefined && <ActionDialog prepared={prepared} onClose={() => prepare(undefined)} />}
    </>
  );
}
