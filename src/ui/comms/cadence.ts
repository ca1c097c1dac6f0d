// When an audience hears next: what was asked or promised, and what the severity asks for, whichever is first. Calm words, none without a clock. Pure.
import type { AudienceName, DrillView } from '../../schema/index.ts';
import { spanWords } from '../theme/format.ts';
import type { Tone } from '../theme/Mark.tsx';

type Timed = Pick<DrillView, 'timed' | 'ended' | 'nowUs' | 'cadence' | 'owedUpdate' | 'updates' | 'messages' | 'phase'>;

export interface Due {
  tone: Tone;
  words: string;
  byUs: number | undefined;
}

const SOON_US = 2 * 60_000_000;
const OVER = new Set(['resolved', 'review', 'scored']);

export function dueOf(view: Timed, audience: AudienceName): Due {
  const lastUs = view.updates.findLast((update) => update.audience === audience)?.atUs;
  const told = lastUs === undefined ? 'not told yet' : `told ${agoWords(view.nowUs - lastUs)}`;
  if (!view.timed || view.ended || OVER.has(view.phase)) return { tone: 'plain', words: told, byUs: undefined };
  const byUs = dueAtUs(view, audience);
  if (byUs === undefined) return { tone: 'plain', words: told, byUs };
  const leftUs = byUs - view.nowUs;
  if (leftUs < 0) return { tone: 'bad', words: `overdue by ${roughly(-leftUs)}`, byUs };
  return { tone: leftUs < SOON_US ? 'warn' : 'plain', words: `due in ${roughly(leftUs)}`, byUs };
}

/** The first instant by which an audience is to hear; undefined when nothing is owed. */
function dueAtUs(view: Timed, audience: AudienceName): number | undefined {
  const asked = view.messages.flatMap(({ expects }) => (expects?.audience === audience && !expects.answered ? [expects.byUs] : []));
  const owed = view.owedUpdate?.audience === audience ? [view.owedUpdate.byUs] : [];
  const usual = view.cadence.flatMap((entry) => (entry.audience === audience ? [entry.nextUs] : []));
  const all = [...asked, ...owed, ...usual];
  return all.length === 0 ? undefined : Math.min(...all);
}

const wholeMinutes = (us: number): string => spanWords(Math.floor(us / 60e6) * 60e6);
/** Minutes from two on, so that the words do not tick. */
const roughly = (us: number): string => (us >= 2 * 60e6 ? wholeMinutes(us) : spanWords(us));
/** How long something has been so, in words that change once a minute. */
export const agoWords = (us: number): string => (us < 60e6 ? 'just now' : `${wholeMinutes(us)} ago`);

/** How often an audience hears, in minutes; undefined until a severity is declared. */
export const cadenceMinutes = (view: Pick<DrillView, 'cadence'>, audience: AudienceName): number | undefined => {
  const everyUs = view.cadence.find((entry) => entry.audience === audience)?.everyUs;
  return everyUs === undefined ? undefined : Math.round(everyUs / 60e6);
};
