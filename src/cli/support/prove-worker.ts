// A process that proves one seed after another for `prove`; see parallel.ts.
import { proveSeed } from '../../proof/index.ts';
import { RunawayError, type Scenario } from '../../schema/index.ts';
import { openScenario } from './drills.ts';
import type { WorkerMessage, WorkerRequest } from './parallel.ts';

let opened: { name: string; scenario: Scenario } | undefined;
const send = (message: WorkerMessage): void => void process.send?.(message);

process.on('message', ({ name, cwd, seed }: WorkerRequest) => {
  try {
    if (opened?.name !== name) opened = { name, scenario: openScenario(name, cwd) };
    send({ type: 'result', result: proveSeed(opened.scenario, seed, (text) => send({ type: 'run', seed, text })) });
  } catch (error) {
    send({
      type: 'failed',
      seed,
      runaway: error instanceof RunawayError,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
