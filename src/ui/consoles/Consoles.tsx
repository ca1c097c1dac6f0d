// The consoles of the scenario, one tab each, with the routine work beside them. Opening one is a look; finding it open on coming in is none.
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ConsoleView } from '../../schema/index.ts';
import { useReadOnly, useSessionContext, useSessionState, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { LookBar } from '../panels/LookBar.tsx';
import { useLook } from '../panels/use-look.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { ConsoleScreen } from './ConsoleScreen.tsx';
import type { Desk } from './desk.tsx';
import { Routine } from './Routine.tsx';
import './consoles.css';

export default function Consoles() {
  const view = useView();
  const { target } = useRoom();
  const [chosen, choose] = useRemembered<string | undefined>('consoles.shown', undefined);
  const { consoles, routine } = view;
  const shown = consoles.find(({ id }) => id === (chosen ?? target)) ?? consoles[0];
  if (shown === undefined) return <p className="empty">No console belongs to this drill.</p>;
  return (
    <div className="consoles">
      <div className="consoles-grid" data-routine={routine.length > 0 || undefined}>
        {routine.length > 0 && (
          <Routine
            tasks={routine}
            consoles={consoles}
            nowUs={view.nowUs}
            startsAtMs={view.scenario.startsAtMs}
            timed={view.timed}
            shown={shown.id}
            onOpen={choose}
          />
        )}
        {consoles.length === 1 ? (
          // Not within tabs: they draw what is not a panel twice, and to be drawn is to be looked at.
          <OneConsole view={shown} />
        ) : (
          <Tabs className="tabs" selectedKey={shown.id} onSelectionChange={(key) => choose(String(key))}>
            <TabList className="tab-list" aria-label="Consoles">
              {consoles.map(({ id, title }) => (
                <Tab key={id} id={id} className="tab">
                  {title}
                </Tab>
              ))}
            </TabList>
            <TabPanel id={shown.id} className="tab-panel">
              <OneConsole key={shown.id} view={shown} />
            </TabPanel>
          </Tabs>
        )}
      </div>
    </div>
  );
}

function OneConsole({ view: console }: { view: ConsoleView }) {
  const { session, notify } = useSessionContext();
  const { view, replayAtUs } = useSessionState();
  const past = useReadOnly();
  // Over is over, also for what stands half-typed.
  const readOnly = past || view.ended;
  const { memory } = useRoom();
  // Looked at once when it is first seen, and whenever somebody opens it after that; not again because the page was loaded again.
  const [wanted, setWanted] = useState(() => {
    const entered = memory.get('consoles.entered') === true;
    memory.set('consoles.entered', true);
    return (
      entered ||
      replayAtUs !== undefined ||
      !session.journal.some((entry) => entry.kind === 'look.console' && entry.args.console === console.id)
    );
  });
  const looked = useLook(wanted ? { kind: 'look.console', args: { console: console.id } } : undefined, console.title);
  const [typed, setTyped] = useDraft<Record<string, string | undefined>>(
    session.id,
    `console ${console.id}`,
    Object.fromEntries([...console.fields.map(({ name }) => name), '>'].map((name) => [name, undefined])),
  );
  const desk: Desk = {
    view: console,
    nowUs: view.nowUs,
    startsAtMs: view.scenario.startsAtMs,
    timed: view.timed,
    paused: view.paused,
    readOnly,
    takesFocus: !readOnly,
    send: async (draft) => {
      try {
        const { outcome } = await session.append(draft);
        if (outcome?.status !== 'refused') return true;
        notify('bad', outcome.reason);
      } catch (error) {
        notify('bad', error instanceof Error ? error.message : String(error));
      }
      return false;
    },
    nameOf: (by) => (by === 'you' ? 'you' : (view.people.find(({ id }) => id === by)?.name ?? by)),
  };
  return (
    <div className="console-tool">
      <LookBar looked={{ ...looked, again: wanted ? looked.again : () => setWanted(true) }}>
        {past && <span className="small">You see this console as it was; nothing on it can be pressed.</span>}
      </LookBar>
      <ConsoleScreen desk={desk} typed={defined(typed)} onTyped={setTyped} />
    </div>
  );
}

/** What was typed, without the fields in which nothing was. */
const defined = (typed: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).filter((entry): entry is [string, string] => entry[1] !== undefined));
