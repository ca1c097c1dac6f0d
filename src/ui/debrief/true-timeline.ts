// The main events of a run, as they were: the page, what was decided, done and said, and when users were no longer hurt.
import type { DrillView, EntryKind, Measures } from '../../schema/index.ts';
import type { Milestone } from '../review/milestones.ts';
import type { TrueEvent } from './timeline-compared.ts';

/** The first of each is a milestone with a name. */
const FIRST: Partial<Record<EntryKind, Milestone>> = {
  'alert.acknowledge': 'Acknowledged',
  'incident.declare': 'Incident declared',
  'hypothesis.set': 'First explanation written down',
  'comms.status-update': 'First update sent',
};
const EVERY: readonly EntryKind[] = [
  'incident.declare',
  'incident.resolve',
  'incident.stand-down',
  'comms.status-update',
  'people.escalate',
  'people.delegate',
  'role.hand-over',
];

/** Ascending. Refused actions are left out: they changed nothing. */
export function trueTimeline(view: DrillView, measures: Measures): TrueEvent[] {
  const events: TrueEvent[] = [];
  const page = view.tPlusZeroUs;
  if (page !== undefined) events.push({ atUs: page, text: 'The first page', names: ['The first page'] satisfies Milestone[] });
  const seen = new Set<string>();
  for (const { kind, atUs, text, outcome } of view.timeline) {
    if (outcome?.status === 'refused') continue;
    const first = !seen.has(kind);
    seen.add(kind);
    const command = kind.startsWith('command.');
    const names: Milestone[] = [];
    const milestone = FIRST[kind];
    if (first && milestone !== undefined) names.push(milestone);
    if (command && !seen.has('command')) names.push('First action');
    if (command) seen.add('command');
    if (kind === 'incident.resolve' || kind === 'incident.stand-down') names.push('Declared resolved');
    if (command || EVERY.includes(kind) || names.length > 0) events.push({ atUs, text, names });
  }
  if (page !== undefined && measures.timeToMitigateUs !== undefined)
    events.push({
      atUs: page + measures.timeToMitigateUs,
      text: 'Users no longer hurt',
      names: ['Users no longer hurt'] satisfies Milestone[],
    });
  return events.sort((a, b) => a.atUs - b.atUs);
}
