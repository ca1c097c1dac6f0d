// What was sent, with what readers wrote back before the next one. Pure.
import type { AudienceName, DrillView, JournalEntry, MessageView } from '../../schema/index.ts';
import type { UpdateArgs, UpdateState } from './update-draft.ts';

export interface SentUpdate {
  seq: number;
  atUs: number;
  args: UpdateArgs;
  replies: MessageView[];
  /** Written by a person of the scenario who holds communications: plain figures, all in one text. */
  plain: boolean;
}

/**
 * Updates up to the view's last entry, newest first.
 * @param journal may go further than the view, when an earlier instant is shown
 */
export function sentUpdates(
  journal: readonly JournalEntry[],
  view: Pick<DrillView, 'seq' | 'messages' | 'people' | 'updates'>,
  audience: AudienceName,
): SentUpdate[] {
  const updates = view.updates
    .filter((update) => update.audience === audience)
    .map(({ seq, atUs, state, summary }) => {
      const entry = journal.find((each) => each.seq === seq && each.atUs === atUs);
      if (entry?.kind === 'comms.status-update') return { seq, atUs, args: entry.args, plain: false };
      const said = { audience, state: state as UpdateState, whatHappened: summary };
      return { seq, atUs, args: { ...said, done: '', impact: { text: '' }, unknowns: '', nextSteps: '' }, plain: true };
    });
  const names = new Set(view.people.flatMap(({ id, name }) => [id, name]));
  return updates
    .map((update, index) => {
      const untilUs = updates[index + 1]?.atUs ?? Infinity;
      const replies = view.messages.filter(
        (message) => message.channel === audience && names.has(message.from) && message.atUs > update.atUs && message.atUs < untilUs,
      );
      return { ...update, replies };
    })
    .reverse();
}
