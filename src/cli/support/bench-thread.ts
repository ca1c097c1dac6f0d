// Starts the thread of `bench instruments` and waits for its figures.
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { InstrumentBenchRecord } from '../../proof/index.ts';

export interface BenchRequest {
  seed: string;
  minutes: number;
  /** Processor time of the whole process instead of elapsed time. */
  cpu: boolean;
}
export type BenchMessage = { type: 'minute'; done: number; all: number } | { type: 'done'; record: InstrumentBenchRecord };

/** Beside this module, as a source or in the bundle. */
const SELF = fileURLToPath(import.meta.url);
const WORKER = join(dirname(SELF), `bench-worker${extname(SELF)}`);

export function benchInThread(request: BenchRequest, onMinute: (done: number, all: number) => void): Promise<InstrumentBenchRecord> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: request });
    worker.on('message', (message: BenchMessage) => {
      if (message.type === 'minute') onMinute(message.done, message.all);
      else resolve(message.record);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread that measures ended with code ${code}`)));
  });
}
