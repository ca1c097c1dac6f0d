// On narrow screens: one column at a time, chosen at the bottom of the screen.
import { Bell, LayoutDashboard, MessagesSquare, NotebookPen } from 'lucide-react';
import { useSession, useView } from '../app/session-context.tsx';
import { pagesWaiting } from '../panels/alert-groups.ts';
import { ownNames, unreadCounts } from '../panels/unread.ts';
import { useRoom } from './room-context.tsx';
import type { PaneId } from './tool-list.ts';

const PANES: { id: PaneId; title: string; icon: typeof Bell }[] = [
  { id: 'pager', title: 'Pager', icon: Bell },
  { id: 'channels', title: 'Channels', icon: MessagesSquare },
  { id: 'tools', title: 'Tools', icon: LayoutDashboard },
  { id: 'notebook', title: 'Notebook', icon: NotebookPen },
];

export function PaneSwitch() {
  const { pane, showPane, seen } = useRoom();
  const view = useView();
  const session = useSession();
  const unread = Object.values(unreadCounts(view.messages, seen, ownNames(session.journal))).reduce((sum, count) => sum + count, 0);
  const waiting: Partial<Record<PaneId, { count: number; what: string }>> = {
    pager: { count: pagesWaiting(view.alerting), what: 'to acknowledge' },
    channels: { count: unread, what: 'unread' },
  };
  return (
    <nav className="pane-switch" aria-label="Columns of the room">
      {PANES.map(({ id, title, icon: Icon }) => {
        const { count = 0, what } = waiting[id] ?? {};
        return (
          <button key={id} type="button" aria-current={pane === id ? 'true' : undefined} onClick={() => showPane(id)}>
            <Icon size={18} aria-hidden="true" />
            <span>
              {title}
              {count > 0 && (
                <>
                  {' '}
                  ({count}
                  <span className="visually-hidden"> {what}</span>)
                </>
              )}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
