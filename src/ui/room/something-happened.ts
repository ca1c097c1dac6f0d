// For those who step through time: what came up between two instants that somebody would look up for. Pure.
import type { DrillView } from '../../schema/index.ts';

export type Watched = Pick<DrillView, 'alerts' | 'messages' | 'inFlight' | 'requests' | 'phase' | 'ended'>;

/** Said in a few words; undefined when nothing worth a stop happened. Figures that drift are no event. */
export function somethingHappened(before: Watched, after: Watched): string | undefined {
  if (after.ended) return 'The time is up';
  const knownMessages = new Set(before.messages.map(({ id }) => id));
  const message = after.messages.find(({ id }) => !knownMessages.has(id));
  if (message !== undefined) return `${message.from} wrote in ${message.channel}`;
  const states = new Map(before.alerts.map((alert) => [keyOf(alert), alert.state]));
  for (const alert of after.alerts) {
    const old = states.get(keyOf(alert));
    if (alert.state === 'firing' && old !== 'firing') return `${alert.alert} fires`;
    if (alert.state === 'resolved' && old === 'firing') return `${alert.alert} is resolved`;
  }
  const running = new Map(before.inFlight.map(({ seq, status }) => [seq, status]));
  const changed = after.inFlight.find(({ seq, status }) => running.has(seq) && running.get(seq) !== status);
  if (changed !== undefined) return `${changed.text}: ${changed.status}`;
  const asked = new Map(before.requests.map(({ seq, status }) => [seq, status]));
  const answered = after.requests.find(({ seq, status }) => asked.get(seq) === 'waiting' && status !== 'waiting');
  if (answered !== undefined) return `${answered.person}: ${answered.status}`;
  return before.phase === after.phase ? undefined : `The incident is in ${after.phase}`;
}

const keyOf = (alert: DrillView['alerts'][number]): string => `${alert.alert} ${JSON.stringify(alert.labels)}`;
