// The page's side of a shell: looks and commands of its programs go through the drill's session, questions to whoever draws the terminal.
import { proxy, type Remote, wrap } from 'comlink';
import type { ShellApi, ShellPort, ShellReply } from '../../schema/index.ts';
import type { DrillSession } from './session.ts';

/** How long an interrupted thread may take to say that it heard; PostgreSQL needs a while to start. */
const INTERRUPT_MS = 4_000;

interface Thread extends ShellApi {
  open(port: ShellPort, history: readonly string[]): Promise<void>;
}

export class ShellSession implements ShellApi {
  readonly #worker: Worker;
  readonly #thread: Remote<Thread>;
  readonly #opened: Promise<void>;
  /** Rejects when the thread is gone, and settles in no other way. */
  readonly #gone: Promise<never>;
  #end: (why: Error) => void = () => undefined;
  /** Its thread could not be loaded, failed, or had to be ended: the next line needs another. */
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
    this.#gone = new Promise<never>((_, reject) => {
      this.#end = reject;
    });
    this.#gone.catch(() => {
      this.broken = true;
      this.close();
    });
    worker.addEventListener('error', (event) => this.#end(new Error(event.message || 'The shell could not be loaded')));
    this.#opened = this.#thread.open(proxy(port), history);
    this.#opened.catch((error: Error) => this.#end(error));
    session.whenClosed(() => this.close());
  }

  async run(line: string): Promise<ShellReply> {
    await Promise.race([this.#opened, this.#gone]);
    return Promise.race([this.#thread.run(line), this.#gone]);
  }

  async complete(line: string): Promise<{ from: number; options: string[] }> {
    await Promise.race([this.#opened, this.#gone]);
    return Promise.race([this.#thread.complete(line), this.#gone]);
  }

  /** A thread that cannot even answer this is inside one long computation, and is ended. */
  async interrupt(): Promise<void> {
    const patience = setTimeout(
      () =>
        this.#end(
          new Error('^C\nThe shell did not answer and was ended: the next line starts a new one, without its files and variables.'),
        ),
      INTERRUPT_MS,
    );
    await Promise.race([this.#thread.interrupt(), this.#gone.catch(() => undefined)]);
    clearTimeout(patience);
  }

  close(): void {
    this.#worker.terminate();
  }
}
