// The channels: what people write, what they wait for and since when, what has not been read yet; answering from each message.
import { useEffect, useRef, useState } from 'react';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { AskDialog } from '../people/AskDialog.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button } from '../theme/index.ts';
import { type Channel, Message } from './Message.tsx';
import { ownNames, type SeenCounts, unreadCounts, withSeen } from './unread.ts';
import { Waiting } from './Waiting.tsx';

const CHANNELS: readonly Channel[] = ['war room', 'executive', 'support', 'specialists', 'pager', 'status page'];
const SAYABLE = ['war room', 'executive', 'support', 'specialists'] as const;
type Sayable = (typeof SAYABLE)[number];
const isSayable = (channel: string): channel is Sayable => (SAYABLE as readonly string[]).includes(channel);

/** Nearer to the end than this is at the end: sizes are not whole pixels. */
const END_PX = 8;

export function Channels() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const act = useAct();
  const [channel, setChannel] = useRemembered<Channel | undefined>('channels.shown', undefined);
  const [text, setText] = useRemembered('channels.text', '');
  const [sayTo, setSayTo] = useRemembered<Sayable>('channels.say-to', 'war room');
  const { seen, setSeen } = useRoom();
  const [asking, setAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { messages } = view;
  const shown = messages.filter((message) => channel === undefined || message.channel === channel);
  const used = CHANNELS.filter((name) => isSayable(name) || messages.some((message) => message.channel === name));
  const own = ownNames(session.journal);
  const unread = unreadCounts(messages, seen, own);
  const { list, end, below, toEnd } = useEndOfList(shown.at(-1)?.id, () => {
    const next = withSeen(seen, messages, channel);
    if (!readOnly && next !== seen) setSeen(next);
  });
  const choose = (next: Channel | undefined) => {
    setChannel(next);
    setSayTo(next !== undefined && isSayable(next) ? next : 'war room');
  };
  const reply = (to: Sayable, name: string) => {
    setSayTo(to);
    if (text.trim() === '') setText(`@${name}: `);
    input.current?.focus();
  };
  const say = async () => {
    if (text.trim() === '') return;
    if (await act({ kind: 'comms.say', args: { channel: sayTo, text: text.trim() } })) setText('');
  };
  return (
    <section className="channels pane" aria-labelledby="channels-title">
      <div className="pane-head">
        <h2 id="channels-title">Channels</h2>
      </div>
      <Waiting />
      <div className="channel-filter">
        <div className="channel-chips" role="group" aria-label="Channel">
          <button type="button" className="chip" aria-pressed={channel === undefined} onClick={() => choose(undefined)}>
            all
          </button>
          {used.map((name) => (
            <button key={name} type="button" className="chip" aria-pressed={channel === name} onClick={() => choose(name)}>
              {name}
              {(unread[name] ?? 0) > 0 && (
                <span className="unread">
                  {unread[name]}
                  <span className="visually-hidden"> unread</span>
                </span>
              )}
            </button>
          ))}
        </div>
        {!readOnly && view.people.length > 0 && (
          <Button size="small" onPress={() => setAsking(true)}>
            Ask someone
          </Button>
        )}
      </div>
      <div className="channel-messages">
        <ul
          className="pane-scroll"
          ref={list}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          aria-label="Messages"
          aria-live="polite"
        >
          {shown.length === 0 && <li className="empty">Nobody has written here.</li>}
          {shown.map((message) => (
            <Message key={message.id} message={message} isOwn={own.has(message.from)} onReply={readOnly ? undefined : reply} />
          ))}
          <li ref={end} className="channel-end" aria-hidden="true" />
        </ul>
        {below && (
          <div className="to-end">
            <Button size="small" onPress={toEnd}>
              Newer messages below
            </Button>
          </div>
        )}
      </div>
      {!readOnly && (
        <form
          className="say"
          onSubmit={(event) => {
            event.preventDefault();
            void say();
          }}
        >
          <input
            ref={input}
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
      {asking && !readOnly && <AskDialog onClose={() => setAsking(false)} />}
    </section>
  );
}

/** Follows the end of a list for whoever reads the end, leaves alone who reads above it, and says when the end is in sight. */
function useEndOfList(lastId: string | undefined, onSeen: () => void) {
  const list = useRef<HTMLUListElement>(null);
  const end = useRef<HTMLLIElement>(null);
  const follows = useRef(true);
  const [inSight, setInSight] = useState<boolean | undefined>(undefined);
  const toEnd = () => {
    follows.current = true;
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  useEffect(() => {
    const [box, last] = [list.current, end.current];
    if (box === null || last === null) return;
    // The box may be hidden or docked away: then nothing is in sight.
    const watched = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting === true), {
      root: box,
      rootMargin: `${END_PX}px`,
    });
    watched.observe(last);
    const onScroll = () => {
      follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < END_PX;
    };
    box.addEventListener('scroll', onScroll);
    return () => {
      watched.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another last message is a longer list
  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const follow = () => {
      if (follows.current) box.scrollTo({ top: box.scrollHeight });
    };
    follow();
    // The list gets shorter when the column beside it fills: whoever reads the end keeps it, with its button, in sight.
    const resized = new ResizeObserver(follow);
    resized.observe(box);
    for (const item of box.children) resized.observe(item);
    return () => resized.disconnect();
  }, [lastId]);
  useEffect(() => {
    if (inSight === true) onSeen();
  });
  return { list, end, below: inSight === false && lastId !== undefined, toEnd };
}
