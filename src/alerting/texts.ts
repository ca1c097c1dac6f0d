// Words of alerting: what a notification says, and times as people read them.
import type { AlertInstance, SimTimeUs } from '../schema/index.ts';

/** As many alerts as one message names; the rest are counted. */
const NAMED_MAX = 5;
const TOP_MAX = 3;

/** Time of day, such as 09:45:30. */
export function clock({ startsAtMs }: { startsAtMs: number }, atUs: SimTimeUs): string {
  const seconds = Math.floor((startsAtMs + atUs / 1_000) / 1_000);
  const two = (value: number): string => String(((value % 60) + 60) % 60).padStart(2, '0');
  const hours = String(((Math.floor(seconds / 3_600) % 24) + 24) % 24).padStart(2, '0');
  const shown = `${hours}:${two(Math.floor(seconds / 60))}`;
  return seconds % 60 === 0 ? shown : `${shown}:${two(seconds)}`;
}

/** One line for one alert: its name and what it says. */
function alertLine({ alert, annotations }: AlertInstance): string {
  const { summary, description, title } = annotations;
  return [`${alert}:`, summary ?? title ?? description ?? 'firing'].join(' ');
}

/** A group's message: one alert speaks for itself, several are counted and the first ones named. */
export function notificationText(firing: readonly AlertInstance[], resolved: readonly AlertInstance[]): string {
  const [only] = firing;
  if (only !== undefined && firing.length === 1 && resolved.length === 0) return alertLine(only);
  if (firing.length === 0) return `Resolved: ${countedNames(resolved, NAMED_MAX)}`;
  const counts = [firing.length > 0 ? `${firing.length} firing` : '', resolved.length > 0 ? `${resolved.length} resolved` : ''];
  const lines = [...firing.map(alertLine), ...resolved.map(({ alert }) => `${alert}: resolved`)];
  return `[${counts.filter((text) => text !== '').join(', ')}] ${listed(lines, NAMED_MAX)}`;
}

/** The one message of a storm: how much, of what, and where it seems to come from. */
export function summaryText(
  firing: readonly AlertInstance[],
  components: readonly string[],
  { root, shared }: { root: string | undefined; shared: string | undefined },
  closing: boolean,
): string {
  const top = countedNames(firing, TOP_MAX);
  const where = components.length === 0 ? '' : ` on ${components.length === 1 ? components[0] : `${components.length} components`}`;
  const beginning = closing ? `The storm is over; ${firing.length} more fire` : `Alert storm: ${firing.length} alerts${where}`;
  const source = root !== undefined ? ` Probable root: ${root}.` : shared !== undefined ? ` All of them need ${shared}.` : '';
  return `${beginning}. Most: ${top}.${source}`;
}

/** Names of alerts with how many there are of each, the most frequent first, then as they came. */
function countedNames(alerts: readonly AlertInstance[], most: number): string {
  const counts = new Map<string, number>();
  for (const { alert } of alerts) counts.set(alert, (counts.get(alert) ?? 0) + 1);
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => (count === 1 ? name : `${name} (${count})`));
  return listed(names, most);
}

function listed(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).join('; ');
  return items.length > most ? `${shown}; and ${items.length - most} more` : shown;
}
