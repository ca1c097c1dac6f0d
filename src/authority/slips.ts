// How people of the scenario notice a slip at a safeguard, and how they grow used to warnings. A person who has noticed goes back; else they answer the safeguard
// honestly, as `console-hand.ts` says, in the time that keys and a thought take.
import type { ConsolesState } from '../console/index.ts';
import { ln, pow } from '../math/index.ts';
import { type Safeguard, type SafeguardKind, type Slip, safeguardKind } from '../schema/index.ts';

/** Who believes that it is right is stopped only by what shows facts or has them ask somebody else; a second person decides by themselves. */
const SHOWS_FACTS: readonly SafeguardKind[] = ['warning', 'confirmation', 'dryRun', 'checklist'];
/** What is seen before the button is pressed, without a question. */
export const SEEN_BEFORE: readonly SafeguardKind[] = ['environment', 'watermark'];

/**
 * Habituation: adherence to a warning in the same words falls as a power of how often it was seen, fast at first and ever slower.
 * The exponent is that of a field experiment with three warnings a day on 15 days, in which adherence fell from 87 % to 65 % (Vance, Jenkins, Anderson, Bjornn and
 * Kirwan, Tuning Out Security Warnings, MIS Quarterly 42(2), 2018: read were abstract and design, the two figures are cited from memory). That most of it is lost
 * at the first repetitions is Anderson, Kirwan, Jenkins, Eargle, Howard and Vance, CHI 2015 (abstract read: a dramatic drop after the second exposure, further
 * ones after). A day without warnings, after which attention partly recovers, is left out.
 */
const SEEN_IN_EXPERIMENT = 45;
const EXPONENT = ln(0.65 / 0.87) / ln(1 + SEEN_IN_EXPERIMENT);
/** What one adheres to after so many warnings that meant nothing, as a share of what one adhered to at first. */
export const habituated = (seen: number): number => pow(1 + seen, EXPONENT);

/** Ordinary entries of a person before the run begins: about a working day. Of these the warning’s share `harmless` was warned for nothing. */
export const ENTRIES_BEFORE = 200;

/** How many harmless warnings in the same words this person has seen. */
export function warningsSeen({ attempts }: ConsolesState, safeguard: Safeguard, by: string): number {
  const before = 'warning' in safeguard ? safeguard.harmless * ENTRIES_BEFORE : 0;
  const steps = attempts.flatMap((attempt) => (attempt.by === by ? attempt.steps : []));
  return before + steps.filter((step) => step.harmless && step.safeguard === safeguard.name).length;
}

/** The chance that the person of the slip notices at this safeguard. */
export function noticeChance(slip: Slip, safeguard: Safeguard, room: ConsolesState): number {
  const kind = safeguardKind(safeguard);
  if (slip.intends && !SHOWS_FACTS.includes(kind)) return 0;
  const chance = slip.notices[kind] ?? 0;
  return kind === 'warning' ? chance * habituated(warningsSeen(room, safeguard, slip.by)) : chance;
}
