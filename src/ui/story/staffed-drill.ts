// The timeout cascade with people who carry out, agree and are on call, for stories of people: the real run of a scenario with these duties added.
import { DrillSession, memoryStore } from '../../host/client/index.ts';
import type { EntryDraft } from '../../schema/index.ts';
import { storyScenarios, storyWorker } from './real-drill.ts';

const MINUTE_US = 60_000_000;
/** alone: just paged, nobody asked; asked: questions, a task, a call and an agreement asked for a moment ago; answered: minutes later. */
export type StaffedPoint = 'alone' | 'asked' | 'answered';

const DUTIES = {
  'payments-engineer': {
    takes: ['technical lead'],
    does: [{ do: 'rollback payment-service' }, { do: 'set payment-service *' }],
    approves: [{ do: 'restart payment-service' }],
    limits: 'On a train: sees the repository and the console, not the dashboards.',
  },
  'database-specialist': {
    takes: ['commander', 'technical lead'],
    does: [{ do: 'kill-sessions *' }, { do: 'resize-pool * *' }],
    approves: [{ do: 'restart *', unless: 'vector(1)', says: 'The database is fine. A restart costs every service its connections.' }],
    limits: 'Sees the database and nothing else.',
  },
  'support-lead': { takes: ['communications', 'scribe'], limits: 'Sees tickets, no dashboards.' },
  'chief-executive': { limits: 'Decides about money and announcements.', reachable: '0%' },
};
const LADDER = [
  { person: 'chief-executive', timeout: '1m' },
  { person: 'database-specialist', timeout: '5m' },
];

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
  { kind: 'approval.request', args: { person: 'database-specialist', command: 'restart shop-db', because: 'The pool is full' } },
  { kind: 'approval.request', args: { person: 'payments-engineer', command: 'restart payment-service', because: 'Its workers hang' } },
  { kind: 'people.delegate', args: { person: 'payments-engineer', task: 'rollback payment-service' } },
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

const opened = new Map<StaffedPoint, Promise<DrillSession>>();

/** One run per point and page: stories of a file share it. */
export function staffedDrill(point: StaffedPoint): Promise<DrillSession> {
  const known = opened.get(point) ?? playTo(point);
  opened.set(point, known);
  return known;
}

async function playTo(point: StaffedPoint): Promise<DrillSession> {
  const bundle = await storyScenarios.bundle('timeout-cascade');
  if (bundle === undefined) throw new Error('The scenario timeout-cascade is missing');
  const session = await DrillSession.open({
    worker: storyWorker(),
    startWorker: storyWorker,
    store: memoryStore(),
    bundle: { ...bundle, files: { ...bundle.files, 'scenario.yaml': await staffed(bundle.files['scenario.yaml'] ?? '') } },
    id: `story-staffed-${point}`,
    seed: 'story',
  });
  if (point === 'alone') return session;
  const startUs = session.getState().live.nowUs;
  await session.skipTo(startUs + MINUTE_US);
  for (const draft of ASKED) await session.append(draft);
  await session.skipTo(startUs + (point === 'asked' ? 1.3 : 6) * MINUTE_US);
  return session;
}

async function staffed(text: string): Promise<string> {
  const { parse, stringify } = await import('yaml');
  const scenario = parse(text, { maxAliasCount: 0 }) as {
    people: Record<string, object>;
    guards?: object[];
    incident?: object;
  };
  for (const [id, duties] of Object.entries(DUTIES)) scenario.people[id] = { ...scenario.people[id], ...duties };
  scenario.incident = { ...scenario.incident, ladder: LADDER };
  scenario.guards = [{ do: 'restart *', asks: 'approval', says: 'A restart loses requests in work.' }, ...(scenario.guards ?? [])];
  return stringify(scenario);
}
