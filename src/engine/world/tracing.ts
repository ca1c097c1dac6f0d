/** What the world tells whoever follows requests through it. Told at the instant it happens; must change nothing of the world. */
import { DOING, ERROR } from './state.ts';

/** Work of a frame that is told when it ends. `FRAME.sinceF` says when it began, the frame's instruction what it is. */
export const WORK = { acquire: 2, query: 3, provider: 4, backoff: 5 } as const;

export interface Tracing {
  /** A request begins in a service, waiting or running: from outside (`caller` 0, `site` -1), or called by a frame at a call site. */
  entered(frame: number, caller: number, site: number): void;
  /** A request from outside was shed: it has no frame. `asks` is the journey or probe. */
  turnedAway(replica: number, route: number, request: number, asks: number): void;
  /** A call was not taken, or not made. */
  refused(frame: number, site: number, error: number): void;
  /** A request leaves its replica's queue and runs. */
  began(frame: number): void;
  /** A branch of a `parallel` step begins. */
  branched(branch: number, frame: number, index: number): void;
  /** An answer 5xx, a branch that failed, or work that is ended. Only the first for each frame counts. */
  failed(frame: number, error: number): void;
  /** The caller of a request stops waiting for it. Only the first for each frame counts. */
  givenUp(frame: number, error: number): void;
  /** A frame is free. Until then it was at work, also after its answer. */
  left(frame: number): void;
  /** Work of one of WORK ends. */
  worked(frame: number, work: number, error: number): void;
}

/** The kind of work a frame is at; 0 for none that is told. */
export function workOf(doing: number): number {
  switch (doing) {
    case DOING.poolWait:
      return WORK.acquire;
    case DOING.databaseWait:
    case DOING.query:
      return WORK.query;
    case DOING.provider:
      return WORK.provider;
    case DOING.backoff:
      return WORK.backoff;
    default:
      return 0;
  }
}

/** The code of an answer that ends with this error. */
export function statusCodeOf(error: number): number {
  return STATUS_CODES[error] ?? 500;
}

const STATUS_CODES: Readonly<Record<number, number>> = {
  [ERROR.none]: 200,
  [ERROR.refused]: 503,
  [ERROR.breakerOpen]: 503,
  [ERROR.breakerForced]: 503,
  [ERROR.connectTimeout]: 504,
  [ERROR.readTimeout]: 504,
  [ERROR.timeout]: 504,
  [ERROR.poolTimeout]: 504,
  [ERROR.serviceTimeout]: 504,
};
