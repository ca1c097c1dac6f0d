/**
 * Consoles: the statecharts of safeguards and the way of an attempt through them.
 * Public surface of `console`: other rooms import from here and nowhere deeper.
 */
export type { Attempt, ConsoleEvent, ConsoleStep, ConsolesState, SafeguardRun, Session, Surroundings } from './types.ts';
