// Proves seeds in several processes at once; one seed in this one. Processes rather than threads: a forked process inherits the loader of TypeScript.
import { type ChildProcess, fork } from 'node:child_process';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { proveSeed, type SeedResult } from '../../proof/index.ts';
import { RunawayError } from '../../schema/index.ts';
import { openScenario } from './drills.ts';
import { EXIT } from './io.ts';
import type { Progress } from './progress.ts';

export interface ParallelProof {
  name: string;
  cwd: string;
  seeds: readonly string[];
  jobs: number;
}
/** From a worker process. */
export type WorkerMessage =
  | { type: 'run'; seed: string; text: string }
  | { type: 'result'; result: SeedResult }
  | { type: 'failed'; seed: string; runaway: boolean; message: string };
export interface WorkerRequest {
  name: string;
  cwd: string;
  seed: string;
}

/** Beside this module, as a source or in the bundle. */
const SELF = fileURLToPath(import.meta.url);
const WORKER = join(dirname(SELF), `prove-worker${extname(SELF)}`);

/** @returns results in the order of the seeds @throws RunawayError when a world outgrew its limits */
export async function proveInParallel(proof: ParallelProof, progress: Progress): Promise<SeedResult[]> {
  const jobs = Math.min(proof.jobs, proof.seeds.length);
  let done = 0;
  const report = (text: string): void => progress.report(done / proof.seeds.length, `${done} of ${proof.seeds.length} seeds; ${text}`);
  if (jobs <= 1) {
    const scenario = openScenario(proof.name, proof.cwd);
    return proof.seeds.map((seed) => {
      const result = proveSeed(scenario, seed, (text) => report(`${seed}: ${text}`));
      done += 1;
      return result;
    });
  }
  const waiting = [...proof.seeds];
  const results = new Map<string, SeedResult>();
  const workers: ChildProcess[] = [];
  const stop = (): void => workers.forEach((worker) => worker.kill());
  const interrupted = (): void => {
    stop();
    process.exit(EXIT.interrupted);
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await Promise.all(
      Array.from({ length: jobs }, async () => {
        const worker = fork(WORKER, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
        workers.push(worker);
        for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
          const result = await ask(worker, { name: proof.name, cwd: proof.cwd, seed }, report);
          results.set(seed, result);
          done += 1;
          report(`${seed} done`);
        }
        worker.disconnect();
      }),
    );
  } finally {
    stop();
    process.removeListener('SIGINT', interrupted);
    process.removeListener('SIGTERM', interrupted);
  }
  return proof.seeds.map((seed) => results.get(seed)!);
}

function ask(worker: ChildProcess, request: WorkerRequest, report: (text: string) => void): Promise<SeedResult> {
  return new Promise((resolve, reject) => {
    const exited = (code: number | null): void => reject(new Error(`a process that proved seed ${request.seed} ended with code ${code}`));
    const listen = (message: WorkerMessage): void => {
      if (message.type === 'run') return report(`${message.seed}: ${message.text}`);
      worker.removeListener('message', listen);
      worker.removeListener('exit', exited);
      if (message.type === 'result') resolve(message.result);
      else reject(message.runaway ? new RunawayError(message.message) : new Error(`seed ${message.seed}: ${message.message}`));
    };
    worker.on('message', listen);
    worker.once('exit', exited);
    worker.send(request);
  });
}
