// The timeout cascade with a guide and hints, for stories of the guide: the real run of a scenario with these steps added.
import type { DrillSession } from '../../host/client/index.ts';
import type { EntryDraft } from '../../schema/index.ts';
import { MINUTE_US, oncePerPoint, openStory } from './story-drill.ts';

/** begun: nothing done; onward: in the middle of the guide, with a hint taken; through: every step done. */
export type GuidedPoint = 'begun' | 'onward' | 'through';

const GUIDE = [
  {
    title: 'What you see here',
    text: 'An alert has gone out. On the left the **pager**, in the middle the tools, on the right your notebook. Take your time: the clock can stand still.',
    shows: 'notebook',
    until: { read: true },
  },
  {
    title: 'Say that you are on it',
    text: 'Acknowledge the page. It tells the others that somebody is looking.',
    shows: 'pager',
    until: { entry: 'alert.acknowledge' },
    stuck: 'The button is in the pager, beside the alert that fires.',
  },
  {
    title: 'What changed?',
    text: 'Open **Changes** and see what was deployed. Most incidents follow a change; not every change is the cause.',
    shows: 'changes',
    until: { entry: 'look.deployments' },
    stuck: 'Press 5, or choose Changes among the tools.',
  },
  {
    title: 'Write down what it could be',
    text: 'In the notebook, name a component and a kind of fault, and say how likely.',
    shows: 'notebook',
    until: { entry: 'hypothesis.set' },
    stuck: 'Add a hypothesis, move its slider, and record it.',
  },
];
const HINTS = [
  { name: 'changes', text: 'Look at what was deployed just before the page.' },
  { name: 'diff', text: 'Compare the two configurations line by line.' },
];
const FIRST: EntryDraft[] = [
  { kind: 'drill.begin', args: { level: 'beginner', timed: false } },
  { kind: 'guide.read', args: { step: 0 } },
  { kind: 'alert.acknowledge', args: { alert: 'ApiErrorsHigh' } },
  { kind: 'hint.take', args: {} },
];
const REST: EntryDraft[] = [
  { kind: 'look.deployments', args: {} },
  {
    kind: 'hypothesis.set',
    args: {
      beliefs: [{ cause: { component: 'payment-service', kind: 'configuration' }, probability: 0.5 }],
      because: 'It was deployed just before',
    },
  },
];

/** One run per point: stories of a file share it. */
export const guidedDrill = oncePerPoint(playTo);

async function playTo(point: GuidedPoint): Promise<DrillSession> {
  const session = await openStory('timeout-cascade', `guided-${point}`, async (files) => ({
    'scenario.yaml': await guided(files['scenario.yaml'] ?? ''),
  }));
  if (point === 'begun') {
    await session.append(FIRST[0] as EntryDraft);
    return session;
  }
  const startUs = session.getState().live.nowUs;
  await session.append(FIRST[0] as EntryDraft);
  await session.skipTo(startUs + MINUTE_US);
  for (const draft of FIRST.slice(1)) await session.append(draft);
  if (point === 'through') for (const draft of REST) await session.append(draft);
  return session;
}

async function guided(text: string): Promise<string> {
  const { parse, stringify } = await import('yaml');
  const scenario = parse(text, { maxAliasCount: 0 }) as Record<string, unknown>;
  return stringify({ ...scenario, guide: GUIDE, hints: HINTS });
}
