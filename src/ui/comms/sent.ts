// What was sent, with what readers wrote back before the next one. Pure.
import type { AudienceName, DrillView, JournalEntry, MessageView } from '../../schema/index.ts';
import type { UpdateArgs } from './update-draft.ts';

export interface SentUpdate {
  seq: number;
  atUs: number;
  args: UpdateArgs;
  replies: MessageView[];
}

/**
 * Updates up to the view's last entry, newest first.
 * @param journal may go further than the view, when an earlier instant is shown
 */
export function sentUpdates(
  journal: readonly JournalEntry[],
  view: Pick<DrillView, 'seq' | 'messages' | 'people'>,
  audience: AudienceName,
): SentUpdate[] {
  const updates = journal.filter(
    (entry): entry is JournalEntry<'comms.status-update'> =>
      entry.kind === 'comms.status-update' && entry.seq <= view.seq && entry.args.audience === audience,
  );
  const names = new Set(view.people.flatMap(({ id, name }) => [id, name]));
  return updates
    .map(({ seq, atUs, args }, index) => {
      const untilUs = updates[index + 1]?.atUs ?? Infinity;
      const replies = view.messages.filter(
        (message) => message.channel === audience && names.has(message.from) && message.atUs > atUs && message.atUs <= untilUs,
      );
      return { seq, atUs, args, replies };
    })
    .reverse();
}
