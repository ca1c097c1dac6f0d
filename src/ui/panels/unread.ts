// What somebody has not seen yet, per channel. Messages only ever come at the end, so a count per channel is enough. Pure.
import type { JournalEntry, MessageView } from '../../schema/index.ts';

export type SeenCounts = Readonly<Record<string, number>>;

/** How many messages of each channel there are. */
export function countsOf(messages: readonly MessageView[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { channel } of messages) counts[channel] = (counts[channel] ?? 0) + 1;
  return counts;
}

/** Messages of others beyond what was seen. @param own what the trainee signs with */
export function unreadCounts(messages: readonly MessageView[], seen: SeenCounts, own: ReadonlySet<string>): Record<string, number> {
  const passed: Record<string, number> = {};
  const unread: Record<string, number> = {};
  for (const { channel, from } of messages) {
    passed[channel] = (passed[channel] ?? 0) + 1;
    if (passed[channel] > (seen[channel] ?? 0) && !own.has(from)) unread[channel] = (unread[channel] ?? 0) + 1;
  }
  return unread;
}

/** Marks the channels that are in sight as seen. @param channel undefined: all of them */
export function withSeen(seen: SeenCounts, messages: readonly MessageView[], channel: string | undefined): SeenCounts {
  const counts = countsOf(messages);
  const next = channel === undefined ? { ...seen, ...counts } : { ...seen, [channel]: counts[channel] ?? 0 };
  return Object.keys(next).every((name) => next[name] === seen[name]) ? seen : next;
}

/** What the trainee signs with. */
export const ownNames = (journal: readonly Pick<JournalEntry, 'kind' | 'actor'>[]): Set<string> =>
  new Set(journal.flatMap(({ kind, actor }) => (kind.startsWith('comms.') ? [actor] : [])));
