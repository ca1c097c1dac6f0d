// A console of a story: what is typed stays in the story, what would be sent is handed to it.
import { useState } from 'react';
import type { ConsoleView, EntryDraft } from '../../schema/index.ts';
import { ConsoleScreen } from '../consoles/ConsoleScreen.tsx';
import type { Desk } from '../consoles/desk.tsx';
import { DESK_NOW_US, DESK_STARTS_MS } from './desks.ts';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/controls.css';
import '../consoles/consoles.css';

interface Props {
  view: ConsoleView;
  onSend?: (draft: EntryDraft) => void;
  desk?: Partial<Desk>;
}

export function DeskStage({ view, onSend = () => undefined, desk }: Props) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  return (
    <ConsoleScreen
      typed={typed}
      onTyped={setTyped}
      desk={{
        view,
        nowUs: DESK_NOW_US,
        startsAtMs: DESK_STARTS_MS,
        timed: true,
        paused: false,
        readOnly: false,
        takesFocus: true,
        send: async (draft) => {
          onSend(draft);
          return true;
        },
        nameOf: (by) => (by === 'you' ? 'you' : by === 'trader-2' ? 'Trader at desk 2' : by),
        ...desk,
      }}
    />
  );
}
