// The thread in which `bench instruments` measures, as the browser's drill runs in a worker.
import { parentPort, workerData } from 'node:worker_threads';
import { runInstrumentBench } from '../../proof/index.ts';
import type { BenchMessage, BenchRequest } from './bench-thread.ts';

const send = (message: BenchMessage): void => parentPort?.postMessage(message);
const { seed, minutes, cpu } = workerData as BenchRequest;
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
send({
  type: 'done',
  record: runInstrumentBench({
    nowMs: cpu ? cpuMs : () => performance.now(),
    seed,
    minutes,
    onMinute: (done, all) => send({ type: 'minute', done, all }),
  }),
});
