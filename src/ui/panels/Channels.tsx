// The channels: what people write, what they wait for, and the people one can ask.
import { useEffect, useRef, useState } from 'react';
import type { DrillView } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, ChoiceField, Mark, Modal, sincePage, spanText } from '../theme/index.ts';

type Channel = 'all' | DrillView['messages'][number]['channel'];
const CHANNELS: Channel[] = ['all', 'war room', 'executive', 'support', 'specialists', 'pager', 'status page'];
type Sayable = 'war room' | 'executive' | 'support' | 'specialists';
const SAYABLE: Sayable[] = ['war room', 'executive', 'support', 'specialists'];

/** Nearer to the end than this is at the end: sizes are not whole pixels. */
const END_PX = 8;

export function Channels() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const { go } = useRoom();
  const [channel, setChannel] = useState<Channel>('all');
  const [text, setText] = useState('');
  const [asking, setAsking] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const shown = view.messages.filter((message) => channel === 'all' || message.channel === channel);
  const used = CHANNELS.filter(
    (name) => name === 'all' || view.messages.some((message) => message.channel === name) || (SAYABLE as string[]).includes(name),
  );
  const lastId = shown.at(-1)?.id;
  const atEnd = useRef(true);
  useEffect(() => {
    const messages = list.current;
    if (lastId === undefined || messages === null) return;
    messages.scrollTo({ top: messages.scrollHeight });
    // The list gets shorter when the column beside it fills: whoever reads the end keeps it, with its button, in sight.
    const resized = new ResizeObserver(() => {
      if (atEnd.current) messages.scrollTo({ top: messages.scrollHeight });
    });
    resized.observe(messages);
    for (const item of messages.children) resized.observe(item);
    return () => resized.disconnect();
  }, [lastId]);
  const sayTo: Sayable = (SAYABLE as string[]).includes(channel) ? (channel as Sayable) : 'war room';
  const say = async () => {
    if (text.trim() === '') return;
    if (await act({ kind: 'comms.say', args: { channel: sayTo, text: text.trim() } })) setText('');
  };
  return (
    <section className="channels pane" aria-labelledby="channels-title">
      <div className="row-between pane-head">
        <h2 id="channels-title">Channels</h2>
        {!readOnly && view.people.length > 0 && (
          <Button size="small" onPress={() => setAsking(true)}>
            Ask someone
          </Button>
        )}
      </div>
      <div className="channel-filter" role="group" aria-label="Channel">
        {used.map((name) => (
          <button key={name} type="button" className="chip" aria-pressed={channel === name} onClick={() => setChannel(name)}>
            {name}
          </button>
        ))}
      </div>
      <ul
        className="pane-scroll"
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label="Messages"
        aria-live="polite"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < END_PX;
        }}
      >
        {shown.length === 0 && <li className="empty">Nobody has written here.</li>}
        {shown.map((message) => (
          <li key={message.id} className="message">
            <div className="row-between small">
              <strong>{message.from}</strong>
              <span className="quiet">
                {message.channel} · <span className="mono">{sincePage(message.atUs, view.tPlusZeroUs) ?? spanText(message.atUs)}</span>
              </span>
            </div>
            <p>{message.text}</p>
            {message.expects !== undefined && (
              <div className="row">
                <Mark tone={message.expects.answered ? 'ok' : message.expects.byUs < view.nowUs ? 'bad' : 'warn'}>
                  {message.expects.answered
                    ? 'answered'
                    : message.expects.byUs < view.nowUs
                      ? `update overdue by ${spanText(view.nowUs - message.expects.byUs)}`
                      : `update due in ${spanText(message.expects.byUs - view.nowUs)}`}
                </Mark>
                {!message.expects.answered && !readOnly && (
                  <Button size="small" kind="primary" onPress={() => go('communicate', message.expects?.audience)}>
                    Write it
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <form
          className="say"
          onSubmit={(event) => {
            event.preventDefault();
            void say();
          }}
        >
          <input
            className="input"
            aria-label={`Say to ${sayTo}`}
            placeholder={`Say to ${sayTo}`}
            value={text}
            maxLength={1000}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" isDisabled={text.trim() === ''}>
            Say
          </Button>
        </form>
      )}
      <AskDialog isOpen={asking} onClose={() => setAsking(false)} />
    </section>
  );
}

function AskDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const view = useView();
  const act = useAct();
  const [personId, setPersonId] = useState('');
  const [about, setAbout] = useState('');
  const person = view.people.find((candidate) => candidate.id === personId) ?? view.people[0];
  if (person === undefined) return null;
  const topics = [...person.knows, ...view.causes.components.filter((component) => !person.knows.includes(component))];
  const topic = topics.includes(about) ? about : (topics[0] ?? '');
  return (
    <Modal title="Ask someone" isOpen={isOpen} onClose={onClose}>
      <ChoiceField
        label="Whom"
        value={person.id}
        onChange={setPersonId}
        options={view.people.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` }))}
      />
      <ChoiceField
        label="About"
        value={topic}
        onChange={setAbout}
        options={topics.map((name) => ({ value: name, label: person.knows.includes(name) ? `${name} (knows it)` : name }))}
      />
      <p className="quiet">The answer comes after a while, in the channel “{person.channel}”.</p>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          kind="primary"
          onPress={async () => {
            if (await act({ kind: 'people.ask', args: { person: person.id, about: topic } }, `Asked ${person.name} about ${topic}`))
              onClose();
          }}
        >
          Ask {person.name}
        </Button>
      </div>
    </Modal>
  );
}
