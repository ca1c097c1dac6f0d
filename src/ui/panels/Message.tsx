// One message with what it waits for, and the way to answer it: a composed update for audiences, a line for those who talk.
import type { MessageView } from '../../schema/index.ts';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, Mark, sincePage, spanText, spanWords } from '../theme/index.ts';

export type Channel = MessageView['channel'];

export function Message({
  message,
  isOwn,
  onReply,
}: {
  message: MessageView;
  isOwn: boolean;
  onReply: ((to: 'war room' | 'specialists', name: string) => void) | undefined;
}) {
  const view = useView();
  const readOnly = useReadOnly();
  const { go } = useRoom();
  const { channel, expects } = message;
  const audience = channel === 'executive' || channel === 'support' || channel === 'status page' ? channel : undefined;
  const talk = channel === 'war room' || channel === 'specialists' ? channel : undefined;
  const late = expects !== undefined && view.timed && expects.byUs < view.nowUs;
  return (
    <li className="message" data-own={isOwn}>
      <div className="row-between small">
        <strong>{isOwn ? 'you' : message.from}</strong>
        <span className="quiet">
          {channel} · <span className="mono">{sincePage(message.atUs, view.tPlusZeroUs) ?? spanText(message.atUs)}</span>
        </span>
      </div>
      <p>{message.text}</p>
      <div className="row">
        {expects !== undefined && (
          <Mark tone={expects.answered ? 'ok' : late ? 'bad' : 'warn'}>
            {expects.answered
              ? 'answered'
              : !view.timed
                ? 'waits for an update'
                : late
                  ? `update overdue by ${spanWords(view.nowUs - expects.byUs)}`
                  : `update due in ${spanWords(expects.byUs - view.nowUs)}`}
          </Mark>
        )}
        {expects !== undefined && !expects.answered && !readOnly ? (
          <Button size="small" kind="primary" onPress={() => go('communicate', expects.audience)}>
            Write it
          </Button>
        ) : isOwn || readOnly ? null : audience !== undefined ? (
          <Button size="small" kind="quiet" onPress={() => go('communicate', audience)} aria-label={`Update them: ${message.from}`}>
            Update them
          </Button>
        ) : talk !== undefined && onReply !== undefined ? (
          <Button size="small" kind="quiet" onPress={() => onReply(talk, message.from)} aria-label={`Reply to ${message.from}`}>
            Reply
          </Button>
        ) : null}
      </div>
    </li>
  );
}
