/**
 * The page's side of the worker port, storage, run files.
 * Public surface of `host/client`: other rooms import from here and nowhere deeper.
 */

export type { DrillResult, LearnerFile, LearningCard, PostMortem, SavedDrill } from '../../schema/index.ts';
export { downloadInputs, downloadRun, downloadText, type ParsedRun, readLearnerFile, readRunFile, runFileName } from './files.ts';
export type { ForkListener } from './fork-pool.ts';
export { DrillPort, HostRequestError, type Progress, type Push, type WorkerLike } from './port.ts';
export { LINK_LENGTH_MAX, packRun, unpackRun } from './run-link.ts';
export { type Appended, type ChartReply, DrillSession, type OpenOptions, type SessionState } from './session.ts';
export { ShellSession } from './shell.ts';
export { type DraftBox, deleteEverything, draftsOf } from './store/drafts.ts';
export { type DrillStore, memoryStore, openDrillStore, storeOver } from './store/drill-store.ts';
export type { SetAside } from './store/records.ts';
export { freshCard, resultOf } from './store/result-of.ts';
export type { ImportCounts } from './store/transfer.ts';
