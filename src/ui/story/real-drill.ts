// Drills for stories: the real worker runs the real scenario to a given point, with a real journal. Nothing shown in a story is made up.
import type { DrillSession } from '../../host/client/index.ts';
import type { Cause, EntryDraft } from '../../schema/index.ts';
import { MINUTE_US, oncePerPoint, openStory } from './story-drill.ts';

/** quiet: nothing wrong; paged: just called; busy: in the middle; flooded: left alone until there are 100,000 log lines; recovering: after the rollback; resolved: declared over, nothing reviewed; scored: reviewed and submitted; stepped: just called, as commander, without a clock, at the level debug. */
export type StoryPoint = 'quiet' | 'paged' | 'busy' | 'flooded' | 'recovering' | 'resolved' | 'scored' | 'stepped';

const CONFIGURATION: Cause = { component: 'payment-service', kind: 'configuration' };
const PROVIDER: Cause = { component: 'payments.stripe.example', kind: 'down' };

const INVESTIGATION: EntryDraft[] = [
  { kind: 'alert.acknowledge', args: { alert: 'ApiErrorsHigh' } },
  { kind: 'incident.declare', args: { severity: 'SEV-1', summary: 'Sign-in and payments fail for most users' } },
  { kind: 'note.fact', args: { text: 'The connection pool is exhausted', status: 'known' } },
  { kind: 'note.fact', args: { text: 'Whether the provider is healthy', status: 'unknown' } },
  { kind: 'plan.priorities', args: { order: ['contain', 'diagnose', 'fix', 'communicate'] } },
  { kind: 'look.deployments', args: {} },
  {
    kind: 'hypothesis.set',
    args: {
      beliefs: [
        { cause: CONFIGURATION, probability: 0.7 },
        { cause: PROVIDER, probability: 0.25 },
      ],
      because: 'It was deployed just before',
    },
  },
  { kind: 'look.diff', args: { service: 'payment-service' } },
  { kind: 'look.status-page', args: { provider: 'payments.stripe.example' } },
  { kind: 'people.ask', args: { person: 'database-specialist', about: 'shop-db-pool' } },
  {
    kind: 'note.cascade',
    args: {
      edges: [
        { from: 'payment-service', to: 'shop-db-pool' },
        { from: 'shop-db-pool', to: 'user-service' },
        { from: 'user-service', to: 'api-gateway' },
      ],
    },
  },
];

/** One run per point: stories of a file share it. */
export const realDrill = oncePerPoint(playTo);

async function playTo(point: StoryPoint): Promise<DrillSession> {
  const session = await openStory(point === 'quiet' ? 'evening-shift' : 'timeout-cascade', point);
  if (point === 'quiet' || point === 'paged') return session;
  if (point === 'stepped') {
    await session.append({ kind: 'drill.begin', args: { level: 'debug', timed: false, role: 'commander' } });
    return session;
  }
  const startUs = session.getState().live.nowUs;
  if (point === 'flooded') {
    await session.skipTo(startUs + 9 * MINUTE_US);
    return session;
  }
  await session.skipTo(startUs + MINUTE_US);
  for (const draft of INVESTIGATION) await session.append(draft);
  const pinned = session.journal.findLast((entry) => entry.kind === 'look.diff');
  if (pinned !== undefined)
    await session.append({
      kind: 'hypothesis.pin',
      args: { cause: CONFIGURATION, look: pinned.seq, supports: 'for', note: 'ten times shorter' },
    });
  await session.skipTo(startUs + 4 * MINUTE_US);
  await session.append({
    kind: 'plan.step',
    args: {
      command: 'rollback payment-service',
      expects: 'errors below 10 % in two minutes',
      verifies: 'API error ratio',
      ifItFails: 'open the breaker',
      confidence: 0.9,
    },
  });
  if (point === 'busy') return session;
  await session.append({ kind: 'command.rollback', args: { service: 'payment-service' } });
  await session.skipTo(startUs + 5 * MINUTE_US);
  if (point === 'recovering') return session;
  await session.append({
    kind: 'comms.status-update',
    args: {
      audience: 'executive',
      state: 'mitigating',
      whatHappened: 'A release shortened two timeouts',
      impact: { errorRatio: 0.02, usersAffected: 1_000, text: 'Sign-in and payments' },
      confidence: 0.9,
      eta: { fromMinutes: 3, toMinutes: 8 },
    },
  });
  await session.skipTo(startUs + 12 * MINUTE_US);
  await session.append({ kind: 'incident.resolve', args: { summary: 'Rolled back' } });
  if (point === 'resolved') return session;
  await session.append({
    kind: 'review.reflection',
    args: {
      feelings: 'Rushed until the diff was open, calm after it',
      wentWell: 'The diff was read before anything was touched',
      wentBadly: 'Support heard nothing',
      lucky: 'The old version was still there',
    },
  });
  const atS = (minutes: number) => Math.round(startUs / 1e6 + minutes * 60);
  await session.append({
    kind: 'review.timeline',
    args: {
      items: [
        { atS: atS(0), text: 'The first page' },
        { atS: atS(1), text: 'Acknowledged' },
        { atS: atS(5), text: 'A colleague looked at the pool' },
        { atS: atS(7), text: 'Rollback of payment-service' },
        { atS: atS(12), text: 'Declared resolved' },
      ],
    },
  });
  await session.append({
    kind: 'review.causes',
    args: { surface: 'Timeouts too short', deeper: 'No review', deepest: 'Configuration is treated as minor' },
  });
  await session.append({ kind: 'review.lesson', args: { kind: 'pattern', text: 'A full pool is a symptom: ask who holds it' } });
  await session.append({ kind: 'review.submit', args: {} });
  return session;
}
