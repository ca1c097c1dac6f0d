/**
 * Browser thread around an authority: message port, pacing, forks.
 * Public surface of `host/worker`: other rooms import from here and nowhere deeper.
 */
export { type HostClock, wallClock } from './clock.ts';
export { DrillHost } from './drill-host.ts';
