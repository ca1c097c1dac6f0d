// Signals: the rare things a world says aloud while it runs. Telemetry turns them into log lines and world facts.
// All arguments are integers, so that saying something costs no allocation; nothing in here decides anything.

/**
 * What happened. `slot` is the replica that saw it (-1: none), `target` the index of the thing it speaks about:
 * a peer (see `peerOf…`), pool, breaker or endpoint, in the order of the scenario file; `requestId` the user's request.
 */
export const Signal = {
  /** A sampled request left a service: target = endpoint, a = microseconds from arrival, b = status. */
  requestDone: 0,
  /** Shed because the queue was full: target = endpoint, a = queue length. */
  requestShed: 1,
  /** The service's own timeout: target = endpoint, a = microseconds waited. */
  requestTimeout: 2,
  /** A call gave up: target = peer, a = the limit in microseconds, b = attempt counted from 1. */
  callConnectTimeout: 3,
  callReadTimeout: 4,
  callTimeout: 5,
  /** Nobody took the call: target = peer, b = attempt. */
  callRefused: 6,
  /** The peer answered with an error: target = peer, a = status, b = attempt. */
  callError: 7,
  /** A breaker refused the call: target = breaker, b = attempt. */
  breakerRefused: 8,
  /** A request begins to wait for a connection: target = pool, a = in use, b = waiting, itself included. */
  poolWaitBegan: 9,
  /** Gave up waiting: target = pool, a = microseconds waited. */
  poolTimeout: 10,
  /** Got a connection after more than a second: target = pool, a = microseconds waited. */
  poolSlowAcquire: 11,
  /** The connection broke under a request: target = pool. */
  connectionLost: 12,
  /** target = breaker, slot = replica when its scope is the replica, a = failures that led there. */
  breakerOpened: 13,
  breakerHalfOpen: 14,
  breakerClosed: 15,
  /** A step `fail` failed the request: target = endpoint. */
  requestFailed: 16,
} as const;
export type SignalCode = (typeof Signal)[keyof typeof Signal];

/** Peers share one index space: services first, in file order, then providers. */
export const peerOfService = (service: number): number => service;
export const peerOfProvider = (provider: number, serviceCount: number): number => serviceCount + provider;

/** Receives signals in the order they happen, at the world's present instant. Must not touch the world. */
export interface WorldListener {
  signal(code: SignalCode, slot: number, target: number, requestId: number, a: number, b: number): void;
}
