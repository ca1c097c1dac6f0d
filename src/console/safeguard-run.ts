// Runs the statechart of one safeguard by xstate's pure transition function: no actor, no timer. Between events only plain data is kept.
import { initialTransition, transition } from 'xstate';
import { assert, type SafeguardPrompt, safeguardKind } from '../schema/index.ts';
import { SAFEGUARD_CHARTS } from './safeguards/index.ts';
import { type ChartEvent, type ChartSnapshot, type Meeting, persisted, type SafeguardChart } from './safeguards/safeguard.ts';
import type { SafeguardRun, Session } from './types.ts';

export const chartOf = (meeting: Pick<Meeting, 'safeguard'>): SafeguardChart => SAFEGUARD_CHARTS[safeguardKind(meeting.safeguard)];

/** Meets a safeguard: it passes or stops at once, or it asks. */
export function meet(meeting: Meeting): SafeguardRun {
  const chart = chartOf(meeting);
  const context = chart.begin(meeting);
  const [snapshot, effects] = initialTransition(chart.machine, context);
  assert(effects.length === 0, 'safeguards have no effects', { safeguard: meeting.safeguard.name });
  const run: SafeguardRun = {
    safeguard: meeting.safeguard.name,
    kind: chart.kind,
    shownAtUs: meeting.nowUs,
    endedAtUs: undefined,
    snapshot: undefined,
    answers: [],
    result: 'open',
    says: '',
    dueUs: undefined,
    harmless: 'harmless' in context && context.harmless === true,
  };
  return advanced(run, persisted(snapshot), meeting);
}

/** Moves a safeguard that is open; the same run when the event moves nothing. */
export function move(run: SafeguardRun, event: Pick<ChartEvent, 'type' | 'text'>, meeting: Meeting): SafeguardRun {
  const { machine, facts } = chartOf(meeting);
  const before = machine.resolveState(run.snapshot as ChartSnapshot);
  const [snapshot, effects] = transition(machine, before, { ...event, atUs: meeting.nowUs, facts: facts(meeting) });
  assert(effects.length === 0, 'safeguards have no effects', { safeguard: run.safeguard, event: event.type });
  return advanced(run, persisted(snapshot), meeting);
}

/** Whether the person at the console may give this answer now. */
export const takes = (run: SafeguardRun, answer: string, meeting: Meeting): boolean =>
  asks(run, meeting).answers.some((each) => each === answer);

const asks = (run: SafeguardRun, meeting: Meeting) => {
  const { value, context } = run.snapshot as ChartSnapshot;
  return chartOf(meeting).asks(value, context, meeting);
};

/** What an open safeguard asks for now. */
export function promptOfRun(run: SafeguardRun, meeting: Meeting): SafeguardPrompt {
  const { context } = run.snapshot as ChartSnapshot;
  const { title, says, answers, figures = [], button = '', phrase, elsewhere, items = [] } = asks(run, meeting);
  return {
    safeguard: run.safeguard,
    kind: run.kind,
    title,
    says,
    figures,
    answers,
    button,
    phrase,
    elsewhere,
    items,
    untilUs: context.dueUs,
    problem: context.problem,
  };
}

/** What it leaves in the session of who got past it. */
export const leftBy = (run: SafeguardRun, meeting: Meeting): Partial<Session> =>
  chartOf(meeting).leaves((run.snapshot as ChartSnapshot).context, meeting);

function advanced(run: SafeguardRun, snapshot: ChartSnapshot, { nowUs }: Meeting): SafeguardRun {
  const { value, context } = snapshot;
  const result = value === 'passed' || value === 'proceeded' || value === 'stopped' ? value : 'open';
  return {
    ...run,
    snapshot,
    result,
    says: context.says,
    dueUs: result === 'open' ? context.dueUs : undefined,
    endedAtUs: result === 'open' ? undefined : nowUs,
  };
}
