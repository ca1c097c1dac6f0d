// Screens that stand apart: which group a value belongs to, and going over from one to the other while nothing else is under way.
import { type Console, type ConsoleVariant, type SimTimeUs, safeguardsOf } from '../schema/index.ts';
import type { SafeguardOf } from './safeguards/safeguard.ts';
import type { Session } from './types.ts';

/** The group of an option; undefined for a value that is no option. */
export const groupOf = (desk: Console, field: string, value: string): string | undefined =>
  optionsOf(desk, field).find((option) => option.value === value)?.group;

/** The groups of a field's options, each once, in their order. */
export const groupsOf = (desk: Console, field: string): string[] => [...new Set(optionsOf(desk, field).map(({ group }) => group))];

const optionsOf = (desk: Console, field: string) => desk.fields.find(({ name }) => name === field)?.options ?? [];

/** The separation of a console, if it has one. */
export const separationOf = (desk: Console, variant: ConsoleVariant): SafeguardOf<'separation'> | undefined =>
  safeguardsOf(desk, variant).find((safeguard) => 'separation' in safeguard);

/** Sets out for the screen of `group`. */
export const goOver = (session: Session, group: string, arrivesAtUs: SimTimeUs): Session => ({
  ...session,
  goingTo: group,
  switchingUntilUs: arrivesAtUs,
});

/** Arrives there, if it is time. A value of the field that stands on the other screen is not taken along. */
export function arrive(session: Session, desk: Console, variant: ConsoleVariant, nowUs: SimTimeUs): Session {
  const { switchingUntilUs, goingTo } = session;
  if (switchingUntilUs === undefined || nowUs < switchingUntilUs) return session;
  const field = separationOf(desk, variant)?.separation ?? '';
  const { [field]: value = '', ...others } = session.values;
  const values = groupOf(desk, field, value) === goingTo ? session.values : { ...others, [field]: '' };
  return { ...session, values, group: goingTo, goingTo: undefined, switchingUntilUs: undefined };
}
