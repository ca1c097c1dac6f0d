// Entry of the worker thread: ties a DrillHost to this thread's message port.
import type { RequestEnvelope } from '../../schema/index.ts';
import { wallClock } from './clock.ts';
import { DrillHost } from './drill-host.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const host = new DrillHost((envelope) => scope.postMessage(envelope), wallClock);

scope.addEventListener('message', (event: MessageEvent<RequestEnvelope>) => {
  void host.receive(event.data);
});
