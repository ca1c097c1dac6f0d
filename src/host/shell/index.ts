/**
 * Browser thread around a shell.
 * Public surface of `host/shell`: other rooms import from here and nowhere deeper.
 */
export { ShellThread } from './thread.ts';
