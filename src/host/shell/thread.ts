// What the page calls in the shell's thread: opened once with the drill's side, then a shell as any other.
import type { ShellApi, ShellPort, ShellReply } from '../../schema/index.ts';
import { Shell } from '../../shell/index.ts';

/** The drill's side as functions, which a message port can carry one by one. */
export class ShellThread implements ShellApi {
  #shell: Shell | undefined;

  /** @param history lines typed before, oldest first */
  open(port: ShellPort, history: readonly string[]): Promise<void> {
    this.#shell = new Shell(port, history);
    return Promise.resolve();
  }

  run(line: string): Promise<ShellReply> {
    return this.#opened().run(line);
  }

  complete(line: string): Promise<{ from: number; options: string[] }> {
    return this.#opened().complete(line);
  }

  interrupt(): Promise<void> {
    return this.#opened().interrupt();
  }

  #opened(): Shell {
    if (this.#shell === undefined) throw new Error('The shell was not opened');
    return this.#shell;
  }
}
