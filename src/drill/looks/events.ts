// look.events: what the orchestrator reported in the last hour, oldest first, as `kubectl get events` shows it.
import type { Look } from './look.ts';

/** Kubernetes keeps its events for an hour. */
const KEPT_US = 3_600_000_000;

export const lookEvents: Look<'look.events'> = ({ trace, atUs }) => ({
  kind: 'events',
  events: trace.clusterEvents().filter((event) => event.atUs >= atUs - KEPT_US),
});
