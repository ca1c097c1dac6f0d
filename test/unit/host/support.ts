// A drill behind its port without a thread: the real DrillHost and the real DrillSession, joined by a channel, on a clock the test moves.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { WorkerLike } from '../../../src/host/client/index.ts';
import { DrillHost, type HostClock } from '../../../src/host/worker/index.ts';
import type { RequestEnvelope, ResponseEnvelope, ScenarioBundle } from '../../../src/schema/index.ts';

export function bundleOf(slug: string): ScenarioBundle {
  const root = join(import.meta.dirname, '../../../scenarios', slug);
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(root, path).replaceAll('\\', '/')] = readFileSync(path, 'utf8');
  }
  return { slug, files };
}

export class ManualClock implements HostClock {
  #nowMs = 0;
  readonly #ticks = new Set<() => void>();
  nowMs = () => this.#nowMs;
  stamp = () => '2026-01-01T00:00:00.000Z';
  repeat = (_everyMs: number, tick: () => void) => {
    this.#ticks.add(tick);
    return () => void this.#ticks.delete(tick);
  };
  breathe = () => Promise.resolve();
  /** Wall time passes in steps of a tick. */
  pass(ms: number): void {
    for (let left = ms; left > 0; left -= 50) {
      this.#nowMs += Math.min(50, left);
      for (const tick of this.#ticks) tick();
    }
  }
  get ticking(): boolean {
    return this.#ticks.size > 0;
  }
}

/** Messages are copied, as a thread's port would. */
export function channel(clock: HostClock): WorkerLike {
  const listeners: ((event: MessageEvent<ResponseEnvelope>) => void)[] = [];
  const host = new DrillHost((envelope) => {
    const data = structuredClone(envelope);
    for (const listener of listeners) listener({ data } as MessageEvent<ResponseEnvelope>);
  }, clock);
  return {
    postMessage: (message: RequestEnvelope) => void host.receive(structuredClone(message)),
    addEventListener: (type: string, listener: (event: MessageEvent<ResponseEnvelope>) => void) => {
      if (type === 'message') listeners.push(listener);
    },
    terminate: () => undefined,
  } as WorkerLike;
}
