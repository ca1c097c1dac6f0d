/** The world for the rest of the engine: how to make one, what its records mean, what it says. */
export { createWorld } from './initial.ts';
export { LiveWorld, type Session } from './live-world.ts';
export * from './state.ts';
export { statusCodeOf, type Tracing, WORK, workOf } from './tracing.ts';
