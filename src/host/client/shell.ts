// The page's side of a shell: looks and commands of its programs go through the drill's session, questions to whoever draws the terminal.
import { proxy, type Remote, wrap } from 'comlink';
import type { ShellApi, ShellPort, ShellReply } from '../../schema/index.ts';
import type { DrillSession } from './session.ts';

interface Thread extends ShellApi {
  open(port: ShellPort, history: readonly string[]): Promise<void>;
}

export class ShellSession implements ShellApi {
  readonly #worker: Worker;
  readonly #thread: Remote<Thread>;
  readonly #opened: Promise<void>;
  /** Its thread could not be loaded: the next line needs another. */
  broken = false;

  /** @param answer asks the person; undefined when they interrupted */
  constructor(worker: Worker, session: DrillSession, answer: (question: string) => Promise<string | undefined>) {
    this.#worker = worker;
    this.#thread = wrap<Thread>(worker);
    const port: ShellPort = {
      view: async () => session.getState().live,
      look: async (draft) => (await session.append(draft)).look,
      act: async (draft) => (await session.append(draft)).outcome,
      lines: (filter) => session.logs(filter),
      chart: async ({ expr, fromUs, toUs, stepUs }) => session.chart(expr, fromUs, toUs, stepUs),
      answer,
    };
    const history = session.journal.flatMap((entry) => (entry.kind === 'shell.run' ? [entry.args.line] : []));
    const failed = new Promise<never>((_, reject) =>
      worker.addEventListener('error', (event) => reject(new Error(event.message || 'The shell could not be loaded'))),
    );
    failed.catch(() => undefined);
    this.#opened = Promise.race([this.#thread.open(proxy(port), history), failed]);
    this.#opened.catch(() => {
      this.broken = true;
      this.close();
    });
    session.whenClosed(() => this.close());
  }

  async run(line: string): Promise<ShellReply> {
    await this.#opened;
    return this.#thread.run(line);
  }

  async complete(line: string): Promise<{ from: number; options: string[] }> {
    await this.#opened;
    return this.#thread.complete(line);
  }

  async interrupt(): Promise<void> {
    await this.#thread.interrupt();
  }

  close(): void {
    this.#worker.terminate();
  }
}
