// The timeout cascade as a drill of people, for stories: asked, called, sent, agreed. The real scenario, the real run.
import type { DrillSession } from '../../host/client/index.ts';
import type { EntryDraft } from '../../schema/index.ts';
import { MINUTE_US, oncePerPoint, openStory } from './story-drill.ts';

/** alone: just paged, nobody asked; asked: many asked a moment ago; answered: minutes later, one said no; agreed: it is well again, and a second person agrees. */
export type StaffedPoint = 'alone' | 'asked' | 'answered' | 'agreed';

/** The manager agrees to deleting only while nobody is hurt. */
const AGREEMENT: EntryDraft = {
  kind: 'approval.request',
  args: { person: 'engineering-manager', command: 'delete payment-service', because: 'Nothing else of it works' },
};

const ASKED: EntryDraft[] = [
  { kind: 'alert.acknowledge', args: { alert: 'ApiErrorsHigh' } },
  { kind: 'incident.declare', args: { severity: 'SEV-1', summary: 'Sign-in and payments fail for most users' } },
  { kind: 'role.take', args: { role: 'commander' } },
  { kind: 'note.fact', args: { text: 'Whether the provider is healthy', status: 'unknown' } },
  {
    kind: 'hypothesis.set',
    args: {
      beliefs: [{ cause: { component: 'payment-service', kind: 'configuration' }, probability: 0.7 }],
      because: 'It was deployed just before',
    },
  },
  { kind: 'people.ask', args: { person: 'database-specialist', about: 'shop-db-pool' } },
  { kind: 'people.escalate', args: { because: 'Payments fail for most users, I need a decision' } },
  AGREEMENT,
  { kind: 'people.delegate', args: { person: 'platform-engineer', task: 'rollback payment-service' } },
  {
    kind: 'comms.status-update',
    args: {
      audience: 'executive',
      state: 'investigating',
      whatHappened: 'Most customers cannot sign in or pay. We treat it as SEV-1.',
      impact: { errorRatio: 0.4, usersAffected: 600 },
      nextSteps: 'We limit the damage first.',
      nextUpdateMinutes: 10,
    },
  },
];

/** One run per point: stories of a file share it. */
export const staffedDrill = oncePerPoint(playTo);

async function playTo(point: StaffedPoint): Promise<DrillSession> {
  const session = await openStory('timeout-cascade', `staffed-${point}`);
  if (point === 'alone') return session;
  const startUs = session.getState().live.nowUs;
  await session.skipTo(startUs + MINUTE_US);
  for (const draft of ASKED) await session.append(draft);
  await session.skipTo(startUs + (point === 'asked' ? 1.2 : 6) * MINUTE_US);
  if (point !== 'agreed') return session;
  await session.skipTo(startUs + 12 * MINUTE_US);
  await session.append(AGREEMENT);
  await session.skipTo(startUs + 14 * MINUTE_US);
  return session;
}
