/**
 * The page's side of the worker port, storage, run files.
 * Public surface of `host/client`: other rooms import from here and nowhere deeper.
 */
export { downloadInputs, downloadRun, downloadText, type ParsedRun, readRunFile, runFileName } from './files.ts';
export { DrillPort, HostRequestError, type Progress, type Push, type WorkerLike } from './port.ts';
export { type Appended, type ChartReply, DrillSession, type OpenOptions, type SessionState } from './session.ts';
export { ShellSession } from './shell.ts';
export { type DrillStore, memoryStore, openDrillStore, type SavedDrill } from './store.ts';
