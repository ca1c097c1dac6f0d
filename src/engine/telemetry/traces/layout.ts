/** The layout of spans and of traces under way: runs of words of an Int32Array; a field whose name ends in F is a double (see world/state.ts). */

/**
 * One request in one service, one branch, or one piece of work; 16 words: a cache line. A request becomes up to three spans, the caller's,
 * the service's own and its wait in the queue, because all of them begin at the same instant.
 */
export const SLOT = {
  /** The next of the same trace, or of those that are free. */
  next: 0,
  /** Its trace's record. */
  trace: 1,
  /** Ordinal of the slot around it; 0 for the root. Ordinals count the slots of a trace from 1. */
  parent: 2,
  ordinal: 3,
  /** One of KIND in the low bits, then FLAGs, then the tries before this one (TRIES_SHIFT). */
  kind: 4,
  /** A request: index of its endpoint. A branch: its place. Work: its instruction. */
  what: 5,
  /** The call site; -1 without one. */
  site: 6,
  /** Serial of the pod; -1 when it is not known. */
  pod: 7,
  /** Why there was no good answer (one of ERROR), and from bit 8 why the caller had none. */
  error: 8,
  /** Microseconds it waited in the queue, or for a worker of the database; -1 while it waits. */
  waitedUs: 9,
  startF: 10,
  /** When it answered or was done; -1 while it has not. */
  endF: 12,
  /** When its caller stopped waiting; -1 when the caller got the answer. */
  callEndF: 14,
} as const;
export const SLOT_WORDS = 16;

/** Those of work are WORK of the world. */
export const KIND = { request: 0, branch: 1, acquire: 2, query: 3, provider: 4, backoff: 5, notMade: 6 } as const;
export const KIND_MASK = 15;
export const FLAG = { queued: 16, probe: 32 } as const;
export const TRIES_SHIFT = 8;
export const ERROR_MASK = 255;
export const CALL_ERROR_SHIFT = 8;

/** One request from outside that is under way, or has work left behind; 8 words. */
export const RECORD = {
  /** Number of the request; the next record of those that are free. */
  request: 0,
  /** Frames at work. */
  open: 1,
  /** The root's slot, and the newest one. */
  first: 2,
  last: 3,
  slots: 4,
  /** One of FATE. */
  fate: 5,
  /** Its number among all traces that were kept. */
  kept: 6,
  /** Offset of the journey or the check that asked. */
  asks: 7,
} as const;
export const RECORD_WORDS = 8;
export const FATE = { open: 0, kept: 1, letGo: 2 } as const;
