/**
 * The one writer of a journal, and everything that can be done with a run: replay, verify, script, fork, score.
 * Public surface of `authority`: other rooms import from here and nowhere deeper.
 */
export { createEngine } from '../engine/index.ts';
export { harmAt, parseComparison } from '../scoring/index.ts';
export { Authority, type AuthorityOptions, JOURNAL_MAX } from './authority.ts';
export { comparisonOf, comparisonRuns, editJournal, type ForkRun, REFERENCE_FILE, runFork } from './compare.ts';
export { consoleDebrief, consoleRecord, routineCosts } from './console-debrief.ts';
export { InputError } from './input-error.ts';
export { logProblems, promqlProblems } from './query-problems.ts';
export { type ReplayOptions, replay } from './replay.ts';
export { compileIssues, namedFileIssues } from './scenario-issues.ts';
export { scoreRun } from './score-run.ts';
export { type PlayOptions, playScript } from './script.ts';
export { SeedForks } from './seed-forks.ts';
export { type Verification, verifyRun } from './verify-run.ts';
