/** The layout of spans and of traces under way: runs of words of an Int32Array; a field whose name ends in F is a double (see world/state.ts). */

/**
 * One request in one service, one branch, or one piece of work; 14 words. A request becomes up to three spans, the caller's, the service's
 * own and its wait in the queue, because all of them begin at the same instant.
 */
export const SLOT = {
  /** The one before it in its trace; the next of those that are free. */
  next: 0,
  /** Its trace's record. */
  trace: 1,
  /** Its ordinal, from 1, and from PARENT_SHIFT that of the slot around it; 0 for the root. */
  ordinals: 2,
  /** One of KIND in the low bits; further as KIND_BITS says. */
  kind: 3,
  /** A request: the call site, or for the root its endpoint. A branch: its place. A call not made: its site. Work: its instruction. */
  what: 4,
  /** A request: its replica. Work and branches happen where the request around them does. */
  replica: 5,
  startF: 6,
  /** When it answered or was done; -1 while it has not. */
  endF: 8,
  /** A request: when its caller stopped waiting; only with a `callError`. */
  callEndF: 10,
  /** A request that was queued, or a query: microseconds it waited; -1 while it waits. */
  waitedUs: 12,
} as const;
export const SLOT_WORDS = 14;
export const ORDINAL_MASK = 0xffff;
export const PARENT_SHIFT = 16;

/** Those of work are WORK of the world. */
export const KIND = { request: 0, branch: 1, acquire: 2, query: 3, provider: 4, backoff: 5, notMade: 6 } as const;
export const KIND_MASK = 7;
/** `queued`: it had to wait. `error`: why there was no good answer (one of ERROR); `callError`: why the caller stopped waiting. `tries`: those before this one. */
export const KIND_BITS = {
  queued: 8,
  probe: 16,
  errorShift: 5,
  callErrorShift: 9,
  errorMask: 15,
  triesShift: 13,
  triesMax: 0xffff,
} as const;

/** One request from outside that is under way, or has work left behind; 8 words. */
export const RECORD = {
  /** Frames at work, and from SLOTS_SHIFT the slots so far; the next record of those that are free. */
  state: 0,
  /** The newest slot. */
  last: 1,
  first: 2,
  /** One of FATE. */
  fate: 3,
  /** Number of the request. */
  request: 4,
  /** Offset of the journey or the check that asked. */
  asks: 5,
  /** Its number among all traces that were kept. */
  kept: 6,
} as const;
export const RECORD_WORDS = 8;
export const SLOTS_SHIFT = 16;
export const OPEN_MASK = 0xffff;
export const FATE = { open: 0, kept: 1, letGo: 2 } as const;
