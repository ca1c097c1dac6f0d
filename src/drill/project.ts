// Projection: what the trainee may see of a drill at one instant. Filter first, diff second (DESIGN D2):
// everything here comes from instruments, from the trainee's own entries, from messages, and from the shape of the system.
import {
  type ActionInFlight,
  type AlertingView,
  type DeploymentMark,
  type DrillView,
  FAULT_KINDS,
  type MessageView,
  type Rubric,
  rubricOf,
  type Scenario,
  type Seed,
  type SimTimeUs,
  storyTimeUs,
  type TraceReader,
} from '../schema/index.ts';
import { checksOf } from './checks.ts';
import { commandOptions } from './command-options.ts';
import { impactOf } from './impact.ts';
import { incidentOf } from './incident.ts';
import { isOver } from './phases.ts';
import type { DrillState, TimedAction } from './state.ts';
import type { StoryState } from './story-state.ts';
import { componentsOf, topologyOf } from './topology.ts';

export interface ProjectInput {
  scenario: Scenario;
  seed: Seed;
  trace: TraceReader;
  drill: DrillState;
  story: StoryState;
  /** The last entry that counts. */
  seq: number;
  slos: DrillView['slos'];
  alerting: AlertingView;
  consoles: Pick<DrillView, 'consoles' | 'consoleVariant' | 'routine'>;
}

/** When the time-line reveals the next document that is still hidden. */
function nextReveal(scenario: Scenario, story: StoryState): SimTimeUs | undefined {
  const instants = scenario.timeline.flatMap(({ at, reveal }) => {
    if (at === undefined || reveal === undefined || story.revealed.includes(reveal)) return [];
    const atUs = storyTimeUs(at, scenario.startsAtMs, story.tPlusZeroUs);
    return atUs === undefined ? [] : [atUs];
  });
  return instants.length === 0 ? undefined : Math.min(...instants);
}

/** A finished action stays in sight for this long. */
const FINISHED_SHOWN_US = 60_000_000;

export function project({ scenario, seed, trace, drill, story, seq, slos, alerting, consoles }: ProjectInput): DrillView {
  const { meta } = scenario;
  const { phase } = drill.phase;
  const impact = impactOf(scenario, trace);
  const checks = checksOf(scenario, trace);
  const inFlight = actionsInFlight(drill.actions, trace);
  const somethingElse = Math.max(0, 1 - drill.beliefs.reduce((sum, belief) => sum + belief.probability, 0));
  return {
    scenario: {
      slug: scenario.slug,
      hash: scenario.hash,
      title: meta.title,
      summary: meta.summary,
      objectives: meta.objectives,
      startsAtMs: scenario.startsAtMs,
      lengthUs: meta.length,
      difficulty: meta.difficulty,
    },
    seed,
    nowUs: trace.nowUs,
    seq,
    phase,
    ended: phase === 'scored' || trace.nowUs >= meta.length,
    severity: drill.severity,
    tPlusZeroUs: story.tPlusZeroUs,
    declaredAtUs: drill.declaredAtUs,
    resolvedAtUs: drill.resolvedAtUs,
    nextRevealAtUs: phase === 'resolved' || phase === 'review' ? nextReveal(scenario, story) : undefined,
    impact,
    slos,
    alerting,
    checks,
    guards: scenario.guards,
    alerts: trace.alerts().map((alert) => ({ ...alert, acknowledged: Object.hasOwn(drill.acknowledged, alert.alert) })),
    messages: messagesOf(story),
    owedUpdate: owedUpdate(story),
    beliefs: drill.beliefs,
    somethingElse,
    causes: { components: componentsOf(scenario), kinds: FAULT_KINDS },
    facts: drill.facts,
    cascade: drill.cascade,
    plan: drill.plan,
    updates: drill.updates,
    lessons: drill.lessons,
    actionItems: drill.actionItems,
    timeline: drill.timeline,
    inFlight,
    deployments: knownDeployments(drill, trace),
    commands: commandOptions(scenario, trace, slos),
    ...incidentOf({ scenario, trace, drill, story, impact, checks, inFlight }),
    artefacts: scenario.artefacts
      .filter(({ name, hidden }) => !hidden || story.revealed.includes(name))
      .map(({ name, title, kind, hidden }) => ({ name, title, kind, revealed: hidden })),
    dashboards: scenario.observability.dashboards,
    topology: topologyOf(scenario),
    gauges: trace.gauges().map((gauge) => ({ ...gauge })),
    platform: Object.keys(scenario.world.services).length > 0,
    tables: Object.entries(trace.tables()).map(([name, { title }]) => ({ name, title })),
    ...consoles,
    judged: isOver(phase) ? judgedCriteria(rubricOf(scenario, consoles.consoleVariant), drill) : [],
    speed: drill.speed,
    paused: drill.paused,
  };
}

function messagesOf(story: StoryState): MessageView[] {
  return story.messages.map((message) => {
    const expectation = story.expectations.find(({ messageId }) => messageId === message.id);
    if (expectation === undefined) return message;
    const { audience, byUs, answeredAtUs } = expectation;
    return { ...message, expects: { audience, byUs, answered: answeredAtUs !== undefined } };
  });
}

/** The update that is due first. */
function owedUpdate(story: StoryState): DrillView['owedUpdate'] {
  const open = story.expectations.filter(({ answeredAtUs }) => answeredAtUs === undefined);
  const first = open.reduce<(typeof open)[number] | undefined>(
    (least, expectation) => (least === undefined || expectation.byUs < least.byUs ? expectation : least),
    undefined,
  );
  return first === undefined ? undefined : { audience: first.audience, byUs: first.byUs };
}

function actionsInFlight(actions: readonly TimedAction[], trace: TraceReader): ActionInFlight[] {
  return actions
    .map((action) => ({ action, shown: progressOf(action, trace) }))
    .filter(
      ({ action, shown }) => shown.status === 'running' || shown.status === 'paused' || trace.nowUs <= action.untilUs + FINISHED_SHOWN_US,
    )
    .map(({ action, shown }) => ({ seq: action.seq, text: action.text, startedAtUs: action.startedAtUs, ...shown }));
}

/** Looking tells of everything until then; a command of one’s own tells of the rollout it began. */
function knownDeployments(drill: DrillState, trace: TraceReader): DeploymentMark[] {
  const lookedAtUs = drill.timeline.findLast(({ kind }) => kind === 'look.deployments')?.atUs ?? -Infinity;
  return trace
    .deployments()
    .filter(
      ({ atUs, service }) =>
        atUs <= lookedAtUs || drill.actions.some((action) => action.startedAtUs === atUs && action.service === service),
    )
    .map(({ atUs, service, from, to }) => ({ atUs, service, from, to }))
    .sort((a, b) => a.atUs - b.atUs);
}

/** A rollout knows how far it is; anything else is judged by its expected end. */
function progressOf(action: TimedAction, trace: TraceReader): Pick<ActionInFlight, 'progress' | 'status'> {
  const record = trace.deployments().find(({ atUs, service }) => atUs === action.startedAtUs && service === action.service);
  if (record !== undefined) {
    const progress = record.replicasTotal === 0 ? 1 : record.replicasDone / record.replicasTotal;
    const status = ({ 'rolling out': 'running', complete: 'done', failed: 'failed', paused: 'paused' } as const)[record.status];
    return { progress, status };
  }
  const progress = Math.min(1, (trace.nowUs - action.startedAtUs) / (action.untilUs - action.startedAtUs));
  return { progress, status: progress >= 1 ? 'done' : 'running' };
}

function judgedCriteria(rubric: Rubric | undefined, drill: DrillState): DrillView['judged'] {
  const criteria = (rubric?.categories ?? []).flatMap((category) => category.criteria);
  return criteria.flatMap(({ id, title, points, judged }) =>
    judged === undefined || judged.by === 'instructor'
      ? []
      : [{ id, title, question: judged.question, anchors: judged.anchors, pointsMax: points, given: drill.selfAssessments[id] }],
  );
}
