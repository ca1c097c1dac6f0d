/**
 * Consoles: the statecharts of safeguards and the way of an attempt through them.
 * Public surface of `console`: other rooms import from here and nowhere deeper.
 */
export { KLM, meanSeconds, type RoutineWork, routineSeconds } from './klm.ts';
export { figuresWith } from './meeting.ts';
export { type MatchedLine, promptLine } from './prompt-line.ts';
export { groupsOf, separationOf } from './separations.ts';
export { initialConsoles, sessionOf } from './sessions.ts';
export { attemptUnderWay, nextDueUs, stepConsoles } from './step.ts';
export type { Attempt, ConsoleEvent, ConsoleStep, ConsolesState, SafeguardRun, Session, Surroundings } from './types.ts';
export { attemptView, promptOf } from './views.ts';
