// Incident command as the trainee sees it: level, roles, severity, targets, cadence, checklist, criteria of the end, requests, hints, guide.
import { type DrillView, ROLES, type Scenario, SeveritySchema, type TraceReader } from '../schema/index.ts';
import { hintsOffered, stepsDone } from './command/notice.ts';
import { requestViews } from './command/requests.ts';
import { resolutionOf } from './command/resolution.ts';
import { adviceOf, cadenceOf, matrixOf, targetsOf } from './command/severity.ts';
import { isOver } from './phases.ts';
import type { DrillState } from './state.ts';
import type { StoryState } from './story-state.ts';

type IncidentView = Pick<
  DrillView,
  | 'level'
  | 'timed'
  | 'roles'
  | 'severityAdvice'
  | 'matrix'
  | 'targets'
  | 'cadence'
  | 'checklist'
  | 'resolution'
  | 'requests'
  | 'hints'
  | 'guide'
  | 'handOvers'
  | 'people'
>;

export interface IncidentInput {
  scenario: Scenario;
  trace: TraceReader;
  drill: DrillState;
  story: StoryState;
  impact: DrillView['impact'];
  checks: DrillView['checks'];
  inFlight: DrillView['inFlight'];
}

export function incidentOf({ scenario, trace, drill, story, impact, checks, inFlight }: IncidentInput): IncidentView {
  const { tPlusZeroUs } = story;
  const { nowUs } = trace;
  const severityAdvice = tPlusZeroUs === undefined ? undefined : adviceOf(scenario, impact);
  const declared = SeveritySchema.safeParse(drill.severity).data;
  const { errorRatio } = impact;
  return {
    level: drill.mode.level,
    timed: drill.mode.timed,
    roles: rolesOf(scenario, drill, story),
    severityAdvice,
    matrix: matrixOf(scenario, impact.currency),
    targets: targetsOf(scenario, drill, declared ?? severityAdvice?.severity, tPlusZeroUs),
    cadence: cadenceOf(scenario, drill, isOver(drill.phase.phase) ? undefined : declared, tPlusZeroUs),
    checklist: checklistOf(scenario, drill),
    resolution: tPlusZeroUs === undefined ? [] : resolutionOf({ scenario, trace, tPlusZeroUs, errorRatio, checks, inFlight }),
    requests: requestViews(story.requests, nowUs),
    hints: {
      offered: hintsOffered(scenario, drill, tPlusZeroUs, nowUs).length,
      taken: drill.hintsTaken.map(({ seq, atUs, text }) => ({ seq, atUs, text })),
    },
    guide: guideOf(scenario, drill),
    handOvers: drill.handOvers,
    people: peopleOf(scenario),
  };
}

function rolesOf(scenario: Scenario, drill: DrillState, story: StoryState): DrillView['roles'] {
  return ROLES.map((role) => {
    const held = drill.roles[role];
    const asked = story.requests.findLast(({ kind, about, status }) => kind === 'role' && about === role && status === 'waiting')?.person;
    if (held === undefined) return { role, holder: { kind: 'nobody' }, sinceUs: undefined, asked };
    const { holder, sinceUs } = held;
    if (holder.kind === 'actor') return { role, holder: { kind: 'you' }, sinceUs, asked };
    const { person: id } = holder;
    return { role, holder: { kind: 'person', id, name: scenario.people[id]?.name ?? id }, sinceUs, asked };
  });
}

/** What was ticked by hand, either way, stands; else the journal ticks. */
function checklistOf({ incident }: Scenario, drill: DrillState): DrillView['checklist'] {
  return incident.checklist.map(({ id, phase, text, entry }) => {
    const hand = drill.ticks[id];
    if (hand !== undefined) return { id, phase, text, doneAtUs: hand.done ? hand.atUs : undefined, auto: false };
    // Somebody who holds the role from the beginning, or took it with it, is commander too.
    const shown =
      entry === 'role.take' ? (drill.firstOf[entry] ?? drill.commandedAtUs) : entry === undefined ? undefined : drill.firstOf[entry];
    return { id, phase, text, doneAtUs: shown, auto: entry !== undefined };
  });
}

function guideOf(scenario: Scenario, drill: DrillState): DrillView['guide'] {
  if (scenario.guide.length === 0) return undefined;
  const done = stepsDone(scenario, drill);
  const current = done.indexOf(false);
  return {
    steps: scenario.guide.map(({ title, text, shows, stuck, until }, index) => ({
      title,
      text,
      shows,
      stuck,
      read: 'read' in until,
      done: done[index] === true,
    })),
    current: current < 0 ? done.length : current,
  };
}

function peopleOf({ people, incident }: Scenario): DrillView['people'] {
  return Object.entries(people).map(([id, { name, role, channel, knows, takes, does, approves, limits }]) => {
    const rung = incident.ladder.findIndex(({ person }) => person === id);
    return {
      id,
      name,
      role,
      channel,
      knows,
      takes,
      does: does.map((duty) => duty.do),
      approves: approves.map((duty) => duty.do),
      limits,
      rung: rung < 0 ? undefined : rung + 1,
      timeoutUs: incident.ladder[rung]?.timeout,
    };
  });
}
