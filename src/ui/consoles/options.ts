// Which options of a choice are on the screen: those of the screen one is at, where test and live stand apart. Pure.
import type { ConsoleField, ConsoleView } from '../../schema/index.ts';

/** In the console's own order. */
export function optionsOf(field: ConsoleField, separation: ConsoleView['separation']): ConsoleField['options'] {
  if (separation === undefined || separation.field !== field.name) return field.options;
  return field.options.filter(({ group }) => group === '' || group === separation.open);
}
