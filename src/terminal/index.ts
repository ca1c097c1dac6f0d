/**
 * The programs of the terminal as pure functions: kubectl, psql, curl, git, promtool, amtool and the small ones.
 * Public surface of `terminal`: other rooms import from here and nowhere deeper.
 */
export { complete } from './complete.ts';
export { answerSteps, runProgram, runProgramAsync, type SyncTerminalPort } from './drivers.ts';
export { watchedLine, watchHeader } from './everyday.ts';
export { table } from './lib/table.ts';
export { sqlTime } from './lib/time.ts';
export { programsOfLine } from './line.ts';
export { ProgramExit, type ProgramResult } from './program.ts';
export { PROGRAMS } from './programs.ts';
export { endSessions, type PsqlRequest, psqlRequest, psqlSessions } from './psql.ts';
