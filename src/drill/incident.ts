// Incident command as the trainee sees it: level, roles, severity, targets, cadence, checklist, criteria of the end, requests, hints, guide.
import { type DrillView, ROLES, type Scenario } from '../schema/index.ts';

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

export function incidentOf(scenario: Scenario): IncidentView {
  return {
    level: 'intermediate',
    timed: true,
    roles: ROLES.map((role) => ({ role, holder: { kind: 'nobody' }, sinceUs: undefined, asked: undefined })),
    severityAdvice: undefined,
    matrix: scenario.incident.matrix.map(({ severity, says }) => ({ severity, says, when: '' })),
    targets: [],
    cadence: [],
    checklist: scenario.incident.checklist.map(({ id, phase, text }) => ({ id, phase, text, doneAtUs: undefined, auto: false })),
    resolution: [],
    requests: [],
    hints: { offered: 0, taken: [] },
    guide:
      scenario.guide.length === 0
        ? undefined
        : {
            steps: scenario.guide.map(({ title, text, shows, stuck, until }) => ({
              title,
              text,
              shows,
              stuck,
              read: 'read' in until,
              done: false,
            })),
            current: 0,
          },
    handOvers: [],
    people: peopleOf(scenario),
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
