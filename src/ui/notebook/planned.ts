// What was planned and what became of it: whether a step was carried out, and which plan a command begins with. Pure.
import type { DrillView } from '../../schema/index.ts';

type Planned = DrillView['plan'][number];
type Item = DrillView['timeline'][number];

const plain = (command: string): string => command.trim().replace(/\s+/g, ' ');
const isCommand = ({ kind }: Item): boolean => kind.startsWith('command.');

/** The command that carried the step out as it was written. */
export const carriedOut = (planned: Planned, timeline: readonly Item[]): Item | undefined =>
  timeline.find((item) => item.seq > planned.seq && isCommand(item) && plain(item.text) === plain(planned.command));

/** Nothing was done since the step was planned: it may still come. */
export const stillOpen = (planned: Planned, timeline: readonly Item[]): boolean =>
  !timeline.some((item) => item.seq > planned.seq && isCommand(item));

/** The last plan of this very command that was not carried out. */
export const planOf = (command: string, plan: readonly Planned[], timeline: readonly Item[]): Planned | undefined =>
  plan.findLast((planned) => plain(planned.command) === plain(command) && carriedOut(planned, timeline) === undefined);
