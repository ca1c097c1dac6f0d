// Running a recorded journal again: the same entries at the same instants.
import type { EntryDraft, JournalEntry, Scenario, Seed, SimTimeUs } from '../schema/index.ts';
import { Authority, type AuthorityOptions } from './authority.ts';

export interface ReplayOptions extends AuthorityOptions {
  /** Asked after each step; true ends the replay early. */
  stop?: ((authority: Authority) => boolean) | undefined;
}

/** @param journal in order of `seq`, times not decreasing; entries after `untilUs` are left out */
export function replay(
  scenario: Scenario,
  seed: Seed,
  journal: readonly JournalEntry[],
  untilUs: SimTimeUs,
  onProgress?: (atUs: SimTimeUs) => void,
  options: ReplayOptions = {},
): Authority {
  const authority = Authority.open(scenario, seed, options);
  const stop = (): boolean => {
    onProgress?.(authority.nowUs);
    return options.stop?.(authority) === true;
  };
  for (const entry of journal) {
    if (entry.atUs > untilUs) break;
    authority.advanceTo(entry.atUs, stop);
    if (options.stop?.(authority) === true) return authority;
    authority.append(draftOf(entry), entry.recordedAt === undefined ? {} : { recordedAt: entry.recordedAt });
  }
  authority.advanceTo(untilUs, stop);
  return authority;
}

export function draftOf({ kind, args, actor, role }: JournalEntry): EntryDraft {
  return { kind, args, actor, role } as EntryDraft;
}
