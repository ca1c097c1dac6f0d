// The page's end of the worker port: requests by id as promises, pushes to whoever listens. Generic over what carries the messages.
import type { HostRequest, HostResponse, ResponseEnvelope } from '../../schema/index.ts';

export type Push = Extract<ResponseEnvelope, { id: 0 }> extends infer E ? (E extends { push: infer P } ? P : never) : never;
export type Progress = (ratio: number, text: string) => void;
type ResponseOf = {
  open: 'opened';
  append: 'appended';
  pace: 'done';
  skip: 'done';
  chart: 'chart';
  logs: 'logs';
  'log-index': 'log-index';
  series: 'series';
  exemplars: 'exemplars';
  check: 'checked';
  look: 'look';
  seek: 'view';
  live: 'view';
  score: 'score';
  'fork-open': 'done';
  'fork-seed': 'fork-seed';
  export: 'exported';
  verify: 'verified';
};

/** What a Worker is to us. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** A request the worker answered with an error: bad input, or a mistake of ours. */
export class HostRequestError extends Error {
  readonly details: string[];
  constructor(message: string, details: string[]) {
    super(message);
    this.name = 'HostRequestError';
    this.details = details;
  }
}

interface Waiting {
  resolve(response: HostResponse): void;
  reject(error: Error): void;
  progress: Progress | undefined;
}

export class DrillPort {
  readonly #worker: WorkerLike;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(push: Push) => void>();
  readonly #crashListeners = new Set<(error: Error) => void>();
  #lastId = 0;

  constructor(worker: WorkerLike) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<ResponseEnvelope>) => this.#receive(event.data));
    worker.addEventListener('error', (event: ErrorEvent) =>
      this.#crash(new Error(event.message || 'The simulation thread could not be loaded')),
    );
  }

  /** @throws HostRequestError with every detail the worker gave */
  async request<T extends HostRequest>(request: T, progress?: Progress): Promise<Extract<HostResponse, { type: ResponseOf[T['type']] }>> {
    const id = ++this.#lastId;
    const response = await new Promise<HostResponse>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
      this.#worker.postMessage({ id, request });
    });
    if (response.type === 'error') throw new HostRequestError(response.message, response.details);
    return response as Extract<HostResponse, { type: ResponseOf[T['type']] }>;
  }

  onPush(listener: (push: Push) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onCrash(listener: (error: Error) => void): () => void {
    this.#crashListeners.add(listener);
    return () => this.#crashListeners.delete(listener);
  }

  /** Requests in flight stay unanswered: whoever asked has left, and to leave is no error. */
  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
    this.#listeners.clear();
  }

  #receive(envelope: ResponseEnvelope): void {
    if ('push' in envelope) {
      const { push } = envelope;
      if (push.type === 'progress') this.#waiting.get(push.forId)?.progress?.(push.ratio, push.text);
      for (const listener of this.#listeners) listener(push);
      return;
    }
    const waiting = this.#waiting.get(envelope.id);
    this.#waiting.delete(envelope.id);
    waiting?.resolve(envelope.response);
  }

  #crash(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
    for (const listener of this.#crashListeners) listener(error);
  }
}
