// On narrow screens: one column at a time, chosen at the bottom of the screen.
import { Bell, LayoutDashboard, MessagesSquare, NotebookPen } from 'lucide-react';
import { useView } from '../app/session-context.tsx';
import { useRoom } from './room-context.tsx';
import type { PaneId } from './tool-list.ts';

const PANES: { id: PaneId; title: string; icon: typeof Bell }[] = [
  { id: 'pager', title: 'Pager', icon: Bell },
  { id: 'channels', title: 'Channels', icon: MessagesSquare },
  { id: 'tools', title: 'Tools', icon: LayoutDashboard },
  { id: 'notebook', title: 'Notebook', icon: NotebookPen },
];

export function PaneSwitch() {
  const { pane, showPane } = useRoom();
  const view = useView();
  const waiting = view.alerts.filter((alert) => alert.state === 'firing' && !alert.acknowledged).length;
  return (
    <nav className="pane-switch" aria-label="Columns of the room">
      {PANES.map(({ id, title, icon: Icon }) => (
        <button key={id} type="button" aria-current={pane === id ? 'true' : undefined} onClick={() => showPane(id)}>
          <Icon size={18} aria-hidden="true" />
          <span>
            {title}
            {id === 'pager' && waiting > 0 ? ` (${waiting})` : ''}
          </span>
        </button>
      ))}
    </nav>
  );
}
